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
import {
  NEAR_THRESHOLD,
  type Placement,
  type Search,
  searchFiltered,
  searchFinders,
  searchLocated,
  toPicture,
  WHOLE,
  WIDE_THRESHOLD,
} from './symbol-search.ts'
import type { WasmEngine, WasmOptions } from './wasm-engine.ts'

const DOUBLED_AREA = 2_200_000 // pixels of a frame that is still doubled; larger ones have modules enough

/**
 * Reads a photograph or a single frame by every means, the quick ones first. Only a reading that `accept` takes is
 * returned. Never throws.
 *
 * @param wasm undefined where WebAssembly is not allowed: the other engines go on without it.
 */
export function readStill(
  frame: LumaFrame,
  accept: Accept,
  wasm: WasmEngine | undefined,
): Reading | undefined {
  if (!isFrame(frame)) return undefined
  for (const attempt of attempts(frame, accept, wasm)) {
    const reading = attempt()
    if (reading) return reading
  }
  return undefined
}

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

function attempts(frame: LumaFrame, accept: Accept, wasm: WasmEngine | undefined): Attempt[] {
  const seen: Point[] = []
  const note = (search: Search, placement: Placement): Reading | undefined => {
    for (const { grid } of search.views) {
      for (const at of [0, grid.span - 1, grid.xs.length - 1, grid.xs.length - grid.span]) {
        seen.push(toPicture({ x: grid.xs[at] ?? 0, y: grid.ys[at] ?? 0 }, placement))
      }
    }
    return search.reading
  }
  const tryWasm = (part: LumaFrame, placement: Placement, options?: WasmOptions): Reading | undefined => {
    if (!wasm) return undefined
    const { readings, located } = wasm(part, options)
    const place = (corners: readonly Point[]) => corners.map((corner) => toPicture(corner, placement))
    const reading = readings.find(({ text, bytes }) => accept(text, bytes))
    if (reading) return { ...reading, corners: place(reading.corners) }
    for (const { corners } of located) seen.push(...place(corners))
    return note(searchLocated(part, located, accept, placement), placement)
  }
  const tryFinders = (part: LumaFrame, reach: number, placement: Placement) =>
    note(searchFinders(part, reach, accept, placement), placement)
  const close = () => closeUp(frame, seen)
  const half = () => shrinkFrame(frame, 2)
  const halved = { ...WHOLE, scale: 0.5 }
  return [
    () => tryWasm(frame, WHOLE),
    () => tryFinders(frame, NEAR_THRESHOLD, WHOLE),
    () => note(searchFiltered(frame, accept, WHOLE), WHOLE),
    () => {
      const { part, placement } = close()
      return tryWasm(part, placement, { denoise: true }) ?? tryFinders(part, NEAR_THRESHOLD, placement)
    },
    () => tryFinders(frame, WIDE_THRESHOLD, WHOLE),
    () => tryWasm(frame, WHOLE, { globalHistogram: true, denoise: true }),
    () => {
      const { part, placement } = close()
      return tryFinders(part, WIDE_THRESHOLD, placement)
    },
    () => tryWasm(half(), halved, { denoise: true }) ?? tryFinders(half(), NEAR_THRESHOLD, halved),
    () => tryFinders(half(), WIDE_THRESHOLD, halved),
    () => tryWasm(frame, WHOLE, { invert: true }),
    () => (wasm ? undefined : tryFinders(invertFrame(frame), NEAR_THRESHOLD, WHOLE)),
  ]
}

/** The place where something was seen (else the whole frame) at twice its size. */
function closeUp(frame: LumaFrame, seen: readonly Point[]): { part: LumaFrame; placement: Placement } {
  const region = regionAround(frame, seen)
  const part = cropFrame(frame, region)
  if (part.width * part.height > DOUBLED_AREA) return { part, placement: { ...region, scale: 1 } }
  return { part: doubleFrame(part), placement: { left: region.left, top: region.top, scale: 2 } }
}

export function regionAround(frame: LumaFrame, seen: readonly Point[]): Region {
  const inside = seen.filter(({ x, y }) => x >= 0 && y >= 0 && x <= frame.width && y <= frame.height)
  if (inside.length < 4) return { left: 0, top: 0, width: frame.width, height: frame.height }
  const [left, right] = rangeOf(inside.map(({ x }) => x))
  const [top, bottom] = rangeOf(inside.map(({ y }) => y))
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
