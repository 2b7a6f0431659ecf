import { create, type Segment } from 'qrcode/lib/core/qrcode.js'
import type { RenderedCode } from '../core/card/card-code.ts'

/**
 * Renders a text as a QR symbol, error correction M. A wallet code (`BHYT:1/` and digits) becomes one
 * alphanumeric and one numeric segment, every other text one byte segment (UTF-8). The mask is fixed: trying
 * all eight costs more time than everything else together, and readers read each of them.
 */
export function renderQr(text: string): RenderedCode {
  const { modules } = create(toSegments(text), { errorCorrectionLevel: 'M', maskPattern: 2 })
  return { path: tracePath(modules), size: modules.size }
}

function toSegments(text: string): Segment[] {
  const parts = /^(BHYT:\d+\/)(\d+)$/.exec(text)
  const [, prefix, digits] = parts ?? []
  if (prefix === undefined || digits === undefined) return [{ data: text, mode: 'byte' }]
  return [
    { data: prefix, mode: 'alphanumeric' },
    { data: digits, mode: 'numeric' },
  ]
}

/** One horizontal stroke for each run of dark modules, row by row, as closed rectangles of height 1. */
function tracePath({ size, data }: { size: number; data: Uint8Array }): string {
  let path = ''
  for (let row = 0; row < size; row += 1) {
    for (let start = 0; start < size; start += 1) {
      if (data[row * size + start] !== 1) continue
      let end = start
      while (end < size && data[row * size + end] === 1) end += 1
      path += `M${start} ${row}h${end - start}v1h-${end - start}z`
      start = end
    }
  }
  return path
}
