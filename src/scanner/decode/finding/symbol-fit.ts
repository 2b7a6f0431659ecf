import type { Point } from '../frame.ts'
import type { LightField } from '../sampling/light-field.ts'
import { type ModuleGrid, makeGrid } from '../sampling/module-grid.ts'
import { type ControlPoint, PolynomialWarp } from '../sampling/polynomial-warp.ts'
import { layoutOf, versionWord } from '../symbol/qr-symbol.ts'
import { type Fit, findAlignment, fitFinder, type Patch } from './pattern-fit.ts'

/** The three finder patterns of a code, as first seen. */
export type FinderTriple = { readonly topLeft: Patch; readonly topRight: Patch; readonly bottomLeft: Patch }

type FittedPatch = Patch & { readonly weight: number }
type FittedTriple = { readonly [corner in keyof FinderTriple]: FittedPatch }

const LEAST_FINDER_SCORE = 0.45
const SURE_FINDER_SCORE = 0.9
const LEAST_ALIGNMENT_SCORE = 0.55
const MOST_VERSION = 40

/** Finder patterns where the corners of a located code say that they are. */
export function tripleOfCorners(corners: readonly Point[], version: number): FinderTriple | undefined {
  const [a, b, c, d] = corners
  if (!a || !b || !c || !d) return undefined
  const size = 17 + 4 * version
  const place = projection([a, b, c, d], size)
  const patch = (u: number, v: number): Patch => {
    const [o, right, below] = [place(u, v), place(u + 1, v), place(u, v + 1)]
    return { ...o, ux: right.x - o.x, uy: right.y - o.y, vx: below.x - o.x, vy: below.y - o.y }
  }
  return { topLeft: patch(3.5, 3.5), topRight: patch(size - 3.5, 3.5), bottomLeft: patch(3.5, size - 3.5) }
}

/** Perspective mapping of a square of side `size` to four corners (Heckbert 1989). */
function projection(
  corners: readonly [Point, Point, Point, Point],
  size: number,
): (u: number, v: number) => Point {
  const [p0, p1, p2, p3] = corners
  const dx3 = p0.x - p1.x + p2.x - p3.x
  const dy3 = p0.y - p1.y + p2.y - p3.y
  const dx1 = p1.x - p2.x
  const dy1 = p1.y - p2.y
  const dx2 = p3.x - p2.x
  const dy2 = p3.y - p2.y
  const det = dx1 * dy2 - dx2 * dy1 || 1e-9
  const g = (dx3 * dy2 - dx2 * dy3) / det
  const h = (dx1 * dy3 - dx3 * dy1) / det
  return (u, v) => {
    const s = u / size
    const t = v / size
    const w = g * s + h * t + 1
    return {
      x: ((p1.x - p0.x + g * p1.x) * s + (p3.x - p0.x + h * p3.x) * t + p0.x) / w,
      y: ((p1.y - p0.y + g * p1.y) * s + (p3.y - p0.y + h * p3.y) * t + p0.y) / w,
    }
  }
}

/**
 * Fits a grid to a code: finder patterns, then its version, then alignment patterns from the near to the far ones.
 * Undefined when there is no code at these places.
 */
export function fitSymbol(field: LightField, start: FinderTriple, hint?: number): ModuleGrid[] {
  const starts = [start.topLeft, start.topRight, start.bottomLeft]
  const fits: Fit[] = []
  let lost = 0
  for (const patch of starts) {
    const fit = fitLikeOthers(field, patch, starts)
    fits.push(fit)
    // one pattern may lie under glare: then the place where it was expected has to do
    if (fit.score < LEAST_FINDER_SCORE && ++lost > 1) return []
  }
  const [topLeft, topRight, bottomLeft] = starts.map((patch, i) => {
    const fit = fits[i]
    return fit && fit.score >= LEAST_FINDER_SCORE ? { ...fit.patch, weight: 1 } : { ...patch, weight: 0.05 }
  })
  if (!topLeft || !topRight || !bottomLeft) return []
  const triple = { topLeft, topRight, bottomLeft }
  return likelyVersions(field, triple, hint).flatMap((version) => fitVersion(field, triple, version) ?? [])
}

/** A damaged pattern can grow into its surroundings: then the shapes of the other two are tried as well. */
function fitLikeOthers(field: LightField, patch: Patch, all: readonly Patch[]): Fit {
  const { x, y } = patch
  const first = fitFinder(field, patch)
  if (first.score > SURE_FINDER_SCORE) return first
  return all
    .filter((other) => !isLike(other, patch))
    .map((shape) => fitFinder(field, { ...shape, x, y }))
    .reduce((best, next) => (next.score > best.score ? next : best), first)
}

const isLike = (a: Patch, b: Patch): boolean =>
  a.ux === b.ux && a.uy === b.uy && a.vx === b.vx && a.vy === b.vy

