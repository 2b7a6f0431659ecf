import { beforeEach, describe, expect, it } from 'vitest'
import { formatDays, formatMonths, formatRoughly } from '../../../../src/app/texts/format-history.ts'
import { historyTexts } from '../../../../src/app/texts/history-texts.ts'

describe('in Vietnamese', () => {
  beforeEach(() => historyTexts.load('vi'))

  it('times are written as people do', () => {
    expect(formatMonths(38)).toBe('3\u00a0năm 2\u00a0tháng')
    expect(formatMonths(36)).toBe('3\u00a0năm')
    expect(formatMonths(0)).toBe('0\u00a0tháng')
    expect(formatDays(180)).toBe('180\u00a0ngày')
  })

  it('an axis is written roughly, small amounts in full', () => {
    expect(formatRoughly(12_500_000, 'vi')).toBe('12,5 triệu')
    expect(formatRoughly(300_000, 'vi')).toBe('0,3 triệu')
    expect(formatRoughly(290, 'vi')).toBe('290\u00a0đ')
    expect(formatRoughly(0, 'vi')).toBe('0\u00a0đ')
  })
})

describe.each([
  ['en', '1\u00a0year 1\u00a0month', '12.5 million'],
  ['ko', '1년 1개월', '1,250만'],
  ['zh', '1年1个月', '1,250万'],
  ['ja', '1年1か月', '1,250万'],
] as const)('in %s', (language, time, amount) => {
  beforeEach(() => historyTexts.load(language))

  it('everything is written as the language does', () => {
    expect(formatMonths(13)).toBe(time)
    expect(formatRoughly(12_500_000, language)).toBe(amount)
  })
})
