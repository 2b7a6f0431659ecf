import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CalendarEntry, writeCalendar } from '../../../../src/core/dates/calendar-file.ts'
import type { PartialDate } from '../../../../src/core/dates/partial-date.ts'

const entry: CalendarEntry = {
  uid: 'expiry.card-1@vi-bhyt',
  date: '2026-12-31' as PartialDate,
  summary: 'Thẻ BHYT hết hạn',
  description: 'Bác đóng tiếp, để không gián đoạn; xem Ví BHYT\nTổng đài 1900 9068',
}

/** Undoes folding and escaping, as a calendar does. */
function readLines(file: string): string[] {
  return file.replaceAll('\r\n ', '').split('\r\n')
}

function readText(lines: string[], name: string): string | undefined {
  const line = lines.find((candidate) => candidate.startsWith(`${name}:`))
  return line
    ?.slice(name.length + 1)
    .replace(/\\([\\;,nN])/g, (_all, mark: string) => (mark.toLowerCase() === 'n' ? '\n' : mark))
}

describe('the calendar file', () => {
  it('has one all-day entry with an alarm a week before', () => {
    expect(writeCalendar([entry], 1_795_435_200).split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Vi BHYT//Nhac//VI',
      'CALSCALE:GREGORIAN',
      'BEGIN:VEVENT',
      'UID:expiry.card-1@vi-bhyt',
      'DTSTAMP:20261123T120000Z',
      'DTSTART;VALUE=DATE:20261231',
      'DTEND;VALUE=DATE:20270101',
      'SUMMARY:Thẻ BHYT hết hạn',
      'DESCRIPTION:Bác đóng tiếp\\, để không gián đoạn\\; xem Ví BHYT\\',
      ' nTổng đài 1900 9068',
      'TRANSP:TRANSPARENT',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'DESCRIPTION:Thẻ BHYT hết hạn',
      'TRIGGER:-P6DT15H',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ])
  })

  it('folds any text at 75 octets and gives it back unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const plain = text.replace(/\r\n|\r/g, '\n')
        const file = writeCalendar([{ ...entry, description: text }], 0)
        for (const line of file.split('\r\n')) {
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
        }
        expect(readText(readLines(file), 'DESCRIPTION')).toBe(plain)
      }),
    )
  })

  it('lets no text begin a line of its own', () => {
    const file = writeCalendar([{ ...entry, summary: 'a\r\nEND:VCALENDAR\rATTACH:http://x' }], 0)
    expect(file.match(/^END:VCALENDAR/gm)).toHaveLength(1)
    expect(file).not.toMatch(/^ATTACH/m)
  })

  it('holds no control character and no METHOD, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        const file = writeCalendar([{ ...entry, summary: text, description: text }], 0)
        expect(file.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u)
        expect(file).not.toMatch(/^METHOD/m)
      }),
    )
  })
})
