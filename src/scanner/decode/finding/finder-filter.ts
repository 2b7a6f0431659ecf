import { doubleRow, type LumaFrame } from '../frame.ts'
import type { LightField } from '../sampling/light-field.ts'
import { type Fit, fitFinder, type Patch, probeFinder } from './pattern-fit.ts'

type Peak = {
  readonly x: number
  readonly y: number
  readonly across: number // module size along the row, pixels
  readonly down: number
  readonly strength: number
}

const MODULES = [1.4, 1.75, 2.2, 2.75, 3.4, 4.3, 5.4] // pixels, each covers ± 12 %
// distances of the second (light), third (dark) and fourth (light) ring, in pixels of the doubled frame
const SCALES = MODULES.map((module) => ({
  two: Math.round(4 * module),
  three: Math.round(6 * module),
  four: Math.round(8 * module),
}))
const STRIDE = 2
const MOST_UNEQUAL = 3 // steps of MODULES between width and height: a pattern seen from the side
const LEAST_CONTRAST = 0.01 // between the rings, of the light
const MOST_PEAKS = 250
const FIRST_PEAKS = 8 * MOST_PEAKS
const CELL = 16 // pixels of the doubled frame; the best peak of a cell stays
const MOST_SPOTS = 20
const LEAST_SCORE = 0.5
const DOUBTFUL = 0.75
/** What it costs beside a sample (`LightField`): a pixel, and a place on a row where rings were seen. */
const WORK_A_PIXEL = 3
const WORK_A_PLACE = 15
const SAMPLED_ROWS = 16 // one of so many tells how many places there will be
const WORSE = 0.3 // than the best pattern of the picture: something else

/**
 * Finder patterns by a matched filter on grey values: dark, light, dark, light outwards from the centre, both along
 * the row and the column (a cut through the centre keeps 1:1:3:1:1 however the code is turned). Finds what blur and
 * noise hide from a black-and-white image. Noise
 * has rings nearly everywhere: what would cost more than the field may is not begun.
 */
export function filterFinders(frame: LumaFrame, field: LightField): Fit[] {
  field.work += WORK_A_PIXEL * frame.width * frame.height
  const smooth = smoothDoubled(frame)
  if (!field.canBear(WORK_A_PLACE * estimatePlaces(smooth))) return []
  const peaks = suppressNeighbours(findPeaks(smooth, field))
  const probed = peaks
    .map((peak) => probeFinder(field, peak.x, peak.y, peak.across, peak.down))
    .filter(({ score }) => score > LEAST_SCORE - 0.15)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_SPOTS)
  const fitted = withoutTwins(probed.flatMap(({ patch }) => (field.isSpent ? [] : fitSizes(field, patch))))
  const least = Math.max(LEAST_SCORE, Math.max(...fitted.map(({ score }) => score)) - WORSE)
  return fitted.filter(({ score }) => score >= least)
}

/** A doubtful fit may have grown into its surroundings: once more from a smaller start. */
function fitSizes(field: LightField, start: Patch): Fit[] {
  const fit = fitFinder(field, start)
  if (fit.score > DOUBTFUL) return [fit]
  const { x, y, ux, uy, vx, vy } = start
  return [fit, fitFinder(field, { x, y, ux: 0.75 * ux, uy: 0.75 * uy, vx: 0.75 * vx, vy: 0.75 * vy })]
}

/**
 * The frame at twice its size (`doubleFrame`), each pixel the mean of 3 × 3: row by row, so that the doubled
 * frame is never there as a whole.
 */
