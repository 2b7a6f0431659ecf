import { describe, expect, it } from 'vitest'
import {
  formatDate,
  formatDay,
  formatDays,
  formatDong,
  formatMonths,
  formatRoughly,
  formatSpan,
} from '../../../../src/app/screens/history/history-format.ts'

describe('written forms', () => {
  it('writes times and amounts as people do', () => {
    expect(formatMonths(38, 'vi')).toBe('3 năm 2 tháng')
    expect(formatMonths(12, 'en')).toBe('1 year')
    expect(formatMonths(0, 'vi')).toBe('0 tháng')
    expect(formatDays(180, 'vi')).toBe('180 ngày')
    expect(formatDong(1_234_567)).toBe('1.234.567\u00a0đ')
    expect(formatDong(950)).toBe('950\u00a0đ')
    expect(formatRoughly(12_500_000, 'vi')).toBe('12,5 triệu')
    expect(formatDay(Date.UTC(2026, 10, 23, 5) / 1000, 'vi')).toBe('23/11/2026')
  })

  it('writes dates as far as they are known, in the words of the language', () => {
    expect(['2024', '2024-03', '2024-03-05'].map((date) => formatDate(date, 'vi'))).toEqual([
      '2024',
      '03/2024',
      '05/03/2024',
    ])
    expect(['2024', '2024-03', '2024-03-05'].map((date) => formatDate(date, 'en'))).toEqual([
      '2024',
      'Mar 2024',
      'Mar 5, 2024',
    ])
    expect(formatDate('2024-03', 'ko')).toBe('2024년 3월')
    expect(formatDate('2024-03-05', 'ja')).toBe('2024/03/05')
  })

  it('writes a span of one day or month once', () => {
    expect(formatSpan('2024-03', '2025-01', 'vi')).toBe('03/2024\u00a0– 01/2025')
    expect(formatSpan('2024-03', '2024-03', 'vi')).toBe('03/2024')
    expect(formatSpan('2024-03-05', undefined, 'vi')).toBe('05/03/2024')
  })
})
