import type { Language } from './languages.ts'

/** A moment (Unix seconds) as date and time of this device's zone, each language in its own form; the date is never broken. */
export function writeMoment(unixSeconds: number, language: Language): string {
  return `${writeDay(unixSeconds, language)}, ${new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(unixSeconds * 1000)}`
}

/** A moment (Unix seconds) as the calendar day of this device's zone; `dd/MM/yyyy` in Vietnamese; on one line. */
export function writeDay(unixSeconds: number, language: Language): string {
  const parts =
    language === 'vi'
      ? ({ day: '2-digit', month: '2-digit', year: 'numeric' } as const)
      : ({ dateStyle: 'medium' } as const)
  return new Intl.DateTimeFormat(language, parts).format(unixSeconds * 1000).replaceAll(' ', '\u00a0')
}
