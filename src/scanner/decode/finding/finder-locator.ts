import type BitMatrix from '@zxing/library/cjs/core/common/BitMatrix.js'
import type FinderPattern from '@zxing/library/cjs/core/qrcode/detector/FinderPattern.js'
import FinderPatternFinderModule from '@zxing/library/cjs/core/qrcode/detector/FinderPatternFinder.js'
import type { LumaFrame } from '../frame.ts'
import { LightField } from '../sampling/light-field.ts'
import type { Patch } from './pattern-fit.ts'
import type { FinderTriple } from './symbol-fit.ts'

// The library is CommonJS with an ES marker: Node gives the module, a bundler gives its default.
const unwrap = <T extends object>(module: T): T => ('default' in module ? (module.default as T) : module)
const FinderPatternFinder = unwrap(FinderPatternFinderModule)

const DARKER = 1 // luminance steps below the mean: even paper is light
const MOST_CENTRES = 40
const MOST_TRIPLES = 4
const SIZE_RATIO = 2.2 // finder patterns of one code, the nearest to the farthest
const WORST_SHAPE = 0.9
/** What it costs beside a sample (`LightField`) that a crossing is compared with a centre. */
const WORK_A_COMPARISON = 0.25

/**
 * Finder triples of a frame, the likeliest first, by zxing-js's pattern search.
 *
 * The library's own choice of the triple takes the three most often confirmed centres and stops looking early; dense
 * codes hold accidental 1:1:3:1:1 crosses, so it never reads 2 to 25 % of them. Here every row is searched, and the
 * triples that look most like a right isosceles triangle are kept. Its binarisers see nothing where the contrast is
 * low: a threshold of our own, the mean of `reach` pixels around, takes their place.
 */
export function locateFinders(
  frame: LumaFrame,
  reach: number,
  field = new LightField(frame),
): FinderTriple[] {
  try {
    const bits = new LocalThreshold(frame, reach).asBitMatrix()
    return chooseTriples(new EveryRowFinder(bits).findCentres(field))
  } catch {
    return [] // the library gives up by throwing
  }
}

/** The three methods of zxing-js's BitMatrix that its pattern search uses. */
class LocalThreshold {
  private readonly width: number
  private readonly height: number
  private readonly dark: Uint8Array

  constructor(frame: LumaFrame, reach: number) {
    this.width = frame.width
    this.height = frame.height
    this.dark = binarise(frame, reach)
  }

  get(x: number, y: number): boolean {
    return this.dark[y * this.width + x] === 1
  }

  getWidth(): number {
    return this.width
  }

  getHeight(): number {
    return this.height
  }

  asBitMatrix(): BitMatrix {
    return this as unknown as BitMatrix
  }
}

/**
 * 1 where a pixel is darker than the mean of the `reach` pixels on each side. The sums of the columns go down
 * with the rows, and the sum of the window along them.
 */
function binarise(frame: LumaFrame, reach: number): Uint8Array {
  const { luma, width, height } = frame
  const dark = new Uint8Array(width * height)
  const first = reach + 1
  // With room on both sides: no column is missing from a window.
  const columns = new Int32Array(first + width + reach)
  for (let y = 0; y < Math.min(reach, height); y++) addRow(frame, y, columns, first, 1)
  for (let y = 0; y < height; y++) {
    if (y + reach < height) addRow(frame, y + reach, columns, first, 1)
    if (y > reach) addRow(frame, y - reach - 1, columns, first, -1)
    const rows = Math.min(height, y + reach + 1) - Math.max(0, y - reach)
    let sum = 0
    for (let x = 0; x < reach; x++) sum += columns[first + x] ?? 0
    for (let x = 0, at = y * width; x < width; x++, at++) {
      sum += (columns[first + x + reach] ?? 0) - (columns[x] ?? 0)
      const area = rows * (Math.min(width, x + reach + 1) - Math.max(0, x - reach))
      dark[at] = ((luma[at] ?? 0) + DARKER) * area < sum ? 1 : 0
    }
  }
  return dark
}

function addRow(
  { luma, width }: LumaFrame,
  y: number,
  columns: Int32Array,
  first: number,
  sign: 1 | -1,
): void {
  for (let x = first, at = y * width; x < first + width; x++, at++) {
    columns[x] = (columns[x] ?? 0) + sign * (luma[at] ?? 0)
  }
}

class EveryRowFinder extends FinderPatternFinder {
  private readonly bits: BitMatrix

  constructor(bits: BitMatrix) {
    super(bits, { foundPossibleResultPoint: () => undefined })
    this.bits = bits
  }

