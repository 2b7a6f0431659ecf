const VIETNAM_OFFSET = 7 * 3600

/** The day in Vietnam (UTC+7, no summer time) at a Unix time: `YYYY-MM-DD`. */
export function vietnamDay(now: number): string {
  return new Date((now + VIETNAM_OFFSET) * 1000).toISOString().slice(0, 10)
}
