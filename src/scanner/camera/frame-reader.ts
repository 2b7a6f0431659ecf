import type { LumaFrame, Reading, Region } from '../decode/frame.ts'
import type { LiveAnswer } from '../decode/live-pipeline.ts'

/**
 * Where frames are read: in a worker, or on the page where there are no workers. One frame is under way at a time; readings
 * are only those that the caller's grammar accepts.
 */
export type FrameReader = {
  /** The next frame of a camera. The pixels are handed over and must not be used afterwards. */
  readonly push: (frame: LumaFrame, viewfinder: Region) => Promise<LiveAnswer>
  /** A photograph, by every means; may take seconds. */
  readonly readStill: (frame: LumaFrame) => Promise<Reading | undefined>
  /** Forgets the frames so far: another camera, another card. */
  readonly reset: () => void
  readonly close: () => void
}
