import { describe, expect, it } from 'vitest'
import { describeAge } from '../../../src/i18n/age.ts'
import { chooseLanguage } from '../../../src/i18n/languages.ts'
import { createTranslate } from '../../../src/i18n/translate.ts'

describe('createTranslate', () => {
  const t = createTranslate(
    { plain: 'Thẻ', aged: 'Cập nhật {ago}, {ago}', two: '{one} và {two}', left_other: '{count} ngày' },
    'vi',
  )

  it('fills each place', () => {
    expect(t('plain')).toBe('Thẻ')
    expect(t('aged', { ago: '2 giờ trước' })).toBe('Cập nhật 2 giờ trước, 2 giờ trước')
    expect(t('two', { one: 1, two: 2 })).toBe('1 và 2')
  })

  it('shows a place that nobody filled, and does not fill what was filled in', () => {
    expect(t('two', { one: '{two}' })).toBe('{two} và {two}')
    expect(t('two', { one: '$&', two: '$1' })).toBe('$& và $1')
  })
})

describe('createTranslate with a count', () => {
  const texts = { left_one: '{count} day', left_other: '{count} days' }

  it('takes the plural category of the language', () => {
    const t = createTranslate(texts, 'en')
    expect([0, 1, 2, 21].map((count) => t('left', { count }))).toEqual([
      '0 days',
      '1 day',
      '2 days',
      '21 days',
    ])
    expect(createTranslate({ left_other: '{count} ngày' }, 'vi')('left', { count: 1 })).toBe('1 ngày')
  })
})

describe('chooseLanguage', () => {
  it.each([
    [['ko-KR', 'en'], 'ko'],
    [['fr-FR', 'zh-Hant-TW'], 'zh'],
    [['fr'], 'vi'],
    [[], 'vi'],
    [['EN-us'], 'en'],
  ])('%j → %s', (preferred, language) => {
    expect(chooseLanguage(preferred)).toBe(language)
  })
})

describe('describeAge', () => {
  it.each([
    [0, undefined],
    [59, undefined],
    [60, '1 phút trước'],
    [7_300, '2 giờ trước'],
    [86_400 * 3 + 5, '3 ngày trước'],
  ])('%i s', (seconds, words) => {
    expect(describeAge(seconds, 'vi')).toBe(words)
  })

  it('knows the plurals of the language', () => {
    expect(describeAge(86_400, 'en')).toBe('1 day ago')
    expect(describeAge(2 * 86_400, 'en')).toBe('2 days ago')
  })
})
