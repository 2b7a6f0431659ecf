/** One picture as the engines see it: 8-bit luminance, row by row, `width * height` bytes. */
export type LumaFrame = { readonly luma: Uint8Array; readonly width: number; readonly height: number }

/** A place in a frame, in pixels; the centre of the first pixel is (0.5, 0.5). */
export type Point = { readonly x: number; readonly y: number }

/**
 * What an engine read. `bytes` are the content as written in the code (no character set applied), `text` the same
 * as text, `corners` the code's outer corners (top left first, clockwise as printed) in pixels of the whole frame.
 */
export type Reading = {
  readonly bytes: Uint8Array
  readonly text: string
  readonly corners: readonly Point[]
  readonly engine: string
}

/** The caller's grammar: only a reading that it accepts ends the search. */
export type Accept = (text: string, bytes: Uint8Array) => boolean

/** A rectangle of a frame in whole pixels. */
export type Region = {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Cuts a region out of a frame; the part outside the frame is left away. */
export function cropFrame(frame: LumaFrame, region: Region): LumaFrame {
  const { left, top, width, height } = clampRegion(frame, region)
  const luma = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const start = (top + y) * frame.width + left
    luma.set(frame.luma.subarray(start, start + width), y * width)
  }
  return { luma, width, height }
}

/** The part of a region that lies inside the frame (at least one pixel). */
export function clampRegion(frame: LumaFrame, region: Region): Region {
  const left = Math.max(0, Math.min(frame.width - 1, Math.floor(region.left)))
  const top = Math.max(0, Math.min(frame.height - 1, Math.floor(region.top)))
  const width = Math.max(1, Math.min(frame.width - left, Math.ceil(region.width)))
  const height = Math.max(1, Math.min(frame.height - top, Math.ceil(region.height)))
  return { left, top, width, height }
}

/** The frame at twice its size, bilinear. */
export function doubleFrame(frame: LumaFrame): LumaFrame {
  const { width, height } = frame
  const wide = width * 2
  const out = new Uint8Array(wide * height * 2)
  for (let y = 0; y < height * 2; y++) doubleRow(frame, y, out, y * wide)
  return { luma: out, width: wide, height: height * 2 }
}

/** Writes row `y` of the frame at twice its size into `out` from `at` on. */
export function doubleRow({ luma, width, height }: LumaFrame, y: number, out: Uint8Array, at: number): void {
  const near = (y >> 1) * width
  const far = Math.max(0, Math.min(height - 1, (y >> 1) + (y % 2 === 0 ? -1 : 1))) * width
  let left = 3 * (luma[near] ?? 0) + (luma[far] ?? 0)
  let here = left
  let to = at
  for (let x = 0; x < width; x++) {
    const next = x + 1 < width ? x + 1 : x
    const right = 3 * (luma[near + next] ?? 0) + (luma[far + next] ?? 0)
    out[to++] = (3 * here + left + 8) >> 4
    out[to++] = (3 * here + right + 8) >> 4
    left = here
    here = right
  }
}

/** The frame reduced by a whole factor, each pixel the mean of `factor * factor`. */
export function shrinkFrame(frame: LumaFrame, factor: number): LumaFrame {
  const width = Math.max(1, Math.floor(frame.width / factor))
  const height = Math.max(1, Math.floor(frame.height / factor))
  const luma = new Uint8Array(width * height)
  const columns = new Uint32Array(width * factor)
  const area = factor * factor
  for (let y = 0, to = 0; y < height; y++) {
    columns.fill(0)
    for (let j = 0; j < factor; j++) addPixels(frame, Math.min(frame.height - 1, y * factor + j), columns)
    for (let x = 0, from = 0; x < width; x++) {
      let sum = 0
      for (let i = 0; i < factor; i++) sum += columns[from++] ?? 0
      luma[to++] = sum / area
    }
  }
  return { luma, width, height }
}

/** Adds the pixels of a row to the sums of their columns. */
function addPixels({ luma, width }: LumaFrame, row: number, columns: Uint32Array): void {
  const end = Math.min(width, columns.length)
  for (let x = 0, at = row * width; x < end; x++, at++) columns[x] = (columns[x] ?? 0) + (luma[at] ?? 0)
}

/** The negative: for codes printed light on dark. */
export function invertFrame(frame: LumaFrame): LumaFrame {
  return { ...frame, luma: frame.luma.map((value) => 255 - value) }
}

/** Luminance (ITU-R BT.601) of RGBA pixels. @param rgba `4 * width * height` bytes, row by row. */
export function lumaFromRgba(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): LumaFrame {
  const luma = new Uint8Array(width * height)
  for (let i = 0, p = 0; i < luma.length; i++, p += 4) {
    luma[i] = ((rgba[p] ?? 0) * 306 + (rgba[p + 1] ?? 0) * 601 + (rgba[p + 2] ?? 0) * 117 + 512) >> 10
  }
  return { luma, width, height }
}
