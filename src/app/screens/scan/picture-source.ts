import { type LumaFrame, lumaFromRgba } from '../../../scanner/decode/frame.ts'
import type { TypedScan } from './typed-scan.ts'

/** Pixels of the largest picture that is read as it is; iOS refuses canvases from 16.7 million on. */
const MOST_PIXELS = 12_000_000
const STRIP_ROWS = 256

/** The luminance of a picture file, upright as its camera noted; undefined when it is no picture that the browser can show. */
export async function readPicture(file: Blob): Promise<LumaFrame | undefined> {
  const bitmap = await createImageBitmap(file).catch(() => undefined)
  if (!bitmap) return undefined
  try {
    const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (bitmap.width * bitmap.height)))
    const width = Math.max(1, Math.round(bitmap.width * scale))
    const height = Math.max(1, Math.round(bitmap.height * scale))
    return await convertInStrips(bitmap, width, height)
  } finally {
    bitmap.close()
  }
}

/** Strip by strip, so that a photograph neither needs its size in memory four times over nor holds up the page. */
async function convertInStrips(
  bitmap: ImageBitmap,
  width: number,
  height: number,
): Promise<LumaFrame | undefined> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = STRIP_ROWS
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false })
  if (!context) return undefined
  const luma = new Uint8Array(width * height)
  for (let top = 0; top < height; top += STRIP_ROWS) {
    const rows = Math.min(STRIP_ROWS, height - top)
    // transparent pictures (screenshots cut out) stand on white
    context.fillStyle = '#fff'
    context.fillRect(0, 0, width, rows)
    context.drawImage(bitmap, 0, -top, width, height)
    const strip = lumaFromRgba(context.getImageData(0, 0, width, rows).data, width, rows)
    luma.set(strip.luma, top * width)
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { luma, width, height }
}

/** What was pasted, dropped or typed by a scanner: a picture goes before text. */
export type Handed = { readonly picture: Blob } | { readonly text: string } | TypedScan

/** What a paste or drop brings; undefined when there is neither a file nor text in it. */
export function readTransfer(transfer: DataTransfer | null): Handed | undefined {
  const file = [...(transfer?.files ?? [])][0]
  if (file) return { picture: file }
  const text = transfer?.getData('text/plain') ?? ''
  return text.trim() === '' ? undefined : { text }
}

/** What is on the clipboard; asks the browser, which may ask the person. Undefined when it is empty or not allowed. */
export async function readClipboard(): Promise<Handed | undefined> {
  try {
    for (const item of await navigator.clipboard.read()) {
      const type = item.types.find((each) => each.startsWith('image/'))
      if (type) return { picture: await item.getType(type) }
    }
    const text = await navigator.clipboard.readText()
    return text.trim() === '' ? undefined : { text }
  } catch {
    return undefined
  }
}
