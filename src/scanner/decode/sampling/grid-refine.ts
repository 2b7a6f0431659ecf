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
  const nodes: Node[] = []
  for (let j = 0; j < count; j++) {
    for (let i = 0; i < count; i++) {
      nodes.push(measureShift(field, grid, sampled, Math.round(i * gap), Math.round(j * gap), radius, step))
    }
  }
  return moveGrid(grid, smoothNodes(nodes, count), count, gap)
}

/** The shift (in modules) around one module that gives the clearest modules, to a fraction of a step. */
function measureShift(
  field: LightField,
  grid: ModuleGrid,
  sampled: SampledModules,
  cx: number,
  cy: number,
  radius: number,
  step: number,
): Node {
  const { size, span, xs, ys } = grid
  const { fixed } = layoutOf(grid.version)
  const { ux, uy, vx, vy } = stepsAt(grid, cx + MARGIN, cy + MARGIN)
  const scores = new Float64Array(9)
  let total = 0
  for (let y = Math.max(0, cy - radius); y <= Math.min(size - 1, cy + radius); y++) {
    for (let x = Math.max(0, cx - radius); x <= Math.min(size - 1, cx + radius); x++) {
      const weight = Math.exp((-2 * ((x - cx) ** 2 + (y - cy) ** 2)) / (radius * radius))
      if (weight < 0.1) continue
      const at = (y + MARGIN) * span + x + MARGIN
      if ((sampled.lost[at] ?? 0) > 0.3) continue
      const mean = sampled.mean[at] ?? 0
      const spread = sampled.spread[at] ?? 1
      const known = fixed[y * size + x] ?? 0
      const px = xs[at] ?? 0
      const py = ys[at] ?? 0
      total += weight
      field.work += 9
      for (let k = 0; k < 9; k++) {
        const a = ((k % 3) - 1) * step
        const b = (Math.floor(k / 3) - 1) * step
        const z = (mean - field.at(px + a * ux + b * vx, py + a * uy + b * vy)) / spread
        const clear = Math.max(-CLIP, Math.min(CLIP, known === 0 ? Math.abs(z) : known * z))
        scores[k] = (scores[k] ?? 0) + weight * clear
      }
    }
  }
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
