import { doubleFrame, type LumaFrame } from './frame.ts'
import type { LightField } from './light-field.ts'
import { type Fit, fitFinder, probeFinder } from './pattern-fit.ts'

type Peak = {
  readonly x: number
  readonly y: number
  readonly across: number // module size along the row, pixels
  readonly down: number
  readonly strength: number
}

const MODULES = [1.4, 1.75, 2.2, 2.75, 3.4, 4.3, 5.4] // pixels, each covers ± 12 %
const STRIDE = 2
const MOST_UNEQUAL = 3 // steps of MODULES between width and height: a pattern seen from the side
const LEAST_CONTRAST = 0.01 // between the rings, of the light
const MOST_PEAKS = 250
const CELL = 16 // pixels of the doubled frame; the best peak of a cell stays
const MOST_SPOTS = 14
const LEAST_SCORE = 0.5
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
  const fitted = probed.map(({ patch }) => fitFinder(field, patch))
  const least = Math.max(LEAST_SCORE, Math.max(...fitted.map(({ score }) => score)) - WORSE)
  return fitted.filter(({ score }) => score >= least)
}

/** Mean of 3 × 3. */
function smoothFrame({ luma, width, height }: LumaFrame): LumaFrame {
  const rows = new Uint16Array(luma.length)
  for (let i = 1; i < luma.length - 1; i++) rows[i] = (luma[i - 1] ?? 0) + (luma[i] ?? 0) + (luma[i + 1] ?? 0)
  const out = new Uint8Array(luma.length)
  for (let i = width; i < luma.length - width; i++) {
    out[i] = ((rows[i - width] ?? 0) + (rows[i] ?? 0) + (rows[i + width] ?? 0)) / 9
  }
  return { luma: out, width, height }
}

function findPeaks({ luma, width, height }: LumaFrame): Peak[] {
  const columns = Math.ceil(width / CELL)
  const best = new Map<number, Peak>()
  const rings = MODULES.map((module) => [2, 3, 4].map((k) => Math.round(2 * k * module)))
  const two = Int32Array.from(rings, ([a = 0]) => a)
  const three = Int32Array.from(rings, ([, b = 0]) => b)
  const four = Int32Array.from(rings, ([, , c = 0]) => c)
  /** Contrast of the rings along one direction (`step` 1: row, `width`: column); the weakest place counts. */
  const contrast = (at: number, step: number, k: number): number => {
    const a = (two[k] ?? 0) * step
    const near = Math.min(luma[at + a] ?? 0, luma[at - a] ?? 0)
    if (near <= (luma[at] ?? 0)) return 0
    const b = (three[k] ?? 0) * step
    const c = (four[k] ?? 0) * step
    const dark = Math.max(luma[at + b] ?? 0, luma[at - b] ?? 0)
    return (Math.min(near, luma[at + c] ?? 0, luma[at - c] ?? 0) - dark) / (near + 10)
  }
  const last = MODULES.length - 1
  for (let y = STRIDE * 4; y < height; y += STRIDE) {
    let tall = last
    while (tall >= 0 && (four[tall] ?? 0) > Math.min(y, height - 1 - y)) tall--
    for (let x = STRIDE * 4; x < width; x += STRIDE) {
      const at = y * width + x
      let across = 0
      let wide = -1
      for (let k = 0; k <= last && (four[k] ?? 0) <= x; k++) {
        const found = contrast(at, 1, k)
        if (found > across && (four[k] ?? 0) < width - x) {
          across = found
          wide = k
        }
      }
      if (wide < 0) continue
      let down = 0
      let high = -1
      for (let k = Math.max(0, wide - MOST_UNEQUAL); k <= Math.min(tall, wide + MOST_UNEQUAL); k++) {
        const found = contrast(at, width, k)
        if (found > down) {
          down = found
          high = k
        }
      }
      const cell = Math.floor(y / CELL) * columns + Math.floor(x / CELL)
      const strength = Math.min(across, down)
      if (high < 0 || strength <= (best.get(cell)?.strength ?? LEAST_CONTRAST)) continue
      const place = { x: (x + 0.5) / 2, y: (y + 0.5) / 2 }
      best.set(cell, { ...place, across: MODULES[wide] ?? 0, down: MODULES[high] ?? 0, strength })
    }
  }
  return [...best.values()]
}

function suppressNeighbours(peaks: Peak[]): Peak[] {
  peaks.sort((a, b) => b.strength - a.strength)
  const kept: Peak[] = []
  for (const peak of peaks) {
    if (kept.length >= MOST_PEAKS) break
    const near = (other: Peak) => Math.hypot(other.x - peak.x, other.y - peak.y) < other.across + other.down
    if (!kept.some(near)) kept.push(peak)
  }
  return kept
}
