import type { Language } from './languages.ts'

/*
 * How each language writes dates, moments, numbers and money: the one place for it, for page and worker. Days
 * and hours are Vietnam's, because that is where the card is used. Written by hand, since the first use of
 * `Intl` costs a slow phone a tenth of a second or more before anything is painted; a test compares with
 * `Intl`.
 */

/** Vietnam is seven hours ahead of UTC, without summer time. */
const VIETNAM_OFFSET = 7 * 3600

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * A date as far as it is known (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`), in Vietnamese as on papers; it is never
 * broken over two lines.
 */
export function writeDate(date: string, language: Language): string {
  const [year = '', month, day] = date.split('-')
  if (month === undefined) return year
  const write = (digits: string) => String(Number(digits))
  const parts = {
    vi: () => [day, month, year].filter(Boolean).join('/'),
    en: () => [...(day ? [write(day)] : []), englishMonths[Number(month) - 1] ?? month, year].join(' '),
    ko: () => `${year}. ${write(month)}.${day ? ` ${write(day)}.` : ''}`,
    zh: () => `${year}年${write(month)}月${day ? `${write(day)}日` : ''}`,
    ja: () => `${year}年${write(month)}月${day ? `${write(day)}日` : ''}`,
  }
  return parts[language]().replaceAll(' ', '\u00a0')
}

/**
 * From and to, or one date where they are the same or the end is open. The dash stays on the line of the
 * first.
 */
export function writeSpan(from: string, to: string | undefined, language: Language): string {
  const start = writeDate(from, language)
  return to === undefined || to === from ? start : `${start}\u00a0– ${writeDate(to, language)}`
}

const inVietnam = (unixSeconds: number) => new Date((unixSeconds + VIETNAM_OFFSET) * 1000).toISOString()

/** A moment (Unix seconds) as the calendar day that it is in Vietnam. */
export function writeDay(unixSeconds: number, language: Language): string {
  return writeDate(inVietnam(unixSeconds).slice(0, 10), language)
}

/** A moment (Unix seconds) as day and time in Vietnam, 24 hours. */
export function writeMoment(unixSeconds: number, language: Language): string {
  const between = language === 'vi' || language === 'en' ? ', ' : ' '
  return `${writeDay(unixSeconds, language)}${between}${inVietnam(unixSeconds).slice(11, 16)}`
}

/** A number with the separators of the language: `1.234,5` in Vietnamese, `1,234.5` in the others. */
export function writeNumber(value: number, language: Language): string {
  const [whole = '', fraction] = String(value).split('.')
  const [group, point] = language === 'vi' ? ['.', ','] : [',', '.']
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group)
  return fraction === undefined ? grouped : `${grouped}${point}${fraction}`
}

const currency: Readonly<Record<Language, string>> = {
  vi: '\u00a0đ',
  en: '\u00a0VND',
  ko: '동',
  zh: '\u00a0越南盾',
  ja: 'ドン',
}

/**
 * An amount of dong, in the words of the language: `379.500 đ`, `379,500 VND`, `379,500동`; it is never broken
 * over two lines.
 */
export function writeAmount(amount: number, language: Language): string {
  return writeNumber(amount, language) + currency[language]
}
