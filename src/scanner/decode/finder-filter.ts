import { doubleFrame, type LumaFrame } from './frame.ts'
import type { LightField } from './light-field.ts'
import { type Fit, fitFinder, probeFinder } from './pattern-fit.ts'

type Peak = { readonly x: number; readonly y: number; readonly module: number; readonly strength: number }

const MODULES = [1.4, 1.75, 2.2, 2.75, 3.4, 4.3, 5.4] // pixels, each covers ± 12 %
const LEAST_CONTRAST = 1 // luminance steps between the rings
const MOST_PEAKS = 250
const CELL = 16 // pixels of the doubled frame; the best peak of a cell stays
const MOST_SPOTS = 14
const LEAST_SCORE = 0.5

/**
 * Finder patterns by a matched filter on grey values: dark, light, dark, light outwards from the centre, both along
 * the row and the column (a cut through the centre keeps 1:1:3:1:1 however the code is turned). Finds what blur and
 * noise hide from a black-and-white image.
 */
export function filterFinders(frame: LumaFrame, field: LightField): Fit[] {
  const peaks = suppressNeighbours(findPeaks(smoothFrame(doubleFrame(frame))))
  const probed = peaks
    .map((peak) => probeFinder(field, peak.x, peak.y, peak.module))
    .filter(({ score }) => score > LEAST_SCORE - 0.15)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_SPOTS)
  return probed.map(({ patch }) => fitFinder(field, patch)).filter(({ score }) => score > LEAST_SCORE)
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
  for (const module of MODULES) {
    const two = Math.round(4 * module)
    const three = Math.round(6 * module)
    const four = Math.round(8 * module)
    const [two_, three_, four_] = [two * width, three * width, four * width]
    const stride = module < 3 ? 2 : 4
    for (let y = four; y < height - four; y += stride) {
      const end = y * width + width - four
      for (let i = y * width + four; i < end; i += stride) {
        const centre = (luma[i] ?? 0) + LEAST_CONTRAST
        const a = luma[i + two] ?? 0
        if (a < centre) continue
        const b = luma[i - two] ?? 0
        if (b < centre) continue
        const c = luma[i + two_] ?? 0
        if (c < centre) continue
        const d = luma[i - two_] ?? 0
        if (d < centre) continue
        const acrossDark = Math.max(luma[i + three] ?? 0, luma[i - three] ?? 0)
        const across = Math.min(a, b, luma[i + four] ?? 0, luma[i - four] ?? 0) - acrossDark
        if (across < LEAST_CONTRAST) continue
        const downDark = Math.max(luma[i + three_] ?? 0, luma[i - three_] ?? 0)
        const down = Math.min(c, d, luma[i + four_] ?? 0, luma[i - four_] ?? 0) - downDark
        if (down < LEAST_CONTRAST) continue
        const light = (a + b + c + d) / 4
        const strength = (across + down) / (2 * light - acrossDark - downDark + 20)
        const x = i % width
        const cell = Math.floor(y / CELL) * columns + Math.floor(x / CELL)
        if (strength <= (best.get(cell)?.strength ?? 0)) continue
        best.set(cell, { x: (x + 0.5) / 2, y: (y + 0.5) / 2, module, strength })
      }
    }
  }
  return [...best.values()]
}

function suppressNeighbours(peaks: Peak[]): Peak[] {
  peaks.sort((a, b) => b.strength - a.strength)
  const kept: Peak[] = []
  for (const peak of peaks) {
    if (kept.length >= MOST_PEAKS) break
    const near = (other: Peak) => Math.hypot(other.x - peak.x, other.y - peak.y) < 2 * other.module
    if (!kept.some(near)) kept.push(peak)
  }
  return kept
}