  /**
   * All centres, or those so far where the field has borne what it may: each crossing is compared with
   * each.
   */
  findCentres(field: LightField): readonly FinderPattern[] {
    const { bits } = this
    const width = bits.getWidth()
    const height = bits.getHeight()
    const runs = new Int32Array(5)
    for (let y = 1; y < height && !field.isSpent; y += 2) {
      runs.fill(0)
      let run = 0
      for (let x = 0; x < width; x++) {
        const isDark = bits.get(x, y)
        const goesOn = isDark === (run % 2 === 0)
        if (!goesOn && run === 4) {
          if (FinderPatternFinder.foundPatternCross(runs)) {
            field.work += WORK_A_COMPARISON * this.getPossibleCenters().length
            this.handlePossibleCenter(runs, y, x, false)
          }
          runs.copyWithin(0, 2)
          runs.fill(0, 3)
          run = 3
        } else if (!goesOn) {
          if (run === 0 && runs[0] === 0) continue
          run++
        }
        runs[run] = (runs[run] ?? 0) + 1
      }
      if (run === 4 && FinderPatternFinder.foundPatternCross(runs))
        this.handlePossibleCenter(runs, y, width, false)
    }
    return this.getPossibleCenters()
  }
}

/** Three centres as they stand in a code, and how little they look it. */
type Candidate = {
  readonly corner: FinderPattern
  readonly right: FinderPattern
  readonly down: FinderPattern
  readonly score: number
}

/** Triples by shape: a right angle between two equal sides, patterns of like size, sides that a code can have. */
function chooseTriples(centres: readonly FinderPattern[]): FinderTriple[] {
  const kept = [...centres].sort((a, b) => b.getCount() - a.getCount()).slice(0, MOST_CENTRES)
  const candidates: Candidate[] = []
  kept.forEach((a, i) => {
    for (let j = i + 1; j < kept.length; j++) {
      const b = kept[j]
      if (!b || ratioOf(a, b) > SIZE_RATIO) continue
      for (let k = j + 1; k < kept.length; k++) {
        const c = kept[k]
        const candidate = c && judgeTriple(a, b, c)
        if (candidate) candidates.push(candidate)
      }
    }
  })
  candidates.sort((a, b) => a.score - b.score)
  return candidates.slice(0, MOST_TRIPLES).map(({ corner, right, down }) => toTriple(corner, right, down))
}

function ratioOf(a: FinderPattern, b: FinderPattern): number {
  const [one, other] = [a.getEstimatedModuleSize(), b.getEstimatedModuleSize()]
  return Math.max(one, other) / Math.min(one, other)
}

const away = (a: FinderPattern, b: FinderPattern): number =>
  (a.getX() - b.getX()) ** 2 + (a.getY() - b.getY()) ** 2

function judgeTriple(a: FinderPattern, b: FinderPattern, c: FinderPattern): Candidate | undefined {
  // the corner of the right angle is opposite the longest side
  const [ab, ac, bc] = [away(a, b), away(a, c), away(b, c)]
  if (bc >= ac && bc >= ab) return judgeCorner(a, b, c, bc, ab, ac)
  return ac >= ab ? judgeCorner(b, a, c, ac, ab, bc) : judgeCorner(c, a, b, ab, ac, bc)
}

/** Three centres of which the corner, and the squares of the sides, are known. */
function judgeCorner(
  corner: FinderPattern,
  p: FinderPattern,
  q: FinderPattern,
  far: number,
  first: number,
  second: number,
): Candidate | undefined {
  const shape = (Math.abs(far - 2 * first) + Math.abs(far - 2 * second)) / far
  if (!(shape <= WORST_SHAPE)) return undefined
  const [one, two, three] = [
    corner.getEstimatedModuleSize(),
    p.getEstimatedModuleSize(),
    q.getEstimatedModuleSize(),
  ]
  const ratio = Math.max(one, two, three) / Math.min(one, two, three)
  if (ratio > SIZE_RATIO) return undefined
  const side = (3 * Math.sqrt(Math.min(first, second))) / (one + two + three)
  if (side < 9 || side > 250) return undefined
  const cross =
    (p.getX() - corner.getX()) * (q.getY() - corner.getY()) -
    (p.getY() - corner.getY()) * (q.getX() - corner.getX())
  const [right, down] = cross > 0 ? [p, q] : [q, p]
  const counts = Math.min(4, corner.getCount()) + Math.min(4, p.getCount()) + Math.min(4, q.getCount())
  return { corner, right, down, score: shape + 0.5 * (ratio - 1) - 0.05 * counts }
}

function toTriple(corner: FinderPattern, right: FinderPattern, down: FinderPattern): FinderTriple {
  const unit = (to: FinderPattern) => {
    const dx = to.getX() - corner.getX()
    const dy = to.getY() - corner.getY()
    const length = Math.hypot(dx, dy) || 1
    return { x: dx / length, y: dy / length }
  }
  const u = unit(right)
  const v = unit(down)
  const patch = (pattern: FinderPattern): Patch => {
    // the library measures along a row of pixels: longer than a module by the slant
    const module = pattern.getEstimatedModuleSize() * Math.max(Math.abs(u.x), Math.abs(u.y))
    return {
      x: pattern.getX(),
      y: pattern.getY(),
      ux: u.x * module,
      uy: u.y * module,
      vx: v.x * module,
      vy: v.y * module,
    }
  }
  return { topLeft: patch(corner), topRight: patch(right), bottomLeft: patch(down) }
}
