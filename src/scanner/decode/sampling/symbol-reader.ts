import type { Content } from '../symbol/bit-stream.ts'
import { layoutOf } from '../symbol/qr-symbol.ts'
import { decodeModules, type SoftModules } from '../symbol/soft-decoder.ts'
import { equaliseModules } from './equaliser.ts'
import { refineGrid } from './grid-refine.ts'
import type { LightField } from './light-field.ts'
import { MARGIN, type ModuleGrid } from './module-grid.ts'
import { type SampledModules, sampleModules } from './module-sampler.ts'

/** Below this share of the usual contrast a place carries nothing (glare, dirt). */
const FLAT = 0.12

const LEAST_AGREEMENT = 0.25

/** One look at a symbol: its grid, refined, and what each module looks like. */
export type SymbolView = { readonly grid: ModuleGrid; readonly sampled: SampledModules }

/**
 * Samples a symbol, then once more where the modules stand out most. Undefined when the timing and alignment
 * patterns are not there: another version, or no code at all.
 */
export function viewSymbol(field: LightField, grid: ModuleGrid): SymbolView | undefined {
  const first = sampleModules(field, grid)
  if (agreementOf(first, grid) < LEAST_AGREEMENT) return undefined
  const refined = refineGrid(field, grid, first)
  return { grid: refined, sampled: sampleModules(field, refined) }
}

/** How well the prescribed modules outside the finder patterns are there, from -1 to 1. */
function agreementOf(sampled: SampledModules, { version, size, span }: ModuleGrid): number {
  const { fixed } = layoutOf(version)
  let agreement = 0
  let total = 1e-6
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const want = fixed[y * size + x] ?? 0
      const isFinder =
        (x < 8 || x >= size - 8) && (y < 8 || y >= size - 8) && !(x >= size - 8 && y >= size - 8)
      if (want === 0 || isFinder) continue
      const at = (y + MARGIN) * span + x + MARGIN
      if ((sampled.lost[at] ?? 0) > 0.5) continue
      agreement += want * (sampled.soft[at] ?? 0)
      total += Math.abs(sampled.soft[at] ?? 0)
    }
  }
  return agreement / total
}

/** Soft modules of a view: equalised, with what glare hides set to unknown. */
export function softModulesOf(view: SymbolView, equalise: boolean): SoftModules {
  const { grid, sampled } = view
  const { size, span } = grid
  const layout = layoutOf(grid.version)
  const plain = new Float32Array(size * size)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) plain[y * size + x] = sampled.soft[(y + MARGIN) * span + x + MARGIN] ?? 0
  }
  const values = equalise ? equaliseModules(sampled.soft, layout, layout.fixed) : plain
  const usual = Float32Array.from(sampled.spread).sort()[sampled.spread.length >> 1] ?? 0
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const at = (y + MARGIN) * span + x + MARGIN
      if ((sampled.lost[at] ?? 0) > 0.5 || (sampled.spread[at] ?? 0) < FLAT * usual) {
        values[y * size + x] = 1e-4 * Math.sign(values[y * size + x] ?? 0)
      }
    }
  }
  return { version: grid.version, values }
}

/** Reads a symbol from one view: equalised first, then as seen. */
export function readView(view: SymbolView): Content | undefined {
  return decodeModules(softModulesOf(view, true)) ?? decodeModules(softModulesOf(view, false))
}