function smoothDoubled(frame: LumaFrame): LumaFrame {
  const [wide, high] = [2 * frame.width, 2 * frame.height]
  const out = new Uint8Array(wide * high)
  const row = new Uint8Array(wide + 2) // with its ends once more
  const ring = [new Uint16Array(wide), new Uint16Array(wide), new Uint16Array(wide)] as const
  let [above, middle, below] = ring
  for (let y = 0; y < high; y++) {
    doubleRow(frame, y, row, 1)
    row[0] = row[1] ?? 0
    row[wide + 1] = row[wide] ?? 0
    ;[above, middle, below] = [middle, below, above]
    for (let x = 0; x < wide; x++) below[x] = (row[x] ?? 0) + (row[x + 1] ?? 0) + (row[x + 2] ?? 0)
    if (y < 2) continue
    for (let x = 0, at = (y - 1) * wide; x < wide; x++, at++) {
      // A ninth in whole numbers: exact up to 9 × 255.
      out[at] = (((above[x] ?? 0) + (middle[x] ?? 0) + (below[x] ?? 0)) * 7282) >> 16
    }
  }
  return { luma: out, width: wide, height: high }
}

/** The best peak of every cell, in the order in which the cells had their first. */
class PeakCells {
  private readonly columns: number
  private readonly strengths: Float64Array
  private readonly peaks = new Map<number, Peak>()

  constructor({ width, height }: LumaFrame) {
    this.columns = Math.ceil(width / CELL)
    this.strengths = new Float64Array(this.columns * Math.ceil(height / CELL)).fill(LEAST_CONTRAST)
  }

  /** What a peak at this place has to be stronger than. */
  strengthAt(x: number, y: number): number {
    return this.strengths[this.cellOf(x, y)] ?? 0
  }

  /** Keeps a peak that is the strongest of its cell. */
  keep(x: number, y: number, row: number, column: number, strength: number): void {
    const cell = this.cellOf(x, y)
    if (strength <= (this.strengths[cell] ?? 0)) return
    this.strengths[cell] = strength
    const place = { x: (x + 0.5) / 2, y: (y + 0.5) / 2 }
    this.peaks.set(cell, { ...place, across: MODULES[row] ?? 0, down: MODULES[column] ?? 0, strength })
  }

  all(): Peak[] {
    return [...this.peaks.values()]
  }

  private cellOf(x: number, y: number): number {
    return ((y / CELL) | 0) * this.columns + ((x / CELL) | 0)
  }
}

/**
 * The best peaks of every cell: one as wide as high, one seen from the side (kept apart, for with two free sizes
 * more places look like a pattern). A column is looked at only where the row alone could still win its cell.
 */
function findPeaks(frame: LumaFrame, field: LightField): Peak[] {
  const { width, height } = frame
  const upright = new PeakCells(frame)
  const slanted = new PeakCells(frame)
  const across = new Float32Array(width)
  const wide = new Uint8Array(width)
  const reach = 4 * STRIDE
  for (let y = reach; y < height - reach && !field.isSpent; y += STRIDE) {
    const room = Math.min(y, height - 1 - y)
    const scales = SCALES.filter(({ four }) => four <= room).length
    across.fill(0)
    for (let k = 0; k < scales; k++) {
      field.work += WORK_A_PLACE * scanRow(frame, y, k, across, wide, upright)
    }
    for (let x = reach; x < width - reach; x += STRIDE) {
      const least = across[x] ?? 0
      if (least <= slanted.strengthAt(x, y)) continue
      const row = wide[x] ?? 0
      for (let k = Math.max(0, row - MOST_UNEQUAL); k <= Math.min(scales - 1, row + MOST_UNEQUAL); k++) {
        if (k === row) continue
        slanted.keep(x, y, row, k, Math.min(least, ringContrast(frame.luma, y * width + x, width, k)))
      }
    }
  }
  return [...upright.all(), ...slanted.all()]
}

/** How many places with rings `findPeaks` will see, told from some of its rows. */
function estimatePlaces(frame: LumaFrame): number {
  const { width, height } = frame
  const peaks = new PeakCells(frame)
  const across = new Float32Array(width)
  const wide = new Uint8Array(width)
  let places = 0
  for (let y = 4 * STRIDE; y < height - 4 * STRIDE; y += STRIDE * SAMPLED_ROWS) {
    const room = Math.min(y, height - 1 - y)
    SCALES.forEach(({ four }, k) => {
      if (four <= room) places += scanRow(frame, y, k, across, wide, peaks)
    })
  }
  return places * SAMPLED_ROWS
}

