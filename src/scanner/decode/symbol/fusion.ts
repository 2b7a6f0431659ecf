import { type SymbolView, softModulesOf } from '../sampling/symbol-reader.ts'
import type { Content } from './bit-stream.ts'
import { layoutOf, type SymbolLayout } from './qr-symbol.ts'
import { decodeModules, type SoftModules } from './soft-decoder.ts'

const LEAST_AGREEMENT = 0.45 // correlation with the fixed patterns: below, the grid does not sit on a symbol
const LEAST_LIKENESS = 0.12 // with what was seen before: below, it is another card
const MOST_VIEWS = 40 // then old views fade
const CLIP = 1.5

/** Sum of all views of one symbol; the card does not change from frame to frame, glare and blur do. */
export class ViewFusion {
  private version = 0
  private sums = new Float32Array(0)
  private count = 0

  /** Forgets everything: another card, or the camera was away. */
  clear(): void {
    this.count = 0
    this.version = 0
  }

  /**
   * Adds a view, weighted by how well its fixed patterns can be recognised, and decodes the sum. A view that does
   * not resemble the sum starts a new one.
   */
  add(view: SymbolView): Content | undefined {
    const modules = softModulesOf(view, true)
    const weight = weightOf(modules)
    if (weight === 0) return undefined
    if (
      modules.version !== this.version ||
      likeness(this.sums, modules.values, layoutOf(modules.version)) < LEAST_LIKENESS
    ) {
      this.version = modules.version
      this.sums = new Float32Array(modules.values.length)
      this.count = 0
    }
    const { sums } = this
    if (this.count >= MOST_VIEWS) for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) * 0.9
    modules.values.forEach((value, i) => {
      sums[i] = (sums[i] ?? 0) + weight * Math.max(-CLIP, Math.min(CLIP, value))
    })
    this.count++
    if (this.count < 2) return undefined
    const scale = meanSize(sums)
    return decodeModules({ version: this.version, values: sums.map((value) => value / scale) })
  }
}

/** Inverse noise variance on the modules whose value is known; 0 for a view that does not fit. */
function weightOf({ version, values }: SoftModules): number {
  const { fixed } = layoutOf(version)
  let agreement = 0
  let power = 1e-9
  let noise = 0
  let count = 1e-9
  for (let i = 0; i < fixed.length; i++) {
    const want = fixed[i] ?? 0
    const value = Math.max(-CLIP, Math.min(CLIP, values[i] ?? 0))
    if (want === 0 || Math.abs(value) < 1e-3) continue
    agreement += want * value
    power += value * value
    noise += (want - value) ** 2
    count++
  }
  return agreement / Math.sqrt(power * count) < LEAST_AGREEMENT ? 0 : 1 / (0.02 + noise / count)
}

/** Correlation of the data modules; the prescribed ones are alike on every card. */
function likeness(a: Float32Array, b: Float32Array, { order }: SymbolLayout): number {
  if (a.length !== b.length) return 0
  let product = 0
  let aa = 1e-9
  let bb = 1e-9
  for (let i = 0; i < a.length; i++) {
    if ((order[i] ?? -1) < 0) continue
    product += (a[i] ?? 0) * (b[i] ?? 0)
    aa += (a[i] ?? 0) ** 2
    bb += (b[i] ?? 0) ** 2
  }
  return product / Math.sqrt(aa * bb)
}

function meanSize(values: Float32Array): number {
  return values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length || 1
}
