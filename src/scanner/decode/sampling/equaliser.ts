import type { SymbolLayout } from '../symbol/qr-symbol.ts'
import { LeastSquares } from './linear-system.ts'
import { MARGIN } from './module-grid.ts'

const TAPS: readonly (readonly [number, number])[] = [-2, -1, 0, 1, 2].flatMap((b) =>
  [-2, -1, 0, 1, 2].map((a) => [a, b] as const),
)
const CENTRE = 12
const GAIN = 0.8
const RIDGE = 12
const CENTRE_RIDGE = 4

/**
 * Undoes blur: each module as a weighted sum of itself and its 24 neighbours, the weights learnt from modules whose
 * value is known (`known`: 1 dark, -1 light, 0 unknown; `size * size`).
 *
 * @param soft modules with their margin, `span * span`.
 * @returns `size * size` values, about ±1 for a clear module.
 */
export function equaliseModules(
  soft: Float32Array,
  layout: SymbolLayout,
  known: ArrayLike<number>,
): Float32Array {
  const { size } = layout
  const span = size + 2 * MARGIN
  const system = new LeastSquares(TAPS.length + 1)
  const row = new Float64Array(TAPS.length + 1)
  row[TAPS.length] = 1
  const offsets = TAPS.map(([a, b]) => b * span + a)
  const load = (at: number) => {
    for (let k = 0; k < offsets.length; k++) row[k] = soft[at + (offsets[k] ?? 0)] ?? 0
  }
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const target = known[y * size + x] ?? 0
      if (target === 0) continue
      load((y + MARGIN) * span + x + MARGIN)
      system.add(row, target)
    }
  }
  for (let k = 0; k <= TAPS.length; k++)
    system.pull(k, k === CENTRE ? GAIN : 0, k === CENTRE ? CENTRE_RIDGE : RIDGE)
  const weights = system.solve()
  const out = new Float32Array(size * size)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      load((y + MARGIN) * span + x + MARGIN)
      let value = 0
      for (let k = 0; k < row.length; k++) value += (weights?.[k] ?? (k === CENTRE ? 1 : 0)) * (row[k] ?? 0)
      out[y * size + x] = value
    }
  }
  return out
}
