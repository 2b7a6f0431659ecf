import type { Point } from '../decode/frame.ts'
import type { FrameQuality } from './measure-frame.ts'

/** What would help most, told from what was measured. */
export type ScanHint = 'too_dark' | 'glare' | 'closer' | 'hold_still' | 'aim'

/** What is known about one frame that was not read. `located` are the corners of a code that was seen. */
export type FrameLook = {
  readonly quality: FrameQuality
  readonly located: readonly Point[] | undefined
  /** Side of the viewfinder in pixels of the frame. */
  readonly viewfinder: number
}

const DARK = 55
const BURNT_SHARE = 0.04
const BLURRED_EDGE = 4.5
/** A code that fills less than this share of the viewfinder's side is too far away. */
const NEAR_ENOUGH = 0.4

/** The hint for one frame; `aim` when nothing is wrong but no code is in sight. */
export function hintFor({ quality, located, viewfinder }: FrameLook): ScanHint {
  if (quality.brightness < DARK) return 'too_dark'
  if (quality.burnt > BURNT_SHARE && quality.burnt < 0.6 && quality.contrast > 0) return 'glare'
  if (located && longestSide(located) < viewfinder * NEAR_ENOUGH) return 'closer'
  if (quality.edgeWidth !== undefined && quality.edgeWidth > BLURRED_EDGE) return 'hold_still'
  return 'aim'
}

function longestSide(corners: readonly Point[]): number {
  return Math.max(
    ...corners.map((corner, i) => {
      const next = corners[(i + 1) % corners.length] ?? corner
      return Math.hypot(next.x - corner.x, next.y - corner.y)
    }),
  )
}

/** How long, in milliseconds, a hint must hold before it is said, and how long it stays said. */
const SETTLE = 600
const STAY = 1500

/**
 * Steadies hints, so that words do not flicker: a new hint is said once it held for 0.6 s, and stays 1.5 s at least.
 * `now` in milliseconds of any steady clock.
 */
export function createHintFilter(): (hint: ScanHint, now: number) => ScanHint {
  let said: ScanHint = 'aim'
  let saidAt = Number.NEGATIVE_INFINITY
  let candidate: ScanHint = 'aim'
  let since = 0
  return (hint, now) => {
    if (hint !== candidate) {
      candidate = hint
      since = now
    }
    if (candidate !== said && now - since >= SETTLE && now - saidAt >= STAY) {
      said = candidate
      saidAt = now
    }
    return said
  }
}
