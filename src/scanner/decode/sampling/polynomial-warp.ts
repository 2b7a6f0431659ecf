import type { Patch } from '../finding/pattern-fit.ts'
import type { Point } from '../frame.ts'
import { LeastSquares } from './linear-system.ts'

/** A module position and the pixel that shows it. */
export type ControlPoint = {
  readonly u: number
  readonly v: number
  readonly x: number
  readonly y: number
  readonly weight: number
}

const TERMS = 10
// Terms of higher degree are bent only as far as the points ask for: 1, s, t, s², st, t², s³, s²t, st², t³
const STIFFNESS = [0, 0, 0, 1e-2, 1e-2, 1e-2, 5e-2, 1e-1, 1e-1, 5e-2]

/**
 * Mapping from modules to pixels, cubic in both directions: enough for perspective and for a card bent around a
 * cylinder, and solved in one step from points that were found.
 */
export class PolynomialWarp {
  private readonly size: number
  private readonly cx: Float64Array
  private readonly cy: Float64Array

  private constructor(size: number, cx: Float64Array, cy: Float64Array) {
    this.size = size
    this.cx = cx
    this.cy = cy
  }

  /** Undefined when the points do not determine a mapping. */
  static fit(size: number, points: readonly ControlPoint[]): PolynomialWarp | undefined {
    const systems = [new LeastSquares(TERMS), new LeastSquares(TERMS)] as const
    for (const point of points) {
      const row = termsAt(size, point.u, point.v)
      systems[0].add(row, point.x, point.weight)
      systems[1].add(row, point.y, point.weight)
    }
    STIFFNESS.forEach((weight, index) => {
      for (const system of systems) system.pull(index, 0, weight)
    })
    const cx = systems[0].solve()
    const cy = systems[1].solve()
    return cx && cy ? new PolynomialWarp(size, cx, cy) : undefined
  }

  at(u: number, v: number): Point {
    const terms = termsAt(this.size, u, v)
    let x = 0
    let y = 0
    for (let i = 0; i < TERMS; i++) {
      x += (this.cx[i] ?? 0) * (terms[i] ?? 0)
      y += (this.cy[i] ?? 0) * (terms[i] ?? 0)
    }
    return { x, y }
  }

  /** Position and steps of one module around (u, v). */
  patchAt(u: number, v: number): Patch {
    const { x, y } = this.at(u, v)
    const [left, right, above, below] = [
      this.at(u - 1, v),
      this.at(u + 1, v),
      this.at(u, v - 1),
      this.at(u, v + 1),
    ]
    return {
      x,
      y,
      ux: (right.x - left.x) / 2,
      uy: (right.y - left.y) / 2,
      vx: (below.x - above.x) / 2,
      vy: (below.y - above.y) / 2,
    }
  }
}

function termsAt(size: number, u: number, v: number): number[] {
  const s = (2 * u) / size - 1
  const t = (2 * v) / size - 1
  return [1, s, t, s * s, s * t, t * t, s * s * s, s * s * t, s * t * t, t * t * t]
}
