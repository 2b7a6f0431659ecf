import { beforeEach, describe, expect, it } from 'vitest'
import {
  formatDate,
  formatDay,
  formatDays,
  formatDong,
  formatMonths,
  formatRoughly,
  formatSpan,
} from '../../../../src/app/texts/format-history.ts'
import { historyTexts } from '../../../../src/app/texts/history-texts.ts'

describe('in Vietnamese', () => {
  beforeEach(() => historyTexts.load('vi'))

  it('times and amounts are written as people do', () => {
    expect(formatMonths(38)).toBe('3\u00a0năm 2\u00a0tháng')
    expect(formatMonths(0)).toBe('0\u00a0tháng')
    expect(formatDays(180)).toBe('180\u00a0ngày')
    expect(formatDong(1_234_567)).toBe('1.234.567\u00a0đ')
    expect(formatDong(950)).toBe('950\u00a0đ')
  })

  it('an axis is written roughly, small amounts in full', () => {
    expect(formatRoughly(12_500_000, 'vi')).toBe('12,5 triệu')
    expect(formatRoughly(300_000, 'vi')).toBe('0,3 triệu')
    expect(formatRoughly(290, 'vi')).toBe('290\u00a0đ')
    expect(formatRoughly(0, 'vi')).toBe('0\u00a0đ')
  })

  it('dates are written as on papers, as far as they are known', () => {
    expect(formatDate('2024', 'vi')).toBe('2024')
    expect(formatDate('2024-03', 'vi')).toBe('03/2024')
    expect(formatDate('2024-03-05', 'vi')).toBe('05/03/2024')
    expect(formatDay(new Date(2026, 10, 23, 5).getTime() / 1000, 'vi')).toBe('23/11/2026')
  })

  it('a span of one day or month is written once', () => {
    expect(formatSpan('2024-03', '2025-01', 'vi')).toBe('03/2024\u00a0– 01/2025')
    expect(formatSpan('2024-03', '2024-03', 'vi')).toBe('03/2024')
    expect(formatSpan('2024-03-05', undefined, 'vi')).toBe('05/03/2024')
  })
})

describe.each([
  ['en', '2024', 'Mar\u00a02024', '5\u00a0Mar\u00a02024', '1\u00a0year 1\u00a0month', '12.5 million'],
  ['ko', '2024', '2024.\u00a03.', '2024.\u00a03.\u00a05.', '1년 1개월', '1250만'],
  ['zh', '2024', '2024年3月', '2024年3月5日', '1年 1个月', '1250万'],
  ['ja', '2024', '2024年3月', '2024年3月5日', '1年 1か月', '1250万'],
] as const)('in %s', (language, year, month, day, time, amount) => {
  beforeEach(() => historyTexts.load(language))

  it('everything is written as the language does', () => {
    expect(['2024', '2024-03', '2024-03-05'].map((date) => formatDate(date, language))).toEqual([
      year,
      month,
      day,
    ])
    expect(formatMonths(13)).toBe(time)
    expect(formatRoughly(12_500_000, language)).toBe(amount)
  })
})
