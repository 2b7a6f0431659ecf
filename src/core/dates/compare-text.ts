/**
 * Negative, zero or positive as `a` stands before, at, or after `b`: sorts ISO dates and months, which are
 * texts.
 */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
