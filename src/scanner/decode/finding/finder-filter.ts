import { doubleFrame, type LumaFrame } from '../frame.ts'
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
const CELL = 16 // pixels of the doubled frame; the best peak of a cell stays
const MOST_SPOTS = 20
const LEAST_SCORE = 0.5
const DOUBTFUL = 0.75
const WORSE = 0.3 // than the best pattern of the picture: something else

/**
 * Finder patterns by a matched filter on grey values: dark, light, dark, light outwards from the centre, both along
 * the row and the column (a cut through the centre keeps 1:1:3:1:1 however the code is turned). Finds what blur and
 * noise hide from a black-and-white image.
 */
export function filterFinders(frame: LumaFrame, field: LightField): Fit[] {
  const peaks = suppressNeighbours(findPeaks(smoothFrame(doubleFrame(frame))))
  const probed = peaks
    .map((peak) => probeFinder(field, peak.x, peak.y, peak.across, peak.down))
    .filter(({ score }) => score > LEAST_SCORE - 0.15)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_SPOTS)
  const fitted = withoutTwins(probed.flatMap(({ patch }) => fitSizes(field, patch)))
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

/** Mean of 3 × 3. */
function smoothFrame({ luma, width, height }: LumaFrame): LumaFrame {
  const rows = new Uint16Array(luma.length)
  for (let i = 1; i < luma.length - 1; i++) rows[i] = (luma[i - 1] ?? 0) + (luma[i] ?? 0) + (luma[i + 1] ?? 0)
  const out = new Uint8Array(luma.length)
  for (let i = width; i < luma.length - width; i++) {
    // A ninth in whole numbers: exact up to 9 × 255.
    out[i] = (((rows[i - width] ?? 0) + (rows[i] ?? 0) + (rows[i + width] ?? 0)) * 7282) >> 16
  }
  return { luma: out, width, height }
}

/**
 * The best peaks of every cell: one as wide as high, one seen from the side (kept apart, for with two free sizes
 * more places look like a pattern).
 */
function findPeaks(frame: LumaFrame): Peak[] {
  const { width, height } = frame
  const columns = Math.ceil(width / CELL)
  const upright = new Map<number, Peak>()
  const slanted = new Map<number, Peak>()
  const keep = (
    best: Map<number, Peak>,
    x: number,
    y: number,
    row: number,
    column: number,
    strength: number,
  ) => {
    const cell = Math.floor(y / CELL) * columns + Math.floor(x / CELL)
    if (strength <= (best.get(cell)?.strength ?? LEAST_CONTRAST)) return
    const place = { x: (x + 0.5) / 2, y: (y + 0.5) / 2 }
    best.set(cell, { ...place, across: MODULES[row] ?? 0, down: MODULES[column] ?? 0, strength })
  }
  const across = new Float32Array(width)
  const wide = new Uint8Array(width)
  const reach = 4 * STRIDE
  for (let y = reach; y < height - reach; y += STRIDE) {
    const room = Math.min(y, height - 1 - y)
    const scales = SCALES.filter(({ four }) => four <= room).length
    across.fill(0)
    for (let k = 0; k < scales; k++) {
      scanRow(frame, y, k, across, wide, (x, strength) => keep(upright, x, y, k, k, strength))
    }
    for (let x = reach; x < width - reach; x += STRIDE) {
      const least = across[x] ?? 0
      if (least <= LEAST_CONTRAST) continue
      const row = wide[x] ?? 0
      for (let k = Math.max(0, row - MOST_UNEQUAL); k <= Math.min(scales - 1, row + MOST_UNEQUAL); k++) {
        if (k === row) continue
        const down = ringContrast(frame.luma, y * width + x, width, k)
        if (down > LEAST_CONTRAST) keep(slanted, x, y, row, k, Math.min(least, down))
      }
    }
  }
  return [...upright.values(), ...slanted.values()]
}

/** Ring contrast along a row at one scale; keeps the best scale of each place, reports peaks as high as wide. */
function scanRow(
  { luma, width }: LumaFrame,
  y: number,
  k: number,
  across: Float32Array,
  wide: Uint8Array,
  report: (x: number, strength: number) => void,
): void {
  const { two = 0, three = 0, four = 0 } = SCALES[k] ?? {}
  const row = y * width
  for (let x = Math.ceil(four / STRIDE) * STRIDE; x < width - four; x += STRIDE) {
    const at = row + x
    const centre = luma[at] ?? 0
    const a = luma[at + two] ?? 0
    if (a <= centre) continue
    const b = luma[at - two] ?? 0
    if (b <= centre) continue
    const dark = Math.max(luma[at + three] ?? 0, luma[at - three] ?? 0)
    const found = (Math.min(a, b, luma[at + four] ?? 0, luma[at - four] ?? 0) - dark) / (Math.min(a, b) + 10)
    if (found <= LEAST_CONTRAST) continue
    if (found > (across[x] ?? 0)) {
      across[x] = found
      wide[x] = k
    }
    const down = ringContrast(luma, at, width, k)
    if (down > LEAST_CONTRAST) report(x, Math.min(found, down))
  }
}

/** Contrast of the rings along one direction (`step` 1: row, width: column); the weakest place counts. */
function ringContrast(luma: Uint8Array, at: number, step: number, k: number): number {
  const { two = 0, three = 0, four = 0 } = SCALES[k] ?? {}
  const near = Math.min(luma[at + two * step] ?? 0, luma[at - two * step] ?? 0)
  if (near <= (luma[at] ?? 0)) return 0
  const dark = Math.max(luma[at + three * step] ?? 0, luma[at - three * step] ?? 0)
  return (Math.min(near, luma[at + four * step] ?? 0, luma[at - four * step] ?? 0) - dark) / (near + 10)
}

function suppressNeighbours(peaks: Peak[]): Peak[] {
  peaks.sort((a, b) => b.strength - a.strength)
  const kept: Peak[] = []
  for (const peak of peaks) {
    if (kept.length >= MOST_PEAKS) break
    const shadows = (other: Peak) =>
      isSlanted(other) === isSlanted(peak) &&
      Math.hypot(other.x - peak.x, other.y - peak.y) < other.across + other.down
    if (!kept.some(shadows)) kept.push(peak)
  }
  return kept
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
