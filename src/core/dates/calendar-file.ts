import { encodeUtf8 } from '../bytes.ts'
import { addDays } from './days.ts'
import type { PartialDate } from './partial-date.ts'

/**
 * One all-day entry. `uid` stays the same when the day moves, so that taking the file again replaces the
 * entry.
 */
export type CalendarEntry = {
  readonly uid: string
  /** A complete day. */
  readonly date: PartialDate
  readonly summary: string
  readonly description: string
}

/** Nine in the morning, a week before: all-day entries begin at midnight wherever the calendar is. */
const ALARM = '-P6DT15H'

/** RFC 5545 §3.3.11, without the control characters that no line may hold. */
function escapeText(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '')
}

/** RFC 5545 §3.1: no line longer than 75 octets; a character is never cut. */
function foldLine(line: string): string {
  let folded = ''
  let octets = 0
  for (const character of line) {
    const length = encodeUtf8(character).length
    if (octets + length > 75) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += length
  }
  return folded
}

const compact = (date: string) => date.replaceAll('-', '')

function writeEntry({ uid, date, summary, description }: CalendarEntry, stamp: string): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(date)}`,
    `DTEND;VALUE=DATE:${compact(addDays(date, 1))}`,
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${escapeText(description)}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escapeText(summary)}`,
    `TRIGGER:${ALARM}`,
    'END:VALARM',
    'END:VEVENT',
  ]
}

/**
 * A calendar file (RFC 5545, `text/calendar`) with one entry and one alarm for each; `now` in Unix seconds.
 * Without METHOD, which would ask for an organiser (RFC 5546 §3.2.1).
 */
export function writeCalendar(entries: readonly CalendarEntry[], now: number): string {
  const stamp = `${compact(new Date(now * 1000).toISOString().slice(0, 19)).replaceAll(':', '')}Z`
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Vi BHYT//Nhac//VI',
    'CALSCALE:GREGORIAN',
    ...entries.flatMap((entry) => writeEntry(entry, stamp)),
    'END:VCALENDAR',
  ]
    .map((line) => `${foldLine(line)}\r\n`)
    .join('')
}
