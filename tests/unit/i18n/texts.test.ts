import { describe, expect, it } from 'vitest'
import { helpdeskCodes } from '../../../src/core/api/error-codes.ts'
import { enAccount } from '../../../src/i18n/account/en.ts'
import { jaAccount } from '../../../src/i18n/account/ja.ts'
import { koAccount } from '../../../src/i18n/account/ko.ts'
import { viAccount } from '../../../src/i18n/account/vi.ts'
import { zhAccount } from '../../../src/i18n/account/zh.ts'
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
import { enCover } from '../../../src/i18n/cover/en.ts'
import { jaCover } from '../../../src/i18n/cover/ja.ts'
import { koCover } from '../../../src/i18n/cover/ko.ts'
import { viCover } from '../../../src/i18n/cover/vi.ts'
import { zhCover } from '../../../src/i18n/cover/zh.ts'
import { enHistory } from '../../../src/i18n/history/en.ts'
import { jaHistory } from '../../../src/i18n/history/ja.ts'
import { koHistory } from '../../../src/i18n/history/ko.ts'
import { viHistory } from '../../../src/i18n/history/vi.ts'
import { zhHistory } from '../../../src/i18n/history/zh.ts'
import { enRegistration } from '../../../src/i18n/registration/en.ts'
import { jaRegistration } from '../../../src/i18n/registration/ja.ts'
import { koRegistration } from '../../../src/i18n/registration/ko.ts'
import { viRegistration } from '../../../src/i18n/registration/vi.ts'
import { zhRegistration } from '../../../src/i18n/registration/zh.ts'
import { enScan } from '../../../src/i18n/scan/en.ts'
import { jaScan } from '../../../src/i18n/scan/ja.ts'
import { koScan } from '../../../src/i18n/scan/ko.ts'
import { viScan } from '../../../src/i18n/scan/vi.ts'
import { zhScan } from '../../../src/i18n/scan/zh.ts'

type Texts = Readonly<Record<string, string>>

const namespaces: readonly { name: string; source: Texts; others: Readonly<Record<string, Texts>> }[] = [
  { name: 'card', source: viCard, others: { en: enCard, ko: koCard, zh: zhCard, ja: jaCard } },
  { name: 'app', source: viApp, others: { en: enApp, ko: koApp, zh: zhApp, ja: jaApp } },
  {
    name: 'account',
    source: viAccount,
    others: { en: enAccount, ko: koAccount, zh: zhAccount, ja: jaAccount },
  },
  { name: 'cover', source: viCover, others: { en: enCover, ko: koCover, zh: zhCover, ja: jaCover } },
  {
    name: 'history',
    source: viHistory,
    others: { en: enHistory, ko: koHistory, zh: zhHistory, ja: jaHistory },
  },
  {
    name: 'registration',
    source: viRegistration,
    others: { en: enRegistration, ko: koRegistration, zh: zhRegistration, ja: jaRegistration },
  },
  { name: 'scan', source: viScan, others: { en: enScan, ko: koScan, zh: zhScan, ja: jaScan } },
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
