import { layoutOf } from '../symbol/qr-symbol.ts'
import type { LightField } from './light-field.ts'
import { MARGIN, type ModuleGrid } from './module-grid.ts'
import type { SampledModules } from './module-sampler.ts'

const SPACING = 5 // modules between the nodes of the correction
const ROUNDS = [
  { radius: 9, step: 0.3 },
  { radius: 6, step: 0.25 },
  { radius: 5, step: 0.15 },
]
const CLIP = 1.5
const LOST = Number.NEGATIVE_INFINITY
/**
 * What they cost beside a sample (`LightField`): a module at nine places, and a node for each of its
 * modules.
 */
const WORK_A_MODULE = 18
const WORK_A_NODE = 2

type Node = { a: number; b: number; trust: number }

/**
 * Shifts the grid, bit by bit and smoothly, to where the modules stand out most: at its centre a module is as dark
 * or light as it gets, at its border it is grey. Follows the ripples of a laminate, which no polynomial does.
 */
export function refineGrid(field: LightField, grid: ModuleGrid, sampled: SampledModules): ModuleGrid {
  let refined = grid
  for (const round of ROUNDS) refined = shiftGrid(field, refined, sampled, round.radius, round.step)
  return refined
}

function shiftGrid(
  field: LightField,
  grid: ModuleGrid,
  sampled: SampledModules,
  radius: number,
  step: number,
): ModuleGrid {
  const { size } = grid
  const count = Math.max(2, Math.ceil(size / SPACING) + 1)
  const gap = (size - 1) / (count - 1)
  const clear = measureModules(field, grid, sampled, step)
  const weights = Float64Array.from({ length: 2 * radius * radius + 1 }, (_, square) =>
    Math.exp((-2 * square) / (radius * radius)),
  )
  const nodes: Node[] = []
  for (let j = 0; j < count; j++) {
    for (let i = 0; i < count; i++) {
      nodes.push(
        measureShift(field, clear, size, Math.round(i * gap), Math.round(j * gap), radius, weights, step),
      )
    }
  }
  return moveGrid(grid, smoothNodes(nodes, count), count, gap)
}

/** How clear each module is at nine places around its centre; `LOST` at the first where glare hides it. */
function measureModules(
  field: LightField,
  grid: ModuleGrid,
  sampled: SampledModules,
  step: number,
): Float64Array {
  const { size, span, xs, ys } = grid
  const { fixed } = layoutOf(grid.version)
  const clear = new Float64Array(9 * size * size)
  field.work += WORK_A_MODULE * size * size
  for (let y = 0, to = 0; y < size; y++) {
    for (let x = 0; x < size; x++, to += 9) {
      const at = (y + MARGIN) * span + x + MARGIN
      if ((sampled.lost[at] ?? 0) > 0.3) {
        clear[to] = LOST
        continue
      }
      const { ux, uy, vx, vy } = stepsAt(grid, x + MARGIN, y + MARGIN)
      const mean = sampled.mean[at] ?? 0
      const spread = sampled.spread[at] ?? 1
      const known = fixed[y * size + x] ?? 0
      for (let k = 0; k < 9; k++) {
        const a = ((k % 3) - 1) * step
        const b = (Math.floor(k / 3) - 1) * step
        const z = (mean - field.at((xs[at] ?? 0) + a * ux + b * vx, (ys[at] ?? 0) + a * uy + b * vy)) / spread
        clear[to + k] = Math.max(-CLIP, Math.min(CLIP, known === 0 ? Math.abs(z) : known * z))
      }
    }
  }
  return clear
}

/** The shift (in modules) around one module that gives the clearest modules, to a fraction of a step. */
function measureShift(
  field: LightField,
  clear: Float64Array,
  size: number,
  cx: number,
  cy: number,
  radius: number,
  weights: Float64Array,
  step: number,
): Node {
  const scores = new Float64Array(9)
  let total = 0
  for (let y = Math.max(0, cy - radius); y <= Math.min(size - 1, cy + radius); y++) {
    for (let x = Math.max(0, cx - radius); x <= Math.min(size - 1, cx + radius); x++) {
      const weight = weights[(x - cx) ** 2 + (y - cy) ** 2] ?? 0
      const from = 9 * (y * size + x)
      if (weight < 0.1 || clear[from] === LOST) continue
      total += weight
      for (let k = 0; k < 9; k++) scores[k] = (scores[k] ?? 0) + weight * (clear[from + k] ?? 0)
    }
  }
  field.work += WORK_A_NODE * 4 * radius * radius
  if (total === 0) return { a: 0, b: 0, trust: 0 }
  return peakOf(scores, step, total)
}

