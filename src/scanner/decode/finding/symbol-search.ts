import type { Accept, LumaFrame, Point, Reading } from '../frame.ts'
import { LightField } from '../sampling/light-field.ts'
import { cornersOfGrid } from '../sampling/module-grid.ts'
import { readView, type SymbolView, viewSymbol } from '../sampling/symbol-reader.ts'
import type { Content } from '../symbol/bit-stream.ts'
import type { LocatedCode } from '../wasm-engine.ts'
import { filterFinders } from './finder-filter.ts'
import { locateFinders } from './finder-locator.ts'
import { triplesOfSpots } from './finder-triples.ts'
import type { Fit } from './pattern-fit.ts'
import { type FinderTriple, fitSymbol, tripleOfCorners } from './symbol-fit.ts'

/**
 * What a search gave: the accepted reading, every view of a symbol (for fusion and for hints), and places of
 * the whole picture around which it is worth to look again.
 */
export type SymbolSearch = {
  readonly reading: Reading | undefined
  readonly views: readonly SymbolView[]
  readonly hints: readonly Point[]
  /** What it cost, in samples of the picture (`LightField`). */
  readonly work: number
}

/** Where a frame lies in the whole picture, and how many of its pixels make one of the picture's. */
export type Placement = { readonly left: number; readonly top: number; readonly scale: number }

const SURE_SPOT = 0.78

/**
 * What it costs beside a sample (`LightField`): a pixel of the search of crosses, were it all noise, and a
 * module of the decoder.
 */
const WORK_A_PIXEL = 2
const WORK_A_MODULE = 120

/** Reach of the threshold in pixels: of a code far away or in an uneven light, and of a near one. */
export const NEAR_THRESHOLD = 18
export const WIDE_THRESHOLD = 60

export const WHOLE: Placement = { left: 0, top: 0, scale: 1 }

/** Looks again where an engine found codes that it could not read; it may cost `most` (`LightField`). */
export function searchLocated(
  frame: LumaFrame,
  codes: readonly LocatedCode[],
  accept: Accept,
  placement = WHOLE,
  most?: number,
): SymbolSearch {
  const starts = codes.flatMap(({ corners, version }) => {
    const triple = version === undefined ? undefined : tripleOfCorners(corners, version)
    return triple ? [{ triple, version }] : []
  })
  return searchTriples(new LightField(frame, most), starts, accept, 'second-chance', placement)
}

/**
 * The engine that needs no wasm: finder patterns by zxing-js, chosen by geometry, then our own grid and
 * decoder.
 */
export function searchFinders(
  frame: LumaFrame,
  reach: number,
  accept: Accept,
  placement = WHOLE,
  most?: number,
): SymbolSearch {
  const field = new LightField(frame, most)
  field.work += WORK_A_PIXEL * frame.width * frame.height
  const starts = locateFinders(frame, reach, field).map((triple) => ({ triple, version: undefined }))
  return searchTriples(field, starts, accept, 'zxing-js', placement)
}

/** Finder patterns by the matched filter: what blur, haze and noise hide from the other engines. */
export function searchFiltered(
  frame: LumaFrame,
  accept: Accept,
  placement = WHOLE,
  most?: number,
): SymbolSearch {
  const field = new LightField(frame, most)
  const spots = filterFinders(frame, field)
  const starts = triplesOfSpots(field, spots).map((triple) => ({ triple, version: undefined }))
  const search = searchTriples(field, starts, accept, 'matched-filter', placement)
  if (search.reading || search.hints.length > 0) return search
  return { ...search, hints: hintsOf(spots).map((point) => toPicture(point, placement)) }
}

function searchTriples(
  field: LightField,
  starts: readonly { readonly triple: FinderTriple; readonly version: number | undefined }[],
  accept: Accept,
  engine: string,
  placement: Placement,
): SymbolSearch {
  const views: SymbolView[] = []
  for (const { triple, version } of starts) {
    if (field.isSpent) break
    for (const grid of fitSymbol(field, triple, version)) {
      if (field.isSpent) break
      const view = viewSymbol(field, grid)
      if (!view) continue
      views.push(view)
      field.work += WORK_A_MODULE * grid.size ** 2
      const content = readView(view)
      if (content && accept(content.text, content.bytes)) {
        return {
          reading: toReading(view, content, engine, placement),
          views,
          hints: [],
          work: field.work,
        }
      }
    }
  }
  const [view] = views
  const hints = view ? cornersOfGrid(view.grid).map((point) => toPicture(point, placement)) : []
  return { reading: undefined, views, hints, work: field.work }
}

/** A sure finder pattern: its code lies within some 60 modules. */
function hintsOf(spots: readonly Fit[]): Point[] {
  const [best] = spots
  if (!best || best.score < SURE_SPOT) return []
  const { x, y, ux, uy } = best.patch
  const reach = 60 * Math.hypot(ux, uy)
  return [-1, 1].flatMap((a) => [-1, 1].map((b) => ({ x: x + a * reach, y: y + b * reach })))
}

/** The reading of a view, its corners in pixels of the whole picture. */
export function toReading(view: SymbolView, content: Content, engine: string, placement = WHOLE): Reading {
  const corners = cornersOfGrid(view.grid).map((point) => toPicture(point, placement))
  return { bytes: content.bytes, text: content.text, corners, engine }
}

/** A place in a part of the picture as a place in the picture. */
export function toPicture({ x, y }: Point, { left, top, scale }: Placement): Point {
  return { x: left + x / scale, y: top + y / scale }
}
