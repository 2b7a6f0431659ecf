import sharp from 'sharp'
import { pictureLimits } from '../../core/api/picture-limits.ts'
import type { Bytes } from '../../core/bytes.ts'
import { err, ok, type Result } from '../../core/result.ts'

// Only what phones make is decoded, whatever the library could read besides: no SVG, GIF, PDF, TIFF …
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
})
sharp.cache(false)
sharp.concurrency(1)

/** Pictures decoded at the same time; each may take some 100 MB and a thread for a second. */
const AT_ONCE = 2
/** Pictures that may wait for their turn. */
const WAITING = 20

/** Scans of a progressive JPEG, each of which walks over the whole picture. Encoders write ten or so. */
const MAX_SCANS = 50
/** Texts in a PNG, packed or not; converters write two or three. */
const MAX_TEXTS = 8

let underWay = 0
const turns: (() => void)[] = []

export type PictureError = 'picture_invalid' | 'unavailable'

/**
 * Decodes a picture, whatever its name or stated type, and makes a new JPEG of it: upright, at most `maxEdge`
 * pixels long, with nothing of the file it came in: no EXIF, no place, no bytes before or after the picture.
 */
export async function cleanPicture(bytes: Uint8Array): Promise<Result<Bytes, PictureError>> {
  if (!beginsLikePicture(bytes) || isCostly(bytes)) return err('picture_invalid')
  if (underWay < AT_ONCE) underWay++
  else if (turns.length >= WAITING) return err('unavailable')
  // Whoever ends hands its place on.
  else await new Promise<void>((resolve) => turns.push(resolve))
  try {
    return await reencode(bytes)
  } finally {
    const next = turns.shift()
    if (next) next()
    else underWay--
  }
}

async function reencode(bytes: Uint8Array): Promise<Result<Bytes, PictureError>> {
  const { minEdge, maxEdge, pixels } = pictureLimits
  try {
    const picture = sharp(bytes, {
      limitInputPixels: pixels,
      failOn: 'error',
      autoOrient: true,
      // A profile is a program of the sender's: any number of steps, in a kilobyte, for every pixel.
      ignoreIcc: true,
    })
    const { width, height } = await picture.metadata()
    if (Math.min(width, height) < minEdge || width * height > pixels) return err('picture_invalid')
    const jpeg = await picture
      .resize({ width: maxEdge, height: maxEdge, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .jpeg({ quality: 82 })
      .toBuffer()
    return ok(new Uint8Array(jpeg))
  } catch {
    // Whatever it is that cannot be decoded: the message of the library would say nothing to a person.
    return err('picture_invalid')
  }
}

/** JPEG, PNG or WebP by the first bytes. */
function beginsLikePicture(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  return (
    head.startsWith('\xff\xd8\xff') ||
    head.startsWith('\x89PNG\r\n\x1a\n') ||
    (head.startsWith('RIFF') && head.slice(8) === 'WEBP')
  )
}

/**
 * Whether few bytes would keep the decoder busy for long. Counts what the bytes could be at most, without
 * walking through the file: a marker of JPEG is never within the data of a scan, by chance seldom elsewhere.
 */
function isCostly(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  return text[0] === 0xff
    ? count(text, '\xff\xda', MAX_SCANS) > MAX_SCANS
    : ['tEXt', 'zTXt', 'iTXt'].some((type) => count(text, type, MAX_TEXTS) > MAX_TEXTS)
}

/** How often the letters stand in the bytes; stops once it is more than `enough`. */
function count(bytes: Buffer, letters: string, enough: number): number {
  let found = 0
  for (let at = bytes.indexOf(letters, 0, 'latin1'); at >= 0 && found <= enough; found++)
    at = bytes.indexOf(letters, at + letters.length, 'latin1')
  return found
}
