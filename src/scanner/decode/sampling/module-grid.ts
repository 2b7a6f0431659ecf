import type { Point } from '../frame.ts'

/** Modules around the symbol that the grid covers too: the equaliser needs neighbours. */
export const MARGIN = 2

/** Where the centre of every module is, in pixels; row by row, `(size + 2 * MARGIN)` squared. */
export type ModuleGrid = {
  readonly version: number
  readonly size: number
  readonly span: number
  readonly xs: Float32Array
  readonly ys: Float32Array
}

/** The grid that a mapping from modules to pixels gives ((0, 0) is the symbol's outer top left corner). */
export function makeGrid(version: number, place: (u: number, v: number) => Point): ModuleGrid {
  const size = 17 + 4 * version
  const span = size + 2 * MARGIN
  const xs = new Float32Array(span * span)
  const ys = new Float32Array(span * span)
  for (let j = 0; j < span; j++) {
    for (let i = 0; i < span; i++) {
      const { x, y } = place(i - MARGIN + 0.5, j - MARGIN + 0.5)
      xs[j * span + i] = x
      ys[j * span + i] = y
    }
  }
  return { version, size, span, xs, ys }
}

/** The symbol's outer corners, clockwise from the top left. */
export function cornersOfGrid(grid: ModuleGrid): Point[] {
  const near = MARGIN
  const far = grid.span - 1 - MARGIN
  const corner = (i: number, j: number, di: number, dj: number): Point => {
    const at = (a: number, b: number) => b * grid.span + a
    const outer = at(i + di, j + dj)
    const inner = at(i, j)
    return {
      x: ((grid.xs[outer] ?? 0) + (grid.xs[inner] ?? 0)) / 2,
      y: ((grid.ys[outer] ?? 0) + (grid.ys[inner] ?? 0)) / 2,
    }
  }
  return [
    corner(near, near, -1, -1),
    corner(far, near, 1, -1),
    corner(far, far, 1, 1),
    corner(near, far, -1, 1),
  ]
}

/** Mean length of a module's side, in pixels. */
export function modulePixels(grid: ModuleGrid): number {
  const [a, b, c, d] = cornersOfGrid(grid)
  if (!a || !b || !c || !d) return 0
  const doubled = (c.x - a.x) * (d.y - b.y) - (c.y - a.y) * (d.x - b.x)
  return Math.sqrt(Math.abs(doubled) / 2) / grid.size
}