function fitVersion(field: LightField, triple: FittedTriple, version: number): ModuleGrid | undefined {
  const layout = layoutOf(version)
  const { size } = layout
  const points = [
    ...finderPoints(triple.topLeft, 3.5, 3.5),
    ...finderPoints(triple.topRight, size - 3.5, 3.5),
    ...finderPoints(triple.bottomLeft, 3.5, size - 3.5),
  ]
  let warp = PolynomialWarp.fit(size, points)
  if (!warp) return undefined
  const remoteness = ({ x, y }: Point) =>
    Math.min(Math.hypot(x - 3, y - 3), Math.hypot(x - size + 4, y - 3), Math.hypot(x - 3, y - size + 4))
  const alignments = [...layout.alignments].sort((a, b) => remoteness(a) - remoteness(b))
  for (const reach of [2.5, 1]) {
    const found: ControlPoint[] = []
    for (const { x, y } of alignments) {
      const u = x + 0.5
      const v = y + 0.5
      const { patch, score } = findAlignment(field, warp.patchAt(u, v), reach)
      if (score < LEAST_ALIGNMENT_SCORE) continue
      found.push({ u, v, x: patch.x, y: patch.y, weight: 4 * score })
      if (reach > 1) warp = PolynomialWarp.fit(size, [...points, ...found]) ?? warp
    }
    warp = PolynomialWarp.fit(size, [...points, ...found]) ?? warp
  }
  const fitted = warp
  return makeGrid(version, (u, v) => fitted.at(u, v))
}

/** A fitted finder pattern gives its centre and, by its corners, the slope of the grid there. */
function finderPoints(patch: FittedPatch, u: number, v: number): ControlPoint[] {
  return [
    [0, 0],
    [-3.5, -3.5],
    [3.5, -3.5],
    [3.5, 3.5],
    [-3.5, 3.5],
  ].map(([a = 0, b = 0]) => ({
    u: u + a,
    v: v + b,
    x: patch.x + a * patch.ux + b * patch.vx,
    y: patch.y + a * patch.uy + b * patch.vy,
    weight: (a === 0 ? 4 : 1) * patch.weight,
  }))
}

/** The version information where it can be read, else what the distances of the finder patterns say. */
function likelyVersions(field: LightField, triple: FinderTriple, hint: number | undefined): number[] {
  const written = readVersionWords(field, triple)
  const { topLeft, topRight, bottomLeft } = triple
  const modules = (a: Patch, b: Patch, along: 'u' | 'v') => {
    const step = (p: Patch) => (along === 'u' ? Math.hypot(p.ux, p.uy) : Math.hypot(p.vx, p.vy))
    return (2 * Math.hypot(b.x - a.x, b.y - a.y)) / (step(a) + step(b))
  }
  // a bent card shows its rim too narrow, never too wide
  const between = Math.min(modules(topLeft, topRight, 'u'), modules(topLeft, bottomLeft, 'v'))
  const measured = Math.round((between + 7 - 17) / 4)
  const believed = written !== undefined && written <= measured + 2 && written >= 0.5 * measured - 1
  const guesses = [
    ...(believed ? [written] : []),
    ...(hint ? [hint] : []),
    ...(believed ? [] : [measured, measured - 1, measured + 1]),
  ]
  return [...new Set(guesses)].filter((version) => version >= 1 && version <= MOST_VERSION)
}

function readVersionWords(field: LightField, triple: FinderTriple): number | undefined {
  const soft = new Float32Array(18)
  let strength = 0
  for (const [patch, across] of [
    [triple.topRight, true],
    [triple.bottomLeft, false],
  ] as const) {
    const at = (a: number, b: number) =>
      field.at(patch.x + a * patch.ux + b * patch.vx, patch.y + a * patch.uy + b * patch.vy)
    const dark = at(0, 0)
    const light = (at(-2, 0) + at(2, 0) + at(0, -2) + at(0, 2)) / 4
    const half = (light - dark) / 2
    if (half <= 0) continue
    for (let i = 0; i < 18; i++) {
      const near = (i % 3) - 7
      const side = Math.floor(i / 3) - 3
      const value = (dark + half - (across ? at(near, side) : at(side, near))) / half
      const clamped = Math.max(-1, Math.min(1, value))
      soft[i] = (soft[i] ?? 0) + clamped
    }
  }
  for (const value of soft) strength += Math.abs(value)
  let best: number | undefined
  let bestScore = 0.7 * strength
  for (let version = 7; version <= MOST_VERSION; version++) {
    const word = versionWord(version)
    const score = soft.reduce((sum, value, i) => sum + ((word >> i) & 1 ? value : -value), 0)
    if (score > bestScore) {
      best = version
      bestScore = score
    }
  }
  return strength > 9 ? best : undefined
}
