import type { LumaFrame } from '../frame.ts'

const SAMPLED_ROWS = 16 // one of so many is looked at, which is left to chance: nobody draws between them
const REACH = 32 // pixels of a row on each side that make its threshold
const DARKER = 2 // luminance steps below it
const STRETCHED = 2 // lengths of a row's crossing, on each side: what is longer is no pattern, nor followed

/**
 * About how many finder patterns a picture holds, told from some rows, and how many rows of it cross one:
 * engines compare each crossing with each pattern. Noise and text have next to none, a picture can be made
 * of thousands. Of patterns so large that few fit in, not all are seen.
 */
export function countPatterns(
  { luma, width, height }: LumaFrame,
  random = Math.random,
): { readonly patterns: number; readonly crossings: number } {
  let patterns = 0
  let crossings = 0
  for (let first = 0; first < height; first += SAMPLED_ROWS) {
    const y = first + Math.floor(random() * Math.min(SAMPLED_ROWS, height - first))
    const row = y * width
    let sum = 0
    for (let x = 0; x < Math.min(REACH, width); x++) sum += luma[row + x] ?? 0
    // Where the last five runs begin and end.
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    let e = 0
    let f = 0
    let runs = 0
    let wasDark = false
    for (let x = 0; x < width; x++) {
      const left = x - REACH - 1
      const right = x + REACH
      if (right < width) sum += luma[row + right] ?? 0
      if (left >= 0) sum -= luma[row + left] ?? 0
      const threshold = sum / (Math.min(width - 1, right) - Math.max(-1, left)) - DARKER
      const isDark = (luma[row + x] ?? 0) < threshold
      if (isDark === wasDark) continue
      wasDark = isDark
      a = b
      b = c
      c = d
      d = e
      e = f
      f = x
      if (++runs < 6 || isDark || !isPattern(a, b, c, d, e, f, 3)) continue
      const centre = (c + d) >> 1
      const at = row + centre
      const most = STRETCHED * (f - a)
      const [above, below] = [Math.min(y, most), Math.min(height - 1 - y, most)]
      const [before, after] = [Math.min(above, centre), Math.min(below, width - 1 - centre)]
      if (!isCrossed(luma, at, width, above, below, threshold, 3)) continue
      // Aslant a middle of three pixels is crossed beside its centre as well.
      if (!isCrossed(luma, at, width + 1, before, after, threshold, 2)) continue
      patterns += SAMPLED_ROWS / (3 * ((f - a) / 7))
      crossings += SAMPLED_ROWS
    }
  }
  return { patterns, crossings }
}

/**
 * Whether five runs between edges are about as 1:1:3:1:1, told from edge to like edge (blur widens dark or
 * light alone), and the middle one is of so many pixels at least.
 */
function isPattern(a: number, b: number, c: number, d: number, e: number, f: number, least: number): boolean {
  if (d - c < least) return false
  const module = (f - a) / 7
  const isAbout = (length: number, modules: number) => Math.abs(length - modules * module) < module
  return isAbout(c - a, 2) && isAbout(d - b, 4) && isAbout(e - c, 4) && isAbout(f - d, 2)
}

/** Whether such runs lie around a pixel of the middle one in steps from it, of which there are so many. */
function isCrossed(
  luma: Uint8Array,
  at: number,
  step: number,
  before: number,
  after: number,
  threshold: number,
  least: number,
): boolean {
  const isDark = (place: number) => (luma[at + place * step] ?? 0) < threshold
  const back = (from: number, dark: boolean) => {
    let place = from
    while (place >= -before && isDark(place) === dark) place--
    return place
  }
  const ahead = (from: number, dark: boolean) => {
    let place = from
    while (place <= after && isDark(place) === dark) place++
    return place
  }
  const [c, d] = [back(0, true), ahead(0, true)]
  const [b, e] = [back(c, false), ahead(d, false)]
  const [a, f] = [back(b, true), ahead(e, true)]
  return isPattern(a + 1, b + 1, c + 1, d, e, f, least)
}
