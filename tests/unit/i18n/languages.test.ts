import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseLanguage, languages } from '../../../src/i18n/languages.ts'

describe('the language before one is chosen', () => {
  it('is the first of the browser’s that we speak, with any region', () => {
    expect(chooseLanguage(['fr-FR', 'ko-KR', 'en'])).toBe('ko')
    expect(chooseLanguage(['zh-Hant-TW'])).toBe('zh')
  })

  it('is Vietnamese on a phone in any other language, as the desk that reads the card speaks it', () => {
    const others = fc
      .stringMatching(/^[a-z]{2}(-[A-Z]{2})?$/)
      .filter((tag) => !languages.some((one) => tag.startsWith(one)))
    fc.assert(fc.property(fc.array(others), (tags) => chooseLanguage(tags) === 'vi'))
  })
})
