/** How often each answer was given, by hour, and how long the desk took; no person, no number, no hash. */
export type ShiftCounts = {
  /** Unix seconds. */
  readonly startedAt: number
  /** `2026-11-29T07` by the desk's clock → verdict or remark → how often. */
  readonly hours: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** From the end of a scan to its answer: how many took at most 2ⁿ milliseconds, n = 0 … 15. */
  readonly times: readonly number[]
}

const CLASSES = 16

/** Counts one answer. `hour` as in `ShiftCounts`, `took` in milliseconds. */
export function countAnswer(
  counts: ShiftCounts | undefined,
  { name, hour, now, took }: { name: string; hour: string; now: number; took: number },
): ShiftCounts {
  const { startedAt = now, hours = {}, times = [] } = counts ?? {}
  const inHour = hours[hour] ?? {}
  const at = Math.min(CLASSES - 1, Math.max(0, Math.ceil(Math.log2(Math.max(1, took)))))
  return {
    startedAt,
    hours: { ...hours, [hour]: { ...inHour, [name]: (inHour[name] ?? 0) + 1 } },
    times: Array.from({ length: CLASSES }, (_, each) => (times[each] ?? 0) + (each === at ? 1 : 0)),
  }
}

/** How often each answer was given in the whole shift, the most frequent first. */
export function sumAnswers({ hours }: ShiftCounts): (readonly [name: string, count: number])[] {
  const sums = new Map<string, number>()
  for (const inHour of Object.values(hours)) {
    for (const [name, count] of Object.entries(inHour)) sums.set(name, (sums.get(name) ?? 0) + count)
  }
  return [...sums].sort(([, a], [, b]) => b - a)
}

/** Half of all answers took at most this many milliseconds; nothing before the first. */
export function findMedianTime({ times }: ShiftCounts): number | undefined {
  const total = times.reduce((sum, count) => sum + count, 0)
  let seen = 0
  for (const [at, count] of times.entries()) {
    seen += count
    if (total > 0 && seen * 2 >= total) return 2 ** at
  }
  return undefined
}

/** The shift as CSV: a line for each hour and answer. No field of it can be a formula. */
export function writeShiftCsv({ hours }: ShiftCounts): string {
  const lines = Object.entries(hours)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([hour, inHour]) => Object.entries(inHour).map(([name, count]) => [hour, name, count].join(',')))
  return `${['hour,answer,count', ...lines].join('\r\n')}\r\n`
}
