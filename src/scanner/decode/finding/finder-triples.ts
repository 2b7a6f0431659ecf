import type { LightField } from '../sampling/light-field.ts'
import { type Fit, type Patch, searchFinder } from './pattern-fit.ts'
import type { FinderTriple } from './symbol-fit.ts'

const MOST_TRIPLES = 4
const MOST_GUESSES = 12
const LEAST_ALIGNED = 0.88 // cosine between a pattern's axis and the way to its neighbour
const MOST_UNEQUAL = 0.4 // difference of the two sides in modules, of the longer one
const LEAST_GUESSED = 0.5

type Side = {
  readonly corner: Patch
  readonly other: Patch
  readonly modules: number
  readonly score: number
}

/**
 * Triples of finder patterns that can belong to one code, the likeliest first: each pattern knows its own axes and
 * module size, so two of them tell where the third must be. Where none is seen, it is looked for.
 */
export function triplesOfSpots(field: LightField, spots: readonly Fit[]): FinderTriple[] {
  const scored: { readonly triple: FinderTriple; readonly score: number }[] = []
  for (const corner of spots) {
    const rights = spots.flatMap((other) => sideOf(corner, other, 'u') ?? [])
    const downs = spots.flatMap((other) => sideOf(corner, other, 'v') ?? [])
    for (const right of rights) {
      for (const down of downs) {
        const triple = { topLeft: right.corner, topRight: right.other, bottomLeft: down.other }
        const unequal = Math.abs(right.modules - down.modules) / Math.max(right.modules, down.modules)
        if (unequal > MOST_UNEQUAL || !isRightHanded(triple)) continue
        scored.push({ triple, score: right.score + down.score - unequal })
      }
    }
  }
  scored.sort((a, b) => b.score - a.score)
  const triples = scored.slice(0, MOST_TRIPLES).map(({ triple }) => triple)
  return triples.length > 0 ? triples : guessTriples(field, spots)
}

/** The side from a corner to another pattern, both turned so that the side runs along their u (or v) axis. */
function sideOf(from: Fit, to: Fit, axis: 'u' | 'v'): Side | undefined {
  if (from === to) return undefined
  const dx = to.patch.x - from.patch.x
  const dy = to.patch.y - from.patch.y
  const corner = turnTowards(from.patch, dx, dy, axis)
  const other = turnTowards(to.patch, dx, dy, axis)
  if (!corner || !other) return undefined
  const modules = (2 * Math.hypot(dx, dy)) / (stepOf(corner, axis) + stepOf(other, axis))
  const ratio = stepOf(corner, axis) / stepOf(other, axis)
  if (modules < 10 || modules > 190 || ratio > 2 || ratio < 0.5) return undefined
  return { corner, other, modules, score: from.score + to.score }
}

/** The patch, turned by quarters so that an axis points along (dx, dy); undefined when none does. */
function turnTowards(patch: Patch, dx: number, dy: number, axis: 'u' | 'v'): Patch | undefined {
  let turned = patch
  for (let quarter = 0; quarter < 4; quarter++) {
    const [ax, ay] = axis === 'u' ? [turned.ux, turned.uy] : [turned.vx, turned.vy]
    if (ax * dx + ay * dy > LEAST_ALIGNED * Math.hypot(ax, ay) * Math.hypot(dx, dy)) return turned
    turned = { ...turned, ux: turned.vx, uy: turned.vy, vx: -turned.ux, vy: -turned.uy }
  }
  return undefined
}

const stepOf = (patch: Patch, axis: 'u' | 'v'): number =>
  axis === 'u' ? Math.hypot(patch.ux, patch.uy) : Math.hypot(patch.vx, patch.vy)

function isRightHanded({ topLeft, topRight, bottomLeft }: FinderTriple): boolean {
  const cross =
    (topRight.x - topLeft.x) * (bottomLeft.y - topLeft.y) -
    (topRight.y - topLeft.y) * (bottomLeft.x - topLeft.x)
  return cross > 0
}

