import {
  NEAR_THRESHOLD,
  type Placement,
  type SymbolSearch,
  searchFiltered,
  searchFinders,
  searchLocated,
  toPicture,
  toReading,
} from './finding/symbol-search.ts'
import {
  type Accept,
  clampRegion,
  cropFrame,
  doubleFrame,
  type LumaFrame,
  type Point,
  type Reading,
  type Region,
} from './frame.ts'
import { type FrameReport, type LocatedPlace, reportFrame } from './frame-report.ts'
import { cornersOfGrid, modulePixels } from './sampling/module-grid.ts'
import { isFrame, regionAround } from './still-pipeline.ts'
import { ViewFusion } from './symbol/fusion.ts'
import type { WasmAnswer, WasmEngine } from './wasm-engine.ts'

/** What one frame of a camera gave: the accepted reading, and what to tell the person who holds the phone. */
export type LiveAnswer = { readonly reading: Reading | undefined; readonly report: FrameReport }

export type LivePipeline = {
  /**
   * Looks at the next frame. Never throws. `viewfinder`: the part that the person sees as the target, by
   * default the middle of the frame.
   */
  push(frame: LumaFrame, viewfinder?: Region): LiveAnswer
  /** Forgets earlier frames (camera switched, another card). */
  reset(): void
}

const WHOLE_EVERY = 5
const VIEWFINDER_ASPECT = 1.4
const DOUBLED_AREA = 250_000 // pixels of a tracked part that is still looked at twice as large
const FULL_FILTER_EVERY = 2 // turns: without a trace, the matched filter has the whole viewfinder to search
const TRACKED_TURNS = 4

/**
 * The scanner behind a camera: frame after frame through zxing-wasm (viewfinder, every fifth time the whole
 * frame), a second look where a code was found, zxing-js finders, and the sum of all views so far.
 *
 * @param wasm undefined where WebAssembly is not allowed.
 */
export function createLivePipeline(accept: Accept, wasm: WasmEngine | undefined): LivePipeline {
  const fusion = new ViewFusion()
  let turn = 0
  let tracked: readonly Point[] = [] // where something like a code was seen last
  let trackedFor = 0

  const conclude = (search: SymbolSearch, placement: Placement): Look | undefined => {
    if (search.hints.length > 0) {
      tracked = search.hints
      trackedFor = TRACKED_TURNS
    }
    return concludeSearch(search, fusion, accept, placement)
  }

  const lookWithWasm = (part: LumaFrame, placement: Placement, denoise: boolean): Look | undefined => {
    const { readings, located } = wasm?.(part, { denoise }) ?? NOTHING
    const read = readings.find(({ text, bytes }) => accept(text, bytes))
    if (read) {
      const corners = read.corners.map((corner) => toPicture(corner, placement))
      return { reading: { ...read, corners }, place: { corners } }
    }
    const [first] = located
    const seen: Look | undefined = first && {
      reading: undefined,
      place: { corners: first.corners.map((corner) => toPicture(corner, placement)) },
    }
    return conclude(searchLocated(part, located, accept, placement), placement) ?? seen
  }

  const lookCloser = (frame: LumaFrame, view: Region): Look | undefined => {
    const target = tracked.length > 0 ? regionAround(frame, tracked) : view
    if (tracked.length === 0 && turn % FULL_FILTER_EVERY !== 0) return undefined
    const part = cropFrame(frame, target)
    const placement = { ...target, scale: 1 }
    const filtered = conclude(searchFiltered(part, accept, placement), placement)
    if (filtered || tracked.length === 0 || target.width * target.height > DOUBLED_AREA) return filtered
    const doubled = { ...target, scale: 2 }
    return turn % 2 === 1
      ? lookWithWasm(doubleFrame(part), doubled, true)
      : conclude(searchFinders(part, NEAR_THRESHOLD, accept, placement), placement)
  }

  return {
    push(frame, viewfinder = middleOf(frame)) {
      if (!isFrame(frame)) return { reading: undefined, report: reportFrame(frame, undefined) }
      const isWhole = turn % WHOLE_EVERY === WHOLE_EVERY - 1
      const whole = { left: 0, top: 0, width: frame.width, height: frame.height }
      const region = clampRegion(frame, isWhole ? whole : viewfinder)
      const first = lookWithWasm(cropFrame(frame, region), { ...region, scale: 1 }, false)
      const look = first?.reading ? first : (lookCloser(frame, region) ?? first)
      turn++
      if (--trackedFor <= 0) tracked = []
      return { reading: look?.reading, report: reportFrame(frame, look?.place) }
    },
    reset() {
      fusion.clear()
      turn = 0
      tracked = []
    },
  }
}

const NOTHING: WasmAnswer = { readings: [], located: [] }

type Look = { readonly reading: Reading | undefined; readonly place: LocatedPlace | undefined }

/** The reading of a search, alone or added to what was seen before; undefined when it saw no symbol. */
function concludeSearch(
  { reading, views }: SymbolSearch,
  fusion: ViewFusion,
  accept: Accept,
  placement: Placement,
): Look | undefined {
  if (reading) return { reading, place: { corners: reading.corners } }
  for (const view of views) {
    const content = fusion.add(view)
    if (content && accept(content.text, content.bytes)) {
      const fused = toReading(view, content, 'fusion', placement)
      return { reading: fused, place: { corners: fused.corners } }
    }
  }
  const [view] = views
  if (!view) return undefined
  const corners = cornersOfGrid(view.grid).map((corner) => toPicture(corner, placement))
  return { reading: undefined, place: { corners, modulePixels: modulePixels(view.grid) / placement.scale } }
}

function middleOf({ width, height }: LumaFrame): Region {
  const longest = VIEWFINDER_ASPECT * Math.min(width, height)
  const w = Math.min(width, longest)
  const h = Math.min(height, longest)
  return { left: (width - w) / 2, top: (height - h) / 2, width: w, height: h }
}
