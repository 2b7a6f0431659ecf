/** Both in milliseconds: the clock of the day, and one that nobody sets. */
export type ClockReading = { readonly wall: number; readonly ticks: number }

const TOLERANCE = 120_000
/**
 * The clock that nobody sets may stand still while a phone sleeps; so long does none with a page that lives
 * on.
 */
const LONGEST_SLEEP = 12 * 3_600_000

/**
 * Whether the clock of the day was set between two readings: back by more than two minutes, or ahead by as
 * much. Out of sight the device may have slept, and only what no sleep explains counts as ahead.
 */
export function wasSetBetween(before: ClockReading, after: ClockReading, wasHidden: boolean): boolean {
  const ahead = after.wall - before.wall - (after.ticks - before.ticks)
  return ahead < -TOLERANCE || ahead > (wasHidden ? LONGEST_SLEEP : TOLERANCE)
}

export function readClocks(): ClockReading {
  return { wall: Date.now(), ticks: performance.now() }
}
