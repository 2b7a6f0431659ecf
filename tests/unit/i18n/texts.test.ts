import { describe, expect, it } from 'vitest'
import { helpdeskCodes } from '../../../src/core/api/error-codes.ts'
import { enApp } from '../../../src/i18n/app/en.ts'
import { jaApp } from '../../../src/i18n/app/ja.ts'
import { koApp } from '../../../src/i18n/app/ko.ts'
import { viApp } from '../../../src/i18n/app/vi.ts'
import { zhApp } from '../../../src/i18n/app/zh.ts'
import { enCard } from '../../../src/i18n/card/en.ts'
import { jaCard } from '../../../src/i18n/card/ja.ts'
import { koCard } from '../../../src/i18n/card/ko.ts'
import { viCard } from '../../../src/i18n/card/vi.ts'
import { zhCard } from '../../../src/i18n/card/zh.ts'

type Texts = Readonly<Record<string, string>>

const namespaces: readonly { name: string; source: Texts; others: Readonly<Record<string, Texts>> }[] = [
  { name: 'card', source: viCard, others: { en: enCard, ko: koCard, zh: zhCard, ja: jaCard } },
  { name: 'app', source: viApp, others: { en: enApp, ko: koApp, zh: zhApp, ja: jaApp } },
]

const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()

describe.each(namespaces)('texts of $name', ({ source, others }) => {
  it.each(Object.entries(others))('%s has the same keys, in the same order', (_language, texts) => {
    expect(Object.keys(texts)).toEqual(Object.keys(source))
  })

  it.each(Object.entries(others))('%s has the same places to fill', (_language, texts) => {
    for (const [key, text] of Object.entries(source)) {
      expect({ key, places: places(texts[key] ?? '') }).toEqual({ key, places: places(text) })
    }
  })

  it.each(Object.entries({ vi: source, ...others }))(
    '%s says something everywhere, in NFC',
    (_language, texts) => {
      for (const [key, text] of Object.entries(texts)) {
        expect(text.trim(), key).not.toBe('')
        expect(text.normalize('NFC'), key).toBe(text)
        expect(text.trim(), key).toBe(text)
      }
    },
  )

  it('does not shout or use system words in Vietnamese', () => {
    for (const [key, text] of Object.entries(source)) {
      expect(text, key).not.toMatch(/!|người dùng|user|token|server|cache|offline/i)
    }
  })
})

describe('error texts', () => {
  it('exist for every code that a person can meet, and for nothing else', () => {
    const told = Object.keys(viApp)
      .filter((key) => key.startsWith('error.') && key !== 'error.code')
      .map((key) => key.slice('error.'.length))
    expect(told.sort()).toEqual(Object.keys(helpdeskCodes).sort())
  })
})
