import type { LightField } from './light-field.ts'
import type { ModuleGrid } from './module-grid.ts'

/**
 * Modules of a grid as seen in one picture, `span * span` values. `soft`: positive is dark, in units of the local
 * contrast. `lost`: share of the module that is saturated or outside the picture. `mean` and `spread`: local light
 * and contrast.
 */
export type SampledModules = {
  readonly soft: Float32Array
  readonly lost: Float32Array
  readonly mean: Float32Array
  readonly spread: Float32Array
}

const REACH = 0.25
const STENCIL_A = Float64Array.from([-1, 0, 1, -1, 0, 1, -1, 0, 1], (a) => a * REACH)
const STENCIL_B = Float64Array.from([-1, -1, -1, 0, 0, 0, 1, 1, 1], (b) => b * REACH)
const STENCIL = STENCIL_A.map((a, k) =>
  Math.exp(-((a / REACH) ** 2 + ((STENCIL_B[k] ?? 0) / REACH) ** 2) * 0.4),
)
const TOTAL = STENCIL.reduce((sum, weight) => sum + weight, 0)
/** What a module costs beside a sample (`LightField`): its places, each twice. */
const WORK_A_MODULE = 20
const WINDOW = 5 // modules on each side for the local mean and contrast
const CLIP = 2.5

/** Mean light of every module, then normalised by its surroundings (shadow, haze and exposure drop out). */
export function sampleModules(field: LightField, grid: ModuleGrid): SampledModules {
  const { span, xs, ys } = grid
  const light = new Float32Array(span * span)
  const lost = new Float32Array(span * span)
  field.work += WORK_A_MODULE * lost.length
  for (let j = 0; j < span; j++) {
    for (let i = 0; i < span; i++) {
      const at = j * span + i
      const left = i > 0 ? at - 1 : at
      const right = i + 1 < span ? at + 1 : at
      const above = j > 0 ? at - span : at
      const below = j + 1 < span ? at + span : at
      const ux = ((xs[right] ?? 0) - (xs[left] ?? 0)) / (right - left)
      const uy = ((ys[right] ?? 0) - (ys[left] ?? 0)) / (right - left)
      const rows = (below - above) / span
      const vx = ((xs[below] ?? 0) - (xs[above] ?? 0)) / rows
      const vy = ((ys[below] ?? 0) - (ys[above] ?? 0)) / rows
      const x0 = xs[at] ?? 0
      const y0 = ys[at] ?? 0
      let sum = 0
      let missing = 0
      for (let k = 0; k < STENCIL.length; k++) {
        const a = STENCIL_A[k] ?? 0
        const b = STENCIL_B[k] ?? 0
        const weight = STENCIL[k] ?? 0
        const x = x0 + a * ux + b * vx
        const y = y0 + a * uy + b * vy
        sum += weight * field.at(x, y)
        if (field.isLost(x, y)) missing += weight
      }
      light[at] = sum / TOTAL
      lost[at] = missing / TOTAL
    }
  }
  return { ...normalise(light, span), lost }
}

/** (local mean - light) / local contrast, by summed-area tables. */
function normalise(light: Float32Array, span: number): Omit<SampledModules, 'lost'> {
  const stride = span + 1
  const sums = new Float64Array(stride * stride)
  const squares = new Float64Array(stride * stride)
  for (let y = 0; y < span; y++) {
    let rowSum = 0
    let rowSquares = 0
    for (let x = 0; x < span; x++) {
      const value = light[y * span + x] ?? 0
      rowSum += value
      rowSquares += value * value
      const at = (y + 1) * stride + x + 1
      sums[at] = (sums[at - stride] ?? 0) + rowSum
      squares[at] = (squares[at - stride] ?? 0) + rowSquares
    }
  }
  const soft = new Float32Array(span * span)
  const means = new Float32Array(span * span)
  const spread = new Float32Array(span * span)
  for (let y = 0; y < span; y++) {
    const top = Math.max(0, y - WINDOW) * stride
    const bottom = Math.min(span, y + WINDOW + 1) * stride
    for (let x = 0; x < span; x++) {
      const left = Math.max(0, x - WINDOW)
      const right = Math.min(span, x + WINDOW + 1)
      const area = ((bottom - top) / stride) * (right - left)
      const box = (table: Float64Array) =>
        (table[bottom + right] ?? 0) -
        (table[top + right] ?? 0) -
        (table[bottom + left] ?? 0) +
        (table[top + left] ?? 0)
      const mean = box(sums) / area
      const deviation = Math.sqrt(Math.max(1e-8, box(squares) / area - mean * mean))
      const at = y * span + x
      means[at] = mean
      spread[at] = deviation
      soft[at] = Math.max(-CLIP, Math.min(CLIP, (mean - (light[at] ?? 0)) / deviation))
    }
  }
  return { soft, mean: means, spread }
}
