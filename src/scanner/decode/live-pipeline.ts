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
import { ViewFusion } from './fusion.ts'
import { cornersOfGrid, modulePixels } from './module-grid.ts'
import { isFrame, regionAround } from './still-pipeline.ts'
import {
  type Placement,
  type Search,
  searchFiltered,
  searchFinders,
  searchLocated,
  toPicture,
  toReading,
} from './symbol-search.ts'
import type { WasmEngine } from './wasm-engine.ts'

/** What one frame of a camera gave: the accepted reading, and what to tell the person who holds the phone. */
export type LiveAnswer = { readonly reading: Reading | undefined; readonly report: FrameReport }

export type LivePipeline = {
  /**
   * Looks at the next frame. Never throws. `viewfinder`: the part that the person sees as the target, by default the
   * middle of the frame.
   */
  push(frame: LumaFrame, viewfinder?: Region): LiveAnswer
  /** Forgets earlier frames (camera switched, another card). */
  reset(): void
}

const WHOLE_EVERY = 5
const VIEWFINDER_ASPECT = 1.4
const DOUBLED_AREA = 700_000

/**
 * The scanner behind a camera: frame after frame through zxing-wasm (viewfinder, every fifth time the whole frame),
 * a second look where a code was found, zxing-js finders, and the sum of all views so far.
 *
 * @param wasm undefined where WebAssembly is not allowed.
 */
export function createLivePipeline(accept: Accept, wasm: WasmEngine | undefined): LivePipeline {
  const fusion = new ViewFusion()
  let turn = 0
  let seen: readonly Point[] = []

  const lookAt = (part: LumaFrame, placement: Placement, denoise: boolean): Look => {
    const answer = wasm?.(part, { denoise })
    const read = answer?.readings.find(({ text, bytes }) => accept(text, bytes))
    if (read) return { reading: { ...read, corners: place(read.corners, placement) }, place: undefined }
    const located = answer?.located ?? []
    let search: Search = searchLocated(part, located, accept, placement)
    if (search.views.length === 0 && placement.scale === 1) search = searchFiltered(part, accept, placement)
    else if (search.views.length === 0) search = searchFinders(part, 'hybrid', accept, placement)
    return concludeSearch(search, fusion, accept, placement, located[0]?.corners)
  }

  return {
    push(frame, viewfinder = middleOf(frame)) {
      if (!isFrame(frame)) return { reading: undefined, report: reportFrame(frame, undefined) }
      const isWhole = turn % WHOLE_EVERY === WHOLE_EVERY - 1
      const region = isWhole
        ? { left: 0, top: 0, width: frame.width, height: frame.height }
        : clampRegion(frame, viewfinder)
      let look = lookAt(cropFrame(frame, region), { ...region, scale: 1 }, false)
      if (!look.reading && turn % 2 === 1) {
        const near = look.place?.corners ?? seen
        const target = near.length < 4 ? region : regionAround(frame, near)
        if (target.width * target.height <= DOUBLED_AREA) {
          const closer = lookAt(
            doubleFrame(cropFrame(frame, target)),
            { left: target.left, top: target.top, scale: 2 },
            true,
          )
          look = { reading: closer.reading, place: look.place ?? closer.place }
        }
      }
      turn++
      seen = look.place?.corners ?? seen
      return { reading: look.reading, report: reportFrame(frame, look.place) }
    },
    reset() {
      fusion.clear()
      turn = 0
      seen = []
    },
  }
}

type Look = { readonly reading: Reading | undefined; readonly place: LocatedPlace | undefined }

function concludeSearch(
  search: Search,
  fusion: ViewFusion,
  accept: Accept,
  placement: Placement,
  corners: readonly Point[] | undefined,
): Look {
  if (search.reading) return { reading: search.reading, place: { corners: search.reading.corners } }
  for (const view of search.views) {
    const content = fusion.add(view)
    if (content && accept(content.text, content.bytes)) {
      const reading = toReading(view, content, 'fusion', placement)
      return { reading, place: { corners: reading.corners } }
    }
  }
  const [view] = search.views
  if (view) {
    const modules = modulePixels(view.grid) / placement.scale
    return {
      reading: undefined,
      place: { corners: place(cornersOfGrid(view.grid), placement), modulePixels: modules },
    }
  }
  return { reading: undefined, place: corners ? { corners: place(corners, placement) } : undefined }
}

function place(corners: readonly Point[], placement: Placement): Point[] {
  return corners.map((corner) => toPicture(corner, placement))
}

function middleOf({ width, height }: LumaFrame): Region {
  const longest = VIEWFINDER_ASPECT * Math.min(width, height)
  const w = Math.min(width, longest)
  const h = Math.min(height, longest)
  return { left: (width - w) / 2, top: (height - h) / 2, width: w, height: h }
}
