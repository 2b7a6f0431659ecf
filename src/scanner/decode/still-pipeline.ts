import { countPatterns } from './finding/pattern-count.ts'
import {
  NEAR_THRESHOLD,
  type Placement,
  type SymbolSearch,
  searchFiltered,
  searchFinders,
  searchLocated,
  toPicture,
  WHOLE,
  WIDE_THRESHOLD,
} from './finding/symbol-search.ts'
import {
  type Accept,
  clampRegion,
  cropFrame,
  doubleFrame,
  invertFrame,
  type LumaFrame,
  type Point,
  type Reading,
  type Region,
  shrinkFrame,
} from './frame.ts'
import type { WasmEngine, WasmOptions } from './wasm-engine.ts'

const LARGEST_AREA = 2_200_000 // pixels; a larger picture has modules large enough

/** A picture of more pixels is first looked at reduced. */
const HUGE_AREA = 8_000_000

/** A picture of at most so many pixels is looked at twice its size although nothing was seen in it. */
const SMALL_AREA = 320_000

/**
 * After so many looks at what seemed to be codes a picture is given up: what is read is read within the first
 * six (docs/scanning.md, "A still that cannot be read").
 */
const MOST_LOOKS = 10

/**
 * What may be spent on a picture, in samples (`LightField`): work is counted and not timed, so that a picture
 * is read on every phone or on none. What goes over every pixel counts by what a pixel costs of the dearest
 * picture, noise (docs/decisions/0018-what-a-still-that-is-not-read-may-cost.md).
 */
const MOST_WORK = 30_000_000
const WORK_A_PIXEL = { wasm: 0.6, resized: 0.2 } as const

/** The same of a code that zxing-wasm saw and could not read. */
const WORK_A_CODE = 100_000

/** And of finder patterns, which it compares with each other: a picture can be full of thousands of them. */
const WORK_A_PATTERN = 1000
const WORK_A_COMPARISON = 0.015

/**
 * Reads a photograph or a single frame by every means, the quick ones first. Only a reading that `accept`
 * takes is returned. The work is bounded: the dear means are for pictures in which something was seen, and
 * end after some looks at it. Never throws.
 *
 * @param wasm undefined where WebAssembly is not allowed: the other engines go on without it.
 */
export function readStill(
  frame: LumaFrame,
  accept: Accept,
  wasm: WasmEngine | undefined,
): Reading | undefined {
  if (!isFrame(frame)) return undefined
  const seen: Seen = { points: [], looks: 0, work: 0 }
  for (const attempt of attempts(frame, accept, wasm, seen)) {
    const reading = attempt()
    if (reading) return reading
    if (seen.looks >= MOST_LOOKS || seen.work >= MOST_WORK) return undefined
  }
  return undefined
}

/** What seemed to be codes: where, and how many looks were had at them; and what was spent so far. */
type Seen = { readonly points: Point[]; looks: number; work: number }

/** Whether a frame is what it says: whole positive sizes, and pixels for all of them. */
export function isFrame({ luma, width, height }: LumaFrame): boolean {
  return (
    Number.isInteger(width) &&
    Number.isInteger(height) &&
    width >= 8 &&
    height >= 8 &&
    luma.length >= width * height
  )
}

type Attempt = () => Reading | undefined