/** Two patterns and the places where the third can be: at the end of a side, or opposite a diagonal. */
function guessTriples(field: LightField, spots: readonly Fit[]): FinderTriple[] {
  const ranked = [...spots].sort((a, b) => b.score - a.score)
  const guesses: { readonly triple: FinderTriple; readonly score: number }[] = []
  ranked.forEach((first, i) => {
    for (const second of ranked.slice(i + 1)) {
      if (guesses.length >= MOST_GUESSES) return
      guesses.push(...guessFromSide(field, first, second), ...guessFromDiagonal(field, first, second))
    }
  })
  guesses.sort((a, b) => b.score - a.score)
  return guesses.slice(0, MOST_TRIPLES).map(({ triple }) => triple)
}

function guessFromSide(field: LightField, first: Fit, second: Fit) {
  const side = sideOf(first, second, 'u')
  if (!side) return []
  const { corner: left, other: right, modules } = side
  // the side can be the upper one, the left one (seen turned by a quarter), or their mirror images
  return [
    guess(field, right, moved(right, 0, modules), (end) => [right, end, left].map(quarterTurn)),
    guess(field, left, moved(left, 0, modules), (end) => [left, right, end]),
    guess(field, left, moved(left, 0, -modules), (end) => [left, end, right].map(threeQuarterTurn)),
    guess(field, right, moved(right, 0, -modules), (end) => [right, left, end].map(halfTurn)),
  ]
}

function guessFromDiagonal(field: LightField, first: Fit, second: Fit) {
  const { patch } = first
  const dx = second.patch.x - patch.x
  const dy = second.patch.y - patch.y
  const det = patch.ux * patch.vy - patch.uy * patch.vx
  const a = (dx * patch.vy - dy * patch.vx) / det
  const b = (dy * patch.ux - dx * patch.uy) / det
  const ratio = Math.abs(a / b)
  if (Math.abs(a) < 10 || Math.abs(a) > 190 || ratio < 0.6 || ratio > 1.7) return []
  const upright = (p: Patch): Patch => turnTowards(p, 1, 0, 'u') ?? turnTowards(p, 1, 1, 'u') ?? p
  const [one, two] = [upright(patch), upright(second.patch)]
  return [moved(patch, a, 0), moved(patch, 0, b)].map((corner) =>
    guess(field, one, upright(corner), (at) => orderAround(at, one, two)),
  )
}

/** Corner, right and down of three patches of one orientation: their axes turned so that u leads to the right one. */
function orderAround(corner: Patch, one: Patch, two: Patch): Patch[] {
  const cross = (one.x - corner.x) * (two.y - corner.y) - (one.y - corner.y) * (two.x - corner.x)
  const [right, down] = cross > 0 ? [one, two] : [two, one]
  return [corner, right, down].map(
    (patch) => turnTowards(patch, right.x - corner.x, right.y - corner.y, 'u') ?? patch,
  )
}

function guess(field: LightField, like: Patch, expected: Patch, order: (third: Patch) => Patch[]) {
  const place = { ...like, x: expected.x, y: expected.y }
  const third = seen(searchFinder(field, place), place)
  const [topLeft = place, topRight = place, bottomLeft = place] = order(third.patch)
  return { triple: { topLeft, topRight, bottomLeft }, score: third.score }
}

/** A pattern that cannot be seen (glare) stays where it is expected. */
function seen(fit: Fit, expected: Patch): Fit {
  return fit.score > LEAST_GUESSED ? fit : { patch: expected, score: 0 }
}

function moved(patch: Patch, a: number, b: number): Patch {
  return { ...patch, x: patch.x + a * patch.ux + b * patch.vx, y: patch.y + a * patch.uy + b * patch.vy }
}

/** u becomes what was v, v what was -u. */
function quarterTurn(patch: Patch): Patch {
  return { ...patch, ux: patch.vx, uy: patch.vy, vx: -patch.ux, vy: -patch.uy }
}

const halfTurn = (patch: Patch): Patch => quarterTurn(quarterTurn(patch))
const threeQuarterTurn = (patch: Patch): Patch => quarterTurn(halfTurn(patch))