/**
 * Ring contrast along a row at one scale; keeps the best scale of each place, and the peaks as high as wide.
 *
 * @returns at how many places there were rings at all.
 */
function scanRow(
  { luma, width }: LumaFrame,
  y: number,
  k: number,
  across: Float32Array,
  wide: Uint8Array,
  peaks: PeakCells,
): number {
  let places = 0
  const { two = 0, three = 0, four = 0 } = SCALES[k] ?? {}
  const row = y * width
  for (let x = Math.ceil(four / STRIDE) * STRIDE; x < width - four; x += STRIDE) {
    const at = row + x
    const here = luma[at] ?? 0
    const ahead = luma[at + two] ?? 0
    if (ahead <= here) continue
    const near = Math.min(ahead, luma[at - two] ?? 0)
    if (near <= here) continue
    const dark = Math.max(luma[at + three] ?? 0, luma[at - three] ?? 0)
    if (near <= dark) continue
    places++
    const found = (Math.min(near, luma[at + four] ?? 0, luma[at - four] ?? 0) - dark) / (near + 10)
    if (found <= LEAST_CONTRAST) continue
    if (found > (across[x] ?? 0)) {
      across[x] = found
      wide[x] = k
    }
    if (found <= peaks.strengthAt(x, y)) continue
    peaks.keep(x, y, k, k, Math.min(found, ringContrast(luma, at, width, k)))
  }
  return places
}

/** Contrast of the rings along one direction (`step` 1: row, width: column); the weakest place counts. */
function ringContrast(luma: Uint8Array, at: number, step: number, k: number): number {
  const { two = 0, three = 0, four = 0 } = SCALES[k] ?? {}
  const near = Math.min(luma[at + two * step] ?? 0, luma[at - two * step] ?? 0)
  if (near <= (luma[at] ?? 0)) return 0
  const dark = Math.max(luma[at + three * step] ?? 0, luma[at - three * step] ?? 0)
  return (Math.min(near, luma[at + four * step] ?? 0, luma[at - four * step] ?? 0) - dark) / (near + 10)
}

/** The strongest peaks that do not lie on one another. */
function suppressNeighbours(peaks: readonly Peak[]): Peak[] {
  const kept: Peak[] = []
  const shadows = (peak: Peak) => (other: Peak) =>
    isSlanted(other) === isSlanted(peak) &&
    Math.hypot(other.x - peak.x, other.y - peak.y) < other.across + other.down
  for (const peak of strongestFirst(peaks)) {
    if (kept.length >= MOST_PEAKS) break
    if (!kept.some(shadows(peak))) kept.push(peak)
  }
  return kept
}

/** Peaks by their strength; of many (noise, a chessboard) only the strongest are put in order at first. */
function* strongestFirst(peaks: readonly Peak[]): Generator<Peak> {
  const strengths = Float64Array.from(peaks, ({ strength }) => strength).sort()
  const least = strengths[strengths.length - FIRST_PEAKS] ?? 0
  const byStrength = (a: Peak, b: Peak) => b.strength - a.strength
  yield* peaks.filter(({ strength }) => strength >= least).sort(byStrength)
  yield* peaks.filter(({ strength }) => strength < least).sort(byStrength)
}

const isSlanted = ({ across, down }: Peak): boolean => across !== down

function withoutTwins(fits: Fit[]): Fit[] {
  const kept: Fit[] = []
  for (const fit of fits.sort((a, b) => b.score - a.score)) {
    const { x, y, ux, uy } = fit.patch
    const near = ({ patch }: Fit) => Math.hypot(patch.x - x, patch.y - y) < 4 * Math.hypot(ux, uy)
    if (!kept.some(near)) kept.push(fit)
  }
  return kept
}
