import { readFileSync } from 'node:fs'
import jpeg from 'jpeg-js'
import { PNG } from 'pngjs'
import { err, ok, type Result } from '../core/result.ts'
import { type LumaFrame, lumaFromRgba } from '../scanner/decode/frame.ts'

const maxFileBytes = 32 * 1024 * 1024
const maxPixels = 64_000_000

export type PictureDefect = 'unreadable' | 'too_large' | 'not_a_picture'

/** A PNG or JPEG file as grey values. */
export function readPicture(path: string): Result<LumaFrame, PictureDefect> {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch {
    return err('unreadable')
  }
  if (bytes.length > maxFileBytes) return err('too_large')
  try {
    const { width, height, data } = decodePixels(bytes)
    return ok(lumaFromRgba(data, width, height))
  } catch {
    return err('not_a_picture')
  }
}

/** RGBA pixels. Throws on anything that is not a picture of bearable size. */
function decodePixels(bytes: Buffer): { width: number; height: number; data: Uint8Array } {
  const isPng = bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))
  if (!isPng)
    return jpeg.decode(bytes, {
      useTArray: true,
      maxResolutionInMP: maxPixels / 1e6,
      maxMemoryUsageInMB: 1024,
    })
  // Width and height stand at fixed places of the first chunk (PNG specification, 11.2.2).
  if (bytes.readUInt32BE(16) * bytes.readUInt32BE(20) > maxPixels) throw new RangeError('too many pixels')
  const picture = PNG.sync.read(bytes)
  flattenOnWhite(picture.data)
  return picture
}

/** Transparent pixels have any colour, often black; what a person sees through them is paper. */
function flattenOnWhite(rgba: Uint8Array): void {
  for (let pixel = 0; pixel < rgba.length; pixel += 4) {
    const alpha = rgba[pixel + 3] ?? 255
    if (alpha === 255) continue
    for (let at = pixel; at < pixel + 3; at++) {
      rgba[at] = Math.round(((rgba[at] ?? 0) * alpha + 255 * (255 - alpha)) / 255)
    }
  }
}
