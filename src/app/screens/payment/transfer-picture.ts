import { quietZone } from '../../../card-view/quiet-zone.ts'
import type { RenderedCode } from '../../../core/card/card-code.ts'

/** Pixels a module of the code, so that a picture that was sent on is still read. */
const MODULE = 10
const LINE = 44
const FONT = '28px system-ui, sans-serif'

/**
 * The code as a picture with its lines of text below, the same as on screen: so that whoever gets it can read
 * to whom it goes. No link, and nothing of the wallet.
 */
export async function drawTransferPicture(code: RenderedCode, lines: readonly string[]): Promise<File> {
  const side = MODULE * (code.size + 2 * quietZone)
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side + LINE * (lines.length + 1)
  const context = canvas.getContext('2d')
  if (!context) throw new TypeError('no canvas')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = '#000'
  context.font = FONT
  context.textAlign = 'center'
  for (const [index, line] of lines.entries())
    context.fillText(line, side / 2, side + LINE * (index + 0.8), side - 2 * MODULE)
  context.scale(MODULE, MODULE)
  context.translate(quietZone, quietZone)
  context.fill(new Path2D(code.path))
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!blob) throw new TypeError('no picture')
  return new File([blob], 'nop-tien.png', { type: 'image/png' })
}

/** Whether the browser hands pictures on. */
export function canShare(): boolean {
  const probe = new File([], 'nop-tien.png', { type: 'image/png' })
  return typeof navigator.canShare === 'function' && navigator.canShare({ files: [probe] })
}

/** Hands the picture to another app; a person who thinks better of it has done nothing wrong. */
export async function sharePicture(picture: File): Promise<void> {
  await navigator.share({ files: [picture] }).catch(() => {})
}

/** Into the browser's downloads. */
export function savePicture(picture: File): void {
  const address = URL.createObjectURL(picture)
  const link = document.createElement('a')
  link.href = address
  link.download = picture.name
  link.click()
  // Some browsers read it only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
