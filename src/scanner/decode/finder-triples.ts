import type { LightField } from './light-field.ts'
import { type Fit, type Patch, searchFinder } from './pattern-fit.ts'
import type { FinderTriple } from './symbol-fit.ts'

const MOST_TRIPLES = 4
const MOST_GUESSES = 6
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

/** Two patterns and the place where the third must be: right, below, or where the two are the ends of the diagonal. */
function guessTriples(field: LightField, spots: readonly Fit[]): FinderTriple[] {
  const pairs = spots.flatMap((from) =>
    spots.flatMap((to) => {
      const side = sideOf(from, to, 'u')
      return side ? [side] : []
    }),
  )
  pairs.sort((a, b) => b.score - a.score)
  const triples: { readonly triple: FinderTriple; readonly score: number }[] = []
  for (const { corner, other, modules } of pairs.slice(0, MOST_GUESSES)) {
    const below = moved(corner, 0, modules)
    const belowOther = moved(other, 0, modules)
    const at = searchFinder(field, below)
    if (at.score > LEAST_GUESSED)
      triples.push({ triple: { topLeft: corner, topRight: other, bottomLeft: at.patch }, score: at.score })
    const across = searchFinder(field, belowOther)
    if (across.score > LEAST_GUESSED) {
      // seen from `other`, the side runs backwards: a quarter turn makes it the corner
      const topLeft = quarterTurn(other)
      triples.push({
        triple: { topLeft, topRight: quarterTurn(across.patch), bottomLeft: quarterTurn(corner) },
        score: across.score,
      })
    }
  }
  triples.sort((a, b) => b.score - a.score)
  return triples.slice(0, MOST_TRIPLES).map(({ triple }) => triple)
}

function moved(patch: Patch, a: number, b: number): Patch {
  return { ...patch, x: patch.x + a * patch.ux + b * patch.vx, y: patch.y + a * patch.uy + b * patch.vy }
}

/** u becomes what was v, v what was -u. */
function quarterTurn(patch: Patch): Patch {
  return { ...patch, ux: patch.vx, uy: patch.vy, vx: -patch.ux, vy: -patch.uy }
}
