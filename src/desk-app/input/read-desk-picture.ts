import { type LumaFrame, lumaFromRgba } from '../../scanner/decode/frame.ts'
import { HEAD_BYTES, readPictureHead } from '../../scanner/decode/picture-head.ts'

/** Largest file that is opened, in bytes. */
const MAX_FILE = 25_000_000
/**
 * Pixels along the longer edge of what is looked at: enough for any code that fills a third of a photograph.
 */
const MAX_EDGE = 2_600
/** Pixels that are unfolded at most; a small file that says more is a bomb. */
const MAX_PIXELS = 60_000_000

/**
 * The luminance of a picture. Drawings (SVG) are refused: they are programs more than pictures, and no
 * scanner makes one. The size is read from the head of the file before anything is unfolded.
 */
export async function readDeskPicture(file: Blob): Promise<LumaFrame | undefined> {
  if (file.size > MAX_FILE || /svg|xml|html/.test(file.type)) return undefined
  const head = readPictureHead(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()))
  if (!head || head.width * head.height > MAX_PIXELS) return undefined
  const bitmap = await createImageBitmap(file).catch(() => undefined)
  if (!bitmap) return undefined
  try {
    const scale = Math.min(1, MAX_EDGE / Math.max(bitmap.width, bitmap.height, 1))
    const width = Math.max(1, Math.round(bitmap.width * scale))
    const height = Math.max(1, Math.round(bitmap.height * scale))
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false })
    if (!context) return undefined
    context.fillStyle = '#fff'
    context.fillRect(0, 0, width, height)
    context.drawImage(bitmap, 0, 0, width, height)
    return lumaFromRgba(context.getImageData(0, 0, width, height).data, width, height)
  } finally {
    bitmap.close()
  }
}
