import type { LightField } from '../sampling/light-field.ts'

/** A square pattern in the picture: its centre, and the steps of one module to the right and down, in pixels. */
export type Patch = {
  readonly x: number
  readonly y: number
  readonly ux: number
  readonly uy: number
  readonly vx: number
  readonly vy: number
}

/** Where a pattern was found, and how well it matches (-1 to 1). */
export type Fit = { readonly patch: Patch; readonly score: number }

/** Concentric squares, sampled twice a module: offsets in modules and what is expected there (1 dark, -1 light). */
type Pattern = {
  readonly du: Float64Array
  readonly dv: Float64Array
  readonly dark: Float64Array
  readonly reach: number
  /** The sum of `dark`, and how far its values spread. */
  readonly expected: number
  readonly spread: number
}

const FINDER = makePattern(4.5, [2, 4])
const ALIGNMENT = makePattern(2.5, [1])

function makePattern(reach: number, lightRings: readonly number[]): Pattern {
  const du: number[] = []
  const dv: number[] = []
  const dark: number[] = []
  for (let v = -reach + 0.25; v < reach; v += 0.5) {
    for (let u = -reach + 0.25; u < reach; u += 0.5) {
      du.push(u)
      dv.push(v)
      dark.push(lightRings.includes(Math.round(Math.max(Math.abs(u), Math.abs(v)))) ? -1 : 1)
    }
  }
  const expected = dark.reduce((sum, want) => sum + want, 0)
  const spread = dark.length - (expected * expected) / dark.length
  return {
    du: Float64Array.from(du),
    dv: Float64Array.from(dv),
    dark: Float64Array.from(dark),
    reach,
    expected,
    spread,
  }
}

/** How well a pattern matches at a patch: correlation from -1 to 1 (1: exactly, dark on light). */
function correlate(field: LightField, pattern: Pattern, p: Patch): number {
  const { du, dv, dark, reach, expected, spread } = pattern
  const { x, y, ux, uy, vx, vy } = p
  const count = du.length
  field.work += count
  const isInside = field.covers(
    x,
    y,
    reach * (Math.abs(ux) + Math.abs(vx)),
    reach * (Math.abs(uy) + Math.abs(vy)),
  )
  let sum = 0
  let squares = 0
  let product = 0
  for (let i = 0; i < count; i++) {
    const a = du[i] ?? 0
    const b = dv[i] ?? 0
    const px = x + a * ux + b * vx
    const py = y + a * uy + b * vy
    const value = isInside ? field.within(px - 0.5, py - 0.5) : field.at(px, py)
    sum += value
    squares += value * value
    product += value * (dark[i] ?? 0)
  }
  const variance = squares - (sum * sum) / count
  return variance <= 1e-9 ? 0 : ((sum * expected) / count - product) / Math.sqrt(variance * spread)
}

const PROBE_ANGLES = [-Math.PI / 8, 0, Math.PI / 8, Math.PI / 4]

/** The best of some turns and shapes of a finder pattern around a place; module sizes as measured along row and column. */
export function probeFinder(field: LightField, x: number, y: number, across: number, down: number): Fit {
  const mean = Math.sqrt(across * down)
  const shapes: Patch[] = [
    { x, y, ux: across, uy: 0, vx: 0, vy: down },
    { x, y, ux: across, uy: 0, vx: 0, vy: across },
    { x, y, ux: down, uy: 0, vx: 0, vy: down },
  ]
  for (const angle of PROBE_ANGLES) {
    const size = mean * Math.cos(angle) // a slanted cut is longer than a module
    const [a, b] = [size * Math.cos(angle), size * Math.sin(angle)]
    shapes.push({ x, y, ux: a, uy: b, vx: -b, vy: a })
  }
  return shapes
    .map((patch) => ({ patch, score: correlate(field, FINDER, patch) }))
    .reduce((best, next) => (next.score > best.score ? next : best))
}

/** Moves, turns and stretches a finder pattern until it matches best. */
export function fitFinder(field: LightField, start: Patch): Fit {
  return climb(field, FINDER, start, FINDER_MOVES)
}

/** Searches an alignment pattern within `reach` modules of where it is expected. */
export function findAlignment(field: LightField, expected: Patch, reach: number): Fit {
  return climb(field, ALIGNMENT, scan(field, ALIGNMENT, expected, reach, 0.5), ALIGNMENT_MOVES)
}

/** Searches a finder pattern around where it is expected, to a tenth of a code's side. */
export function searchFinder(field: LightField, expected: Patch): Fit {
  return fitFinder(field, scan(field, FINDER, expected, 6, 1))
}

function scan(field: LightField, pattern: Pattern, expected: Patch, reach: number, step: number): Patch {
  let best = expected
  let bestScore = -1
  for (let b = -reach; b <= reach; b += step) {
    for (let a = -reach; a <= reach; a += step) {
      const patch = {
        ...expected,
        x: expected.x + a * expected.ux + b * expected.vx,
        y: expected.y + a * expected.uy + b * expected.vy,
      }
      // a slight preference for the expected place: data modules can look alike
      const score = correlate(field, pattern, patch) - 0.02 * Math.hypot(a, b)
      if (score > bestScore) {
        best = patch
        bestScore = score
      }
    }
  }
  return best
}

const MOST_ROUNDS = 24
const LEAST_GAIN = 1e-4

/** Pattern search: tries each move both ways, halves the moves when none helps. */
function climb(field: LightField, pattern: Pattern, start: Patch, moves: readonly Move[]): Fit {
  let patch = start
  let score = correlate(field, pattern, patch)
  for (let scale = 1, round = 0; scale > 0.1 && round < MOST_ROUNDS; round++) {
    let improved = false
    for (const move of moves) {
      for (const step of [scale, -scale]) {
        const next = move(patch, step)
        const nextScore = correlate(field, pattern, next)
        if (nextScore > score + LEAST_GAIN) {
          patch = next
          score = nextScore
          improved = true
          break
        }
      }
    }
    if (!improved) scale /= 2
  }
  return { patch, score }
}

/** A patch moved by a share of a module, turned, or stretched, by a signed step. */
type Move = (patch: Patch, step: number) => Patch

const moveBy =
  (a: number, b: number): Move =>
  (p, step) => ({
    ...p,
    x: p.x + step * (a * p.ux + b * p.vx),
    y: p.y + step * (a * p.uy + b * p.vy),
  })

/** The axes multiplied by a matrix near one: [[1 + a, b], [c, 1 + d]]. */
const shapeBy =
  (a: number, b: number, c: number, d: number): Move =>
  (p, step) => ({
    ...p,
    ux: p.ux + step * (a * p.ux + b * p.vx),
    uy: p.uy + step * (a * p.uy + b * p.vy),
    vx: p.vx + step * (c * p.ux + d * p.vx),
    vy: p.vy + step * (c * p.uy + d * p.vy),
  })

const ALIGNMENT_MOVES: readonly Move[] = [moveBy(0.25, 0), moveBy(0, 0.25)]
const FINDER_MOVES: readonly Move[] = [
  moveBy(0.5, 0),
  moveBy(0, 0.5),
  shapeBy(0.1, 0, 0, 0.1), // larger
  shapeBy(0, 0.1, -0.1, 0), // turned
  shapeBy(0.1, 0, 0, 0),
  shapeBy(0, 0, 0, 0.1),
  shapeBy(0, 0.1, 0, 0),
  shapeBy(0, 0, 0.1, 0),
]
