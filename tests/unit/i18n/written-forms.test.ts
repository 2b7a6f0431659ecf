import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Language, languages } from '../../../src/i18n/languages.ts'
import {
  writeAmount,
  writeDate,
  writeDay,
  writeMoment,
  writeNumber,
  writeSpan,
} from '../../../src/i18n/written-forms.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')

/** 22 December 2026, 16:55 UTC: five minutes to midnight in Vietnam. */
const at = Date.UTC(2026, 11, 22, 16, 55) / 1000

describe.each<[Language, string, string, string, string]>([
  ['vi', '05/03/2024', '03/2024', '22/12/2026, 23:55', '379.500 đ'],
  ['en', '5 Mar 2024', 'Mar 2024', '22 Dec 2026, 23:55', '379,500 VND'],
  ['ko', '2024. 3. 5.', '2024. 3.', '2026. 12. 22. 23:55', '379,500동'],
  ['zh', '2024年3月5日', '2024年3月', '2026年12月22日 23:55', '379,500越南盾'],
  ['ja', '2024年3月5日', '2024年3月', '2026年12月22日 23:55', '379,500ドン'],
])('in %s', (language, day, month, moment, amount) => {
  it('dates, moments and money have the form of the language', () => {
    expect(['2024-03-05', '2024-03', '2024'].map((date) => plain(writeDate(date, language)))).toEqual([
      day,
      month,
      '2024',
    ])
    expect(plain(writeMoment(at, language))).toBe(moment)
    expect(plain(writeAmount(379_500, language)).replace(' 越南盾', '越南盾')).toBe(amount)
  })

  it('numbers and dates are as Intl writes them', () => {
    const intl = new Intl.NumberFormat(language)
    for (const value of [0, 7, 950, 1234, 1_234_567, 12.5, 1234.5])
      expect(writeNumber(value, language)).toBe(intl.format(value))
    const style = { vi: { day: '2-digit', month: '2-digit', year: 'numeric' } } as const
    const long = language === 'zh' || language === 'ja' ? 'long' : 'medium'
    const date = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      timeZone: 'Asia/Ho_Chi_Minh',
      ...(language === 'vi' ? style.vi : { dateStyle: long }),
    })
    for (const month of [0, 5, 11]) {
      const moment = Date.UTC(2026, month, 4, 18) / 1000
      expect(plain(writeDay(moment, language))).toBe(date.format(moment * 1000))
    }
  })

  it('the day is Vietnam\u2019s, wherever the device is', () => {
    expect(plain(writeDay(at + 5 * 60, language))).toBe(plain(writeDate('2026-12-23', language)))
    expect(plain(writeDay(at + 4 * 60, language))).toBe(plain(writeDate('2026-12-22', language)))
  })
})

it('a span of one day or month is written once', () => {
  expect(writeSpan('2024-03', '2025-01', 'vi')).toBe('03/2024\u00a0– 01/2025')
  expect(writeSpan('2024-03', '2024-03', 'vi')).toBe('03/2024')
  expect(writeSpan('2024-03-05', undefined, 'vi')).toBe('05/03/2024')
})

it('no screen formats dates, numbers or money by itself', () => {
  const source = new URL('../../../src/', import.meta.url)
  const found = ['app', 'card-view', 'history-view', 'service-worker', 'ui'].flatMap((folder) =>
    readdirSync(new URL(folder, source), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .filter((file) =>
        /toLocale(Date|Time)?String\(|Intl\.(DateTime|Number)Format/.test(
          readFileSync(new URL(`${folder}/${file}`, source), 'utf8'),
        ),
      )
      .map((file) => `${folder}/${file}`),
  )
  // A percentage and a number of minutes with its unit.
  expect(found).toEqual([
    'app/screens/benefits/coverage-table.tsx',
    'app/screens/offline-check/offline-check-screen.tsx',
  ])
})

it('every language is written', () => {
  for (const language of languages) expect(writeAmount(1, language)).toMatch(/^1/)
})
