import type { LumaFrame, Reading, Region } from '../decode/frame.ts'
import type { LiveAnswer } from '../decode/live-pipeline.ts'

/** What the page asks of the reading worker. Every frame carries an id; its answer carries the same. */
export type ReaderRequest =
  /** First of all: the bytes of zxing-wasm, or nothing where WebAssembly is not to be had. */
  | { readonly type: 'start'; readonly wasm: ArrayBuffer | undefined }
  | { readonly type: 'frame'; readonly id: number; readonly frame: LumaFrame; readonly viewfinder: Region }
  | { readonly type: 'still'; readonly id: number; readonly frame: LumaFrame }
  | { readonly type: 'reset' }

export type ReaderAnswer =
  | { readonly type: 'frame'; readonly id: number; readonly answer: LiveAnswer }
  | { readonly type: 'still'; readonly id: number; readonly reading: Reading | undefined }
