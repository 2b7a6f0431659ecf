import type { FrameReport } from '../decode/frame-report.ts'

/** What would help most, told from what was measured; `aim` when nothing is wrong but no code is in sight. */
export type ScanHint = 'too_dark' | 'glare' | 'closer' | 'hold_still' | 'aim'

// Bounds measured on generated frames: what is read lies on the good side, what is not read on the other.
const DARK = 0.2
const GLARE_ON_CODE = 0.05
const GLARE_ANYWHERE = 0.12
/** Engines read codes from about 2.5 pixels a module. */
const FEWEST_PIXELS = 2.6
const BLURRED = 0.45

/** The hint for one frame that was not read. */
export function hintFor({ brightness, glare, sharpness, corners, modulePixels }: FrameReport): ScanHint {
  const isLocated = corners !== undefined
  if (brightness < DARK) return 'too_dark'
  if (glare > (isLocated ? GLARE_ON_CODE : GLARE_ANYWHERE)) return 'glare'
  if (modulePixels !== undefined && modulePixels < FEWEST_PIXELS) return 'closer'
  return isLocated && sharpness < BLURRED ? 'hold_still' : 'aim'
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
