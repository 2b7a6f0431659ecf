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

/**
 * Reads a photograph or a single frame by every means, the quick ones first. Only a reading that `accept`
 * takes is returned. Never throws.
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
  const note = (search: SymbolSearch, placement: Placement): Reading | undefined => {
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
  const tryFiltered = (part: LumaFrame, placement: Placement) =>
    note(searchFiltered(part, accept, placement), placement)
  const fitted = fitFrame(frame)
  const close = () => closeUp(frame, seen)
  const half = () => shrinkFrame(fitted.part, 2)
  const halved = { ...WHOLE, scale: fitted.placement.scale / 2 }
  const { part, placement } = fitted
  return [
    () => tryWasm(frame, WHOLE),
    () => (part === frame ? undefined : tryWasm(part, placement)),
    () => tryFinders(part, NEAR_THRESHOLD, placement),
    () => tryFiltered(part, placement),
    () => {
      const near = close()
      return (
        tryWasm(near.part, near.placement, { denoise: true }) ??
        tryFinders(near.part, NEAR_THRESHOLD, near.placement)
      )
    },
    () => tryFinders(part, WIDE_THRESHOLD, placement),
    () => tryWasm(part, placement, { globalHistogram: true, denoise: true }),
    () => {
      const near = close()
      return tryFinders(near.part, WIDE_THRESHOLD, near.placement)
    },
    () => tryWasm(half(), halved, { denoise: true }) ?? tryFinders(half(), NEAR_THRESHOLD, halved),
    () => tryFinders(half(), WIDE_THRESHOLD, halved),
    () => tryFiltered(half(), halved),
    () => tryWasm(frame, WHOLE, { invert: true }),
    () => (wasm ? undefined : tryFinders(invertFrame(part), NEAR_THRESHOLD, placement)),
  ]
}

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

/** The part of a frame around some places, with a margin; all of it when there are too few to tell. */
export function regionAround(frame: LumaFrame, seen: readonly Point[]): Region {
  if (seen.length < 4) return { left: 0, top: 0, width: frame.width, height: frame.height }
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
