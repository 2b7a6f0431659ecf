import { readFileSync, statSync } from 'node:fs'
import sharp from 'sharp'
import { err, ok, type Result } from '../core/result.ts'
import { type LumaFrame, lumaFromRgba } from '../scanner/decode/frame.ts'
import { readBitmap } from './read-bitmap.ts'

const maxFileBytes = 32 * 1024 * 1024
const maxPixels = 64_000_000

export type PictureReadError = 'unreadable' | 'too_large' | 'not_a_picture'

/**
 * A picture file as grey values: JPEG, PNG, WebP, GIF, TIFF, AVIF, SVG, BMP, also with a damaged end. One
 * with transparent parts gives two frames, on white and on black: codes are drawn either way.
 */
export async function readPictureFile(path: string): Promise<Result<LumaFrame[], PictureReadError>> {
  let bytes: Buffer
  try {
    const file = statSync(path)
    // A device or a pipe may never end.
    if (!file.isFile()) return err('unreadable')
    if (file.size > maxFileBytes) return err('too_large')
    bytes = readFileSync(path)
  } catch {
    return err('unreadable')
  }
  const bitmap = readBitmap(bytes, maxPixels)
  if (bitmap.ok) return ok([lumaFromRgba(bitmap.value.rgba, bitmap.value.width, bitmap.value.height)])
  if (bitmap.error === 'too_large') return err('too_large')
  try {
    const { width, height } = await sharp(bytes, { failOn: 'none', limitInputPixels: false }).metadata()
    if (width * height > maxPixels) return err('too_large')
    const picture = sharp(bytes, {
      failOn: 'none',
      limitInputPixels: maxPixels,
      autoOrient: true,
      // A colour profile is a program of the sender's, of any number of steps.
      ignoreIcc: true,
    })
    const { data, info } = await picture
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const papers = isTransparent(data) ? [255, 0] : [255]
    return ok(papers.map((paper) => lumaFromRgba(flatten(data, paper), info.width, info.height)))
  } catch {
    return err('not_a_picture')
  }
}

function isTransparent(rgba: Uint8Array): boolean {
  for (let at = 3; at < rgba.length; at += 4) if (rgba[at] !== 255) return true
  return false
}

/** The pixels on paper of a grey value; transparent ones have any colour, often black. */
function flatten(source: Uint8Array, paper: number): Uint8Array {
  const rgba = Uint8Array.from(source)
  for (let pixel = 0; pixel < rgba.length; pixel += 4) {
    const alpha = rgba[pixel + 3] ?? 255
    if (alpha === 255) continue
    for (let at = pixel; at < pixel + 3; at++) {
      rgba[at] = Math.round(((rgba[at] ?? 0) * alpha + paper * (255 - alpha)) / 255)
    }
  }
  return rgba
}
