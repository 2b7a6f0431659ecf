import type { Bytes } from '../../core/bytes.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { HEAD_BYTES, readPictureHead } from '../../scanner/decode/picture-head.ts'
import { type Crop, type PictureSize, planOutput, SHORTEST_EDGE, scaleOf, shrinkTo, turnOf } from './crop.ts'
import { encodeJpeg } from './encode-jpeg.ts'

/** Why a file is not taken; each has its own text. */
export type PictureFileError =
  | 'wrong_type'
  | 'file_too_large'
  | 'too_many_pixels'
  | 'too_small'
  | 'unreadable'

const MOST_FILE_BYTES = 30_000_000
/** What the largest phone cameras make; a browser needs four bytes for each. */
const MOST_PIXELS = 64_000_000
const MOST_EDGE = 12_000
/** Longer edge of the picture that is cropped from: more than is sent, so that zooming in leaves enough. */
const WORKING_EDGE = 3_200
/** A picture as it is sent is at most so large, in bytes. */
const MOST_BYTES = 400_000
const QUALITIES = [0.88, 0.8, 0.7, 0.6, 0.5] as const

/**
 * Opens a picture file, upright as its camera noted, no larger than is needed to crop from. Type and size are
 * checked before anything is decoded.
 */
export async function openPicture(file: Blob): Promise<Result<ImageBitmap, PictureFileError>> {
  if (file.size > MOST_FILE_BYTES) return err('file_too_large')
  const head = readPictureHead(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()))
  if (!head || head.type === 'image/gif' || head.type === 'image/heic') return err('wrong_type')
  const { width, height } = head
  if (width * height > MOST_PIXELS || Math.max(width, height) > MOST_EDGE) return err('too_many_pixels')
  if (Math.min(width, height) < SHORTEST_EDGE) return err('too_small')
  const decoded = await createImageBitmap(file).catch(() => undefined)
  return decoded ? ok(await shrink(decoded)) : err('unreadable')
}

async function shrink(bitmap: ImageBitmap): Promise<ImageBitmap> {
  const size = shrinkTo(WORKING_EDGE, bitmap)
  if (size.width === bitmap.width) return bitmap
  const { canvas, context } = createCanvas(size)
  context.drawImage(bitmap, 0, 0, size.width, size.height)
  bitmap.close()
  return createImageBitmap(canvas)
}

function createCanvas({ width, height }: PictureSize) {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) throw new TypeError('no canvas')
  context.imageSmoothingQuality = 'high'
  return { canvas, context }
}

/** Draws what is in the frame onto the whole canvas; white where the picture ends. */
export function renderCrop(
  context: CanvasRenderingContext2D,
  picture: ImageBitmap,
  crop: Crop,
  frame: PictureSize,
): void {
  const scale = scaleOf(crop, picture, frame)
  context.resetTransform()
  context.fillStyle = '#fff'
  context.fillRect(0, 0, frame.width, frame.height)
  context.translate(frame.width / 2, frame.height / 2)
  context.rotate(turnOf(crop))
  context.scale(scale, scale)
  context.drawImage(picture, -crop.x * picture.width, -crop.y * picture.height)
}

/**
 * What is in the frame as a JPEG of at most 400,000 bytes. It is encoded anew, so nothing of the file's notes
 * is in it.
 */
export async function cutPicture(picture: ImageBitmap, crop: Crop, aspect: number): Promise<Bytes> {
  for (
    let size = planOutput(crop, picture, aspect);
    ;
    size = shrinkTo(0.8 * Math.max(size.width, size.height), size)
  ) {
    const { canvas, context } = createCanvas(size)
    renderCrop(context, picture, crop, size)
    for (const quality of QUALITIES) {
      // The page shows that it is at work before, and takes what is typed between.
      await new Promise((resolve) => setTimeout(resolve))
      const jpeg = encodeJpeg(canvas, quality)
      if (jpeg.length <= MOST_BYTES) return jpeg
    }
  }
}