/** Peak of the parabola through a 3 × 3 table of scores, at most one step away. */
function peakOf(scores: Float64Array, step: number, total: number): Node {
  const column = [0, 1, 2].map((i) => (scores[i] ?? 0) + (scores[i + 3] ?? 0) + (scores[i + 6] ?? 0))
  const line = [0, 1, 2].map(
    (j) => (scores[3 * j] ?? 0) + (scores[3 * j + 1] ?? 0) + (scores[3 * j + 2] ?? 0),
  )
  const peak = ([low = 0, middle = 0, high = 0]: readonly number[]) => {
    const bend = low - 2 * middle + high
    if (bend >= -1e-9) return high > low ? 1 : -1
    return Math.max(-1, Math.min(1, (low - high) / (2 * bend)))
  }
  const sharpness = Math.max(...scores) - scores.reduce((sum, score) => sum + score, 0) / 9
  return {
    a: peak(column) * step,
    b: peak(line) * step,
    trust: Math.max(0, sharpness / total) * Math.sqrt(total),
  }
}

function smoothNodes(nodes: readonly Node[], count: number): Node[] {
  return nodes.map((_, index) => {
    const i = index % count
    const j = Math.floor(index / count)
    let a = 0
    let b = 0
    let total = 1e-6
    for (let q = Math.max(0, j - 1); q <= Math.min(count - 1, j + 1); q++) {
      for (let p = Math.max(0, i - 1); p <= Math.min(count - 1, i + 1); p++) {
        const node = nodes[q * count + p]
        if (!node) continue
        const weight = node.trust * 0.5 ** (Math.abs(p - i) + Math.abs(q - j))
        a += weight * node.a
        b += weight * node.b
        total += weight
      }
    }
    return { a: a / total, b: b / total, trust: total }
  })
}

function moveGrid(grid: ModuleGrid, nodes: readonly Node[], count: number, gap: number): ModuleGrid {
  const { span } = grid
  const xs = grid.xs.slice()
  const ys = grid.ys.slice()
  for (let j = 0; j < span; j++) {
    for (let i = 0; i < span; i++) {
      const p = Math.max(0, Math.min(count - 1.001, (i - MARGIN) / gap))
      const q = Math.max(0, Math.min(count - 1.001, (j - MARGIN) / gap))
      const left = Math.floor(p)
      const top = Math.floor(q)
      const mix = (key: 'a' | 'b') => {
        const at = (x: number, y: number) => nodes[y * count + x]?.[key] ?? 0
        const upper = at(left, top) + (at(left + 1, top) - at(left, top)) * (p - left)
        const lower = at(left, top + 1) + (at(left + 1, top + 1) - at(left, top + 1)) * (p - left)
        return upper + (lower - upper) * (q - top)
      }
      const a = mix('a')
      const b = mix('b')
      const { ux, uy, vx, vy } = stepsAt(grid, i, j)
      xs[j * span + i] = (xs[j * span + i] ?? 0) + a * ux + b * vx
      ys[j * span + i] = (ys[j * span + i] ?? 0) + a * uy + b * vy
    }
  }
  return { ...grid, xs, ys }
}

/** Steps of one module to the right and down around a grid position, in pixels. */
function stepsAt({ span, xs, ys }: ModuleGrid, i: number, j: number) {
  const left = Math.max(0, i - 1)
  const right = Math.min(span - 1, i + 1)
  const above = Math.max(0, j - 1)
  const below = Math.min(span - 1, j + 1)
  const across = right - left
  const down = below - above
  const d = (values: Float32Array, a: number, b: number) => (values[a] ?? 0) - (values[b] ?? 0)
  return {
    ux: d(xs, j * span + right, j * span + left) / across,
    uy: d(ys, j * span + right, j * span + left) / across,
    vx: d(xs, below * span + i, above * span + i) / down,
    vy: d(ys, below * span + i, above * span + i) / down,
  }
}
