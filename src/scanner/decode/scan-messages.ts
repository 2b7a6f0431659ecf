import type { LumaFrame, Reading, Region } from './frame.ts'
import type { FrameReport } from './frame-report.ts'

/** A picture for the worker: grey values, or something that it can draw (transferred, and closed by the worker). */
export type FrameSource = LumaFrame | ImageBitmap | VideoFrame

/**
 * What the scanner is asked. `start` comes first, with the bytes of zxing-wasm's reader (transferred), or without
 * where WebAssembly is not allowed. `refused` are texts that the caller's grammar did not take: they are passed over.
 */
export type ScanRequest =
  | { readonly type: 'start'; readonly wasm?: ArrayBuffer }
  | {
      readonly type: 'frame' | 'still'
      readonly id: number
      readonly source: FrameSource
      readonly viewfinder?: Region
      readonly refused?: readonly string[]
    }
  | { readonly type: 'reset' }

/** What it answers: one answer to each request of type `start`, `frame` and `still`, in order. */
export type ScanAnswer =
  | { readonly type: 'started'; readonly hasWasm: boolean }
  | {
      readonly type: 'frame'
      readonly id: number
      readonly reading?: Reading
      readonly report: FrameReport
      readonly ms: number
    }
  | { readonly type: 'still'; readonly id: number; readonly reading?: Reading; readonly ms: number }
