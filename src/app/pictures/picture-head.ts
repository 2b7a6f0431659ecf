import { err, ok, type Result } from '../../core/result.ts'

/**
 * What the first bytes of a picture file say. The size is that of the stored pixels, before any turn noted by
 * the camera.
 */
export type PictureHead = {
  readonly type: 'image/jpeg' | 'image/png' | 'image/webp'
  readonly width: number
  readonly height: number
}

/** So many bytes from the beginning are looked at; cameras put a preview of some 100 KB before the size. */
export const HEAD_BYTES = 1_000_000

/**
 * Reads type and size without decoding, so that a small file which unfolds into gigabytes is found out before
 * a browser tries. JPEG (ITU T.81 B.2.2), PNG (IHDR), WebP (RFC 9649); everything else is no picture here.
 */
export function readPictureHead(bytes: Uint8Array): Result<PictureHead, 'not_a_picture'> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD_BYTES))
  try {
    const head = readJpeg(view) ?? readPng(view) ?? readWebp(view)
    return head && head.width > 0 && head.height > 0 ? ok(head) : err('not_a_picture')
  } catch {
    // it ends before its size
    return err('not_a_picture')
  }
}

function readJpeg(view: DataView): PictureHead | undefined {
  if (view.getUint16(0) !== 0xffd8) return undefined
  let at = 2
  while (view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) {
      at++ // fill byte
      continue
    }
    if (isFrameStart(marker)) {
      return { type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    }
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}

/** SOF0 to SOF15 without the tables among them (DHT, JPG, DAC). */
function isFrameStart(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

const PNG_SIGNATURE = 0x89504e47
const IHDR = 0x49484452

function readPng(view: DataView): PictureHead | undefined {
  if (view.getUint32(0) !== PNG_SIGNATURE || view.getUint32(12) !== IHDR) return undefined
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

const RIFF = 0x52494646
const WEBP = 0x57454250
const LOSSY = 0x56503820
const LOSSLESS = 0x5650384c
const EXTENDED = 0x56503858

function readWebp(view: DataView): PictureHead | undefined {
  if (view.getUint32(0) !== RIFF || view.getUint32(8) !== WEBP) return undefined
  const type = 'image/webp'
  switch (view.getUint32(12)) {
    case LOSSY:
      return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    case LOSSLESS: {
      const bits = view.getUint32(21, true)
      return { type, width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
    }
    case EXTENDED:
      return { type, width: readUint24(view, 24) + 1, height: readUint24(view, 27) + 1 }
    default:
      return undefined
  }
}

function readUint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
}
