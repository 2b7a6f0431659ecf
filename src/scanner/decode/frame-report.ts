import type { LumaFrame, Point } from './frame.ts'

/**
 * Measurements of one frame, for the hints on the screen. All of the middle of the picture, or of the code if one was
 * located: `brightness` mean luminance 0 to 1, `glare` share of saturated pixels 0 to 1, `sharpness` 0 (blurred) to
 * about 1 (crisp), `contrast` 0 to 1. `corners` and `modulePixels` only when a code was located.
 */
export type FrameReport = {
  readonly brightness: number
  readonly contrast: number
  readonly glare: number
  readonly sharpness: number
  readonly corners?: readonly Point[]
  readonly modulePixels?: number
}

/** What was located, as far as is known. */
export type LocatedPlace = { readonly corners: readonly Point[]; readonly modulePixels?: number }

const STEP = 2
const GLARING = 250

/** Measures a frame; about 1 ms for 1280 × 720. */
export function reportFrame(frame: LumaFrame, place: LocatedPlace | undefined): FrameReport {
  const { left, right, top, bottom } = windowOf(frame, place)
  const { luma, width } = frame
  const histogram = new Uint32Array(256)
  let count = 0
  let sum = 0
  let glaring = 0
  let edges = 0
  let curls = 0
  for (let y = top; y < bottom; y += STEP) {
    for (let x = left; x < right; x += STEP) {
      const at = y * width + x
      const value = luma[at] ?? 0
      const before = luma[at - 1] ?? 0
      const after = luma[at + 1] ?? 0
      histogram[value] = (histogram[value] ?? 0) + 1
      count++
      sum += value
      if (value >= GLARING) glaring++
      edges += Math.abs(after - before)
      curls += Math.abs(2 * value - before - after)
    }
  }
  if (count === 0) return { brightness: 0, contrast: 0, glare: 0, sharpness: 0 }
  const contrast = (percentile(histogram, count, 0.95) - percentile(histogram, count, 0.05)) / 255
  return {
    brightness: sum / count / 255,
    contrast,
    glare: glaring / count,
    sharpness: edges === 0 ? 0 : Math.min(1, curls / edges),
    ...place,
  }
}

function windowOf({ width, height }: LumaFrame, place: LocatedPlace | undefined) {
  const xs = place?.corners.map(({ x }) => x) ?? [width * 0.25, width * 0.75]
  const ys = place?.corners.map(({ y }) => y) ?? [height * 0.25, height * 0.75]
  return {
    left: Math.max(1, Math.floor(Math.min(...xs))),
    right: Math.min(width - 1, Math.ceil(Math.max(...xs))),
    top: Math.max(0, Math.floor(Math.min(...ys))),
    bottom: Math.min(height, Math.ceil(Math.max(...ys))),
  }
}

function percentile(histogram: Uint32Array, count: number, share: number): number {
  let left = share * count
  for (let value = 0; value < 256; value++) {
    left -= histogram[value] ?? 0
    if (left <= 0) return value
  }
  return 255
}