function attempts(frame: LumaFrame, accept: Accept, wasm: WasmEngine | undefined, seen: Seen): Attempt[] {
  const left = () => MOST_WORK - seen.work
  const note = (search: SymbolSearch, placement: Placement): Reading | undefined => {
    seen.looks += search.views.length
    seen.work += search.work
    for (const { grid } of search.views) {
      for (const at of [0, grid.span - 1, grid.xs.length - 1, grid.xs.length - grid.span]) {
        seen.points.push(toPicture({ x: grid.xs[at] ?? 0, y: grid.ys[at] ?? 0 }, placement))
      }
    }
    return search.reading
  }
  const tryWasm = (part: LumaFrame, placement: Placement, options?: WasmOptions): Reading | undefined => {
    if (!wasm) return undefined
    const { patterns, crossings } = countPatterns(part)
    const compared = WORK_A_PATTERN * patterns + WORK_A_COMPARISON * patterns * crossings
    if (compared > left()) return undefined
    const { readings, located } = wasm(part, options)
    const times = options?.invert || options?.denoise ? 2 : 1
    seen.work += compared + WORK_A_PIXEL.wasm * times * areaOf(part) + WORK_A_CODE * located.length
    const place = (corners: readonly Point[]) => corners.map((corner) => toPicture(corner, placement))
    const reading = readings.find(({ text, bytes }) => accept(text, bytes))
    if (reading) return { ...reading, corners: place(reading.corners) }
    for (const { corners } of located) seen.points.push(...place(corners))
    return note(searchLocated(part, located, accept, placement, left()), placement)
  }
  const tryFinders = (part: LumaFrame, reach: number, placement: Placement) =>
    note(searchFinders(part, reach, accept, placement, left()), placement)
  const tryFiltered = (part: LumaFrame, placement: Placement) =>
    note(searchFiltered(part, accept, placement, left()), placement)
  const fitted = fitFrame(frame)
  const { part, placement } = fitted
  if (part !== frame) seen.work += WORK_A_PIXEL.resized * areaOf(frame)
  const isHuge = areaOf(frame) > HUGE_AREA
  let wasSeenWhole = !isHuge
  /**
   * A huge picture: reduced first, then as it is, but only around what was seen so far, if anything was. Full
   * of finder patterns it would else cost as much as all other means together.
   */
  const tryHuge = (): Reading | undefined => {
    const reading = tryWasm(part, placement)
    if (reading || !wasm) return reading
    wasSeenWhole = !isPlace(seen.points)
    if (wasSeenWhole) return tryWasm(frame, WHOLE)
    const region = regionAround(frame, seen.points)
    return tryWasm(cropFrame(frame, region), { left: region.left, top: region.top, scale: 1 })
  }
  const close = () => {
    const near = closeUp(frame, seen.points)
    seen.work += (WORK_A_PIXEL.resized * areaOf(near.part)) / Math.min(1, near.placement.scale) ** 2
    return near
  }
  const half = once(() => shrinkFrame(part, 2))
  const halved = { ...WHOLE, scale: placement.scale / 2 }
  /** For a picture in which something was seen, or that is small enough to be searched whole once more. */
  const ifSeen =
    (attempt: Attempt, area = 0) =>
    () =>
      isPlace(seen.points) || areaOf(frame) <= area ? attempt() : undefined
  return [
    () => (isHuge ? tryHuge() : tryWasm(frame, WHOLE)),
    () => (part === frame || isHuge ? undefined : tryWasm(part, placement)),
    () => tryFinders(part, NEAR_THRESHOLD, placement),
    () => tryFiltered(part, placement),
    ifSeen(() => {
      const near = close()
      return (
        tryWasm(near.part, near.placement, { denoise: true }) ??
        tryFinders(near.part, NEAR_THRESHOLD, near.placement)
      )
    }, SMALL_AREA),
    () => tryFinders(part, WIDE_THRESHOLD, placement),
    () => tryWasm(part, placement, { globalHistogram: true, denoise: true }),
    ifSeen(() => {
      const near = close()
      return tryFinders(near.part, WIDE_THRESHOLD, near.placement)
    }),
    () => tryWasm(half(), halved, { denoise: true }) ?? tryFinders(half(), NEAR_THRESHOLD, halved),
    ifSeen(() => tryFinders(half(), WIDE_THRESHOLD, halved)),
    ifSeen(() => tryFiltered(half(), halved)),
    () => (wasSeenWhole ? undefined : tryWasm(frame, WHOLE)),
    () => tryWasm(part, placement, { invert: true }),
    () => (wasm ? undefined : tryFinders(invertFrame(part), NEAR_THRESHOLD, placement)),
  ]
}

const areaOf = ({ width, height }: LumaFrame): number => width * height

type Part = { readonly part: LumaFrame; readonly placement: Placement }

/** The whole picture, reduced when it is larger than any engine but zxing-wasm needs (or bears). */
function fitFrame(frame: LumaFrame): Part {
  const factor = Math.ceil(Math.sqrt((frame.width * frame.height) / LARGEST_AREA))
  if (factor <= 1) return { part: frame, placement: WHOLE }
  return { part: shrinkFrame(frame, factor), placement: { ...WHOLE, scale: 1 / factor } }
}

/** The place where something was seen (else the whole frame) at twice its size. */
function closeUp(frame: LumaFrame, seen: readonly Point[]): Part {
  const region = regionAround(frame, seen)
  const part = cropFrame(frame, region)
  const { scale } = fitFrame(part).placement
  if (scale < 1)
    return { part: fitFrame(part).part, placement: { left: region.left, top: region.top, scale } }
  return { part: doubleFrame(part), placement: { left: region.left, top: region.top, scale: 2 } }
}

/** Whether points tell of a place: the corners of one code at least. */
const isPlace = (points: readonly Point[]): boolean => points.length >= 4

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** The part of a frame around some places, with a margin; all of it when there are too few to tell. */
export function regionAround(frame: LumaFrame, seen: readonly Point[]): Region {
  if (!isPlace(seen)) return { left: 0, top: 0, width: frame.width, height: frame.height }
  const [left, right] = rangeOf(seen.map(({ x }) => Math.max(0, Math.min(frame.width, x))))
  const [top, bottom] = rangeOf(seen.map(({ y }) => Math.max(0, Math.min(frame.height, y))))
  const margin = 0.25 * Math.max(right - left, bottom - top, 120)
  return clampRegion(frame, {
    left: left - margin,
    top: top - margin,
    width: right - left + 2 * margin,
    height: bottom - top + 2 * margin,
  })
}

function rangeOf(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)]
}
