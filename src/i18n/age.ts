import type { Language } from './languages.ts'

const steps = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/**
 * How long ago something was, in words ("2 giờ trước"), from a number of seconds; undefined below one minute, where the
 * caller says "just now" in its own words.
 */
export function describeAge(seconds: number, language: Language): string | undefined {
  for (const [unit, length] of steps) {
    if (seconds >= length) {
      return new Intl.RelativeTimeFormat(language).format(-Math.floor(seconds / length), unit)
    }
  }
  return undefined
}
