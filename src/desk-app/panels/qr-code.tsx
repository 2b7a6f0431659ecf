import { renderQr } from '../../card-view/qr-matrix.ts'
import { quietZone } from '../../card-view/quiet-zone.ts'

/** A QR symbol, black on white in every theme, with its quiet zone. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { path, size } = renderQr(text)
  const box = size + 2 * quietZone
  return (
    <svg
      class="qr"
      role="img"
      aria-label={label}
      viewBox={`${-quietZone} ${-quietZone} ${box} ${box}`}
      shape-rendering="crispEdges"
    >
      <rect x={-quietZone} y={-quietZone} width={box} height={box} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
