import { err, ok, type Result } from '../../../core/result.ts'
import { type LumaFrame, lumaFromRgba } from '../../../scanner/decode/frame.ts'
import { HEAD_BYTES, readPictureHead } from '../../../scanner/decode/picture-head.ts'
import type { TypedScan } from './typed-scan.ts'

/** Pixels of the largest picture that is read as it is; iOS refuses canvases from 16.7 million on. */
const MOST_PIXELS = 12_000_000
/** Pixels along the longer edge of it: some browsers draw nothing on wider canvases. */
const MOST_EDGE = 16_384
/** More than the largest phone cameras make: a small file that says more is a bomb. */
const TOO_MANY_PIXELS = 110_000_000
const STRIP_ROWS = 256
/** Pixels along the longer edge of a drawing (SVG), which has no size of its own. */
const DRAWING_EDGE = 1024

/**
 * The luminance of a picture file, upright as its camera noted. One with transparent parts gives two frames,
 * on white and on black: codes are drawn either way. What states no size that can be known before it is
 * unfolded (AVIF, BMP, ICO, a JPEG that hides it) is none. `createImageBitmap` refuses drawings and
 * photographs with a damaged end, which an `<img>` shows.
 */
export async function readPicture(file: Blob): Promise<Result<LumaFrame[], 'notPicture' | 'tooLarge'>> {
  const head = readPictureHead(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()))
  if (!head && !(await isDrawing(file))) return err('notPicture')
  if (head && head.width * head.height > TOO_MANY_PIXELS) return err('tooLarge')
  const bitmap = head && (await createImageBitmap(file).catch(() => undefined))
  const source = bitmap ?? (await loadImage(file))
  if (!source) return err('notPicture')
  const [width, height] =
    source instanceof HTMLImageElement ? sizeOf(source, file) : [source.width, source.height]
  try {
    const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (width * height)), MOST_EDGE / Math.max(width, height))
    const size = {
      width: Math.max(1, Math.round(width * scale)),
      height: Math.max(1, Math.round(height * scale)),
    }
    const onWhite = await convertInStrips(source, size, '#fff')
    if (!onWhite) return err('tooLarge')
    const onBlack = file.type === 'image/jpeg' ? undefined : await convertInStrips(source, size, '#000')
    const isSeeThrough = onBlack?.luma.some((value, at) => value !== onWhite.luma[at])
    return ok(onBlack && isSeeThrough ? [onWhite, onBlack] : [onWhite])
  } finally {
    if (source instanceof ImageBitmap) source.close()
  }
}

/** The picture as an `<img>` shows it, as far as it goes; undefined when it shows nothing. */
function loadImage(file: Blob): Promise<HTMLImageElement | undefined> {
  const url = URL.createObjectURL(file)
  return new Promise<HTMLImageElement | undefined>((resolve) => {
    const image = new Image()
    image.onload = () => resolve(image)
    image.onerror = () => resolve(undefined)
    image.src = url
  }).finally(() => URL.revokeObjectURL(url))
}

function sizeOf({ naturalWidth, naturalHeight }: HTMLImageElement, file: Blob): [number, number] {
  if (file.type !== 'image/svg+xml') return [naturalWidth, naturalHeight]
  const scale = DRAWING_EDGE / Math.max(naturalWidth, naturalHeight, 1)
  return [(naturalWidth || 1) * scale || DRAWING_EDGE, (naturalHeight || 1) * scale || DRAWING_EDGE]
}

/** Larger drawings are no codes, in bytes. */
const LARGEST_DRAWING = 1_000_000
/**
 * What a drawing makes much of little with. A browser reads other encodings, and escapes in styles, as
 * something else than what is looked at here. The one style sheet is that of a common writer of codes.
 */
const UNBOUNDED: readonly RegExp[] = [
  /^\s*<\?xml\s[^>]*encoding(?!\s?=\s?["']utf-?8["'])/i,
  /<!(?:ENTITY|ATTLIST)|<\?xml-stylesheet|\bdata:/i,
  /<(?:[^\s<>/:]+:)?(?:image|feImage|pattern|mask|marker|foreignObject|set|animate\w*|link)[\s/>]/i,
  /<(?:[^\s<>/:]+:)?style(?!>rect\{shape-rendering:crispEdges\}<\/)[\s/>]/i,
  /\bfilter(?![\w-])|\bstroke-dasharray(?!\s?[=:]\s?["']?none\b)/i,
  /\bstyle\s*=\s*(?:"[^"<]*(?:\\|&#)|'[^'<]*(?:\\|&#))/i,
]
/** Some that draw codes clip a few parts. What is clipped by what is clipped grows with each step. */
const CLIPPED = /\bclip-path(?![\w-])/gi
const MOST_CLIPPED = 10
/**
 * Some repeat one square. Parts that have parts in them, or are repeated ones, are as often again each step.
 */
const REPEATED = /<(?:[^\s<>/:]+:)?use[\s/>]/gi
const REPEATED_BY_NAME = /<(?:[^\s<>/:]+:)?use\s(?:[^<]*\s)?id[\s=]/i
const HAS_PARTS = /<(?:[^\s<>/:]+:)?(?:svg|g|symbol|a|switch|tspan|textPath)[\s/>]/gi
/** Letters of all that is repeated, where it is the longest part each time. */
const MOST_REPEATED = 4_000_000

const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0

/**
 * A drawing (SVG) begins as text: a picture under its name, whose size nobody knows, is none. Neither is one
 * that makes much of little, which a browser could be at for ever.
 */
async function isDrawing(file: Blob): Promise<boolean> {
  if (file.type !== 'image/svg+xml' || file.size > LARGEST_DRAWING) return false
  const text = await file.text()
  // Of another encoding, which only a browser would read.
  if (!/^\s*</.test(text) || text.includes('\0') || UNBOUNDED.some((each) => each.test(text))) return false
  const repeated = count(text, REPEATED)
  if (repeated === 0) return count(text, CLIPPED) <= MOST_CLIPPED
  if (count(text, CLIPPED) > 0 || count(text, HAS_PARTS) > 1 || REPEATED_BY_NAME.test(text)) return false
  const longest = text.split('<').reduce((most, { length }) => Math.max(most, length), 0)
  return repeated * longest <= MOST_REPEATED
}

/**
 * Strip by strip, so that a photograph neither needs its size in memory four times over nor holds up the
 * page.
 */
async function convertInStrips(
  source: ImageBitmap | HTMLImageElement,
  { width, height }: { width: number; height: number },
  paper: '#fff' | '#000',
): Promise<LumaFrame | undefined> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = STRIP_ROWS
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false })
  if (!context) return undefined
  const luma = new Uint8Array(width * height)
  for (let top = 0; top < height; top += STRIP_ROWS) {
    const rows = Math.min(STRIP_ROWS, height - top)
    context.fillStyle = paper
    context.fillRect(0, 0, width, rows)
    context.drawImage(source, 0, -top, width, height)
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

/**
 * What is on the clipboard; asks the browser, which may ask the person. Undefined when it is empty or not
 * allowed.
 */
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
