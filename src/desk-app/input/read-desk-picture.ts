import { type LumaFrame, lumaFromRgba } from '../../scanner/decode/frame.ts'

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
  const size = readSize(new Uint8Array(await file.slice(0, 65_536).arrayBuffer()))
  if (!size || size.width * size.height > MAX_PIXELS) return undefined
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

/** Width and height that a PNG, JPEG, GIF or WebP states in its head; nothing for every other file. */
export function readSize(head: Uint8Array): { width: number; height: number } | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const isAt = (at: number, ...bytes: number[]) => bytes.every((byte, each) => head[at + each] === byte)
  if (isAt(0, 0x89, 0x50, 0x4e, 0x47) && head.length >= 24) {
    return { width: view.getUint32(16), height: view.getUint32(20) }
  }
  if (isAt(0, 0x47, 0x49, 0x46) && head.length >= 10) {
    return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
  }
  if (isAt(0, 0x52, 0x49, 0x46, 0x46) && isAt(8, 0x57, 0x45, 0x42, 0x50) && head.length >= 30)
    return readWebp(head, view)
  return isAt(0, 0xff, 0xd8) ? readJpeg(head, view) : undefined
}

function readWebp(head: Uint8Array, view: DataView): { width: number; height: number } | undefined {
  const kind = String.fromCharCode(...head.subarray(12, 16))
  if (kind === 'VP8 ')
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true)
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
  }
  const three = (at: number) => (head[at] ?? 0) | ((head[at + 1] ?? 0) << 8) | ((head[at + 2] ?? 0) << 16)
  return kind === 'VP8X' ? { width: three(24) + 1, height: three(27) + 1 } : undefined
}

function readJpeg(head: Uint8Array, view: DataView): { width: number; height: number } | undefined {
  for (let at = 2; at + 9 < head.length; ) {
    if (head[at] !== 0xff) return undefined
    const marker = head[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}
