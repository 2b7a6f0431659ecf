import { describe, expect, it } from 'vitest'
import { helpdeskCodes } from '../../../src/core/api/error-codes.ts'
import { languages } from '../../../src/i18n/languages.ts'
import { createTranslate } from '../../../src/i18n/translate.ts'
import { addTexts, translateArea } from '../../../src/ui/texts/page-texts.ts'
import {
  areas,
  hashSources,
  placesOf,
  readJson,
  readSources,
  readTexts,
  type Sources,
  type Texts,
  translatedAreas,
  translations,
  withoutCategory,
} from '../../support/texts/text-files.ts'

const categoriesOf = (language: string) => new Intl.PluralRules(language).resolvedOptions().pluralCategories
const textsOf = (language: (typeof languages)[number], area: string): Texts => readTexts(language, area) ?? {}
const keysOf = (texts: Texts) => [...new Set(Object.keys(texts).map(withoutCategory))]

describe.each(translatedAreas)('texts of %s', (area) => {
  const source = textsOf('vi', area)

  it.each(translations)('%s has the same keys, in the same order', (language) => {
    expect(keysOf(textsOf(language, area))).toEqual(keysOf(source))
  })

  it.each(translations)('%s has the same places to fill', (language) => {
    const sourcePlaces = new Map(
      Object.entries(source).map(([key, text]) => [withoutCategory(key), placesOf(text)]),
    )
    for (const [key, text] of Object.entries(textsOf(language, area))) {
      const places = sourcePlaces.get(withoutCategory(key)) ?? []
      // A text message of 70 letters leaves the office to the app.
      const wanted = key.endsWith('.sms') ? places.filter((place) => text.includes(place)) : places
      expect({ key, places: placesOf(text) }).toEqual({ key, places: wanted })
      if (key.endsWith('.sms')) expect(['{office}', ...wanted], key).toEqual(expect.arrayContaining(places))
    }
  })
})

describe('texts of the desk', () => {
  it('are in Vietnamese and in English, with the same keys and places', () => {
    const [source, english] = [textsOf('vi', 'desk'), textsOf('en', 'desk')]
    expect(keysOf(english)).toEqual(keysOf(source))
    const places = (texts: Texts) =>
      Object.fromEntries(Object.entries(texts).map(([key, text]) => [withoutCategory(key), placesOf(text)]))
    expect(places(english)).toEqual(places(source))
    expect(languages.filter((language) => readTexts(language, 'desk'))).toEqual(['vi', 'en'])
  })
})

describe.each(areas)('the format of %s', (area) => {
  const spoken = languages.filter((language) => readTexts(language, area))

  it.each(spoken)('%s says something everywhere, in NFC, in the one format', (language) => {
    for (const [key, text] of Object.entries(textsOf(language, area))) {
      expect(text.trim(), key).toBe(text)
      expect(text, key).not.toBe('')
      expect(text.normalize('NFC'), key).toBe(text)
      // Named values and nothing else: no nesting, no formats, no conditions.
      expect(text.replace(/\{[a-z][A-Za-z]*\}/g, ''), key).not.toMatch(/[{}]|\$t\(/)
    }
  })

  it.each(spoken)('%s has every plural category where something is counted, and nowhere else', (language) => {
    const texts = textsOf(language, area)
    for (const key of keysOf(texts)) {
      const forms = Object.keys(texts).filter((each) => withoutCategory(each) === key)
      const isCounted = forms.some((form) => texts[form]?.includes('{count}'))
      const expected = isCounted ? categoriesOf(language).map((category) => `${key}_${category}`) : [key]
      expect(forms.sort(), key).toEqual(expected.sort())
    }
  })

  it('does not shout or use system words in Vietnamese', () => {
    for (const [key, text] of Object.entries(textsOf('vi', area))) {
      expect(text, key).not.toMatch(/!|người dùng|user|token|server|cache|offline/i)
    }
  })
})

describe('both readers', () => {
  const cases = areas.flatMap((area) =>
    languages.filter((language) => readTexts(language, area)).map((language) => [area, language] as const),
  )

  it.each(cases)('say the same of %s in %s, with values and without', (area, language) => {
    const texts = textsOf(language, area)
    addTexts(language, area, texts)
    const page = translateArea<Texts>(language, area)
    const small = createTranslate(texts, language)
    // What people type may look like syntax.
    const value = '{name} $t(app.name) $& <b>'
    for (const key of keysOf(texts)) {
      const places = Object.keys(texts)
        .filter((each) => withoutCategory(each) === key)
        .flatMap((each) => placesOf(texts[each] ?? ''))
      const values = Object.fromEntries(
        places.map((place) => place.slice(1, -1)).map((place) => [place, value]),
      )
      const { count: _, ...named } = values
      for (const count of places.includes('{count}') ? [0, 1, 2, 5, 21, 1000] : [undefined]) {
        const given = { ...named, ...(count !== undefined && { count }) }
        const said = small(key, given)
        expect(page(key, given), key).toBe(said)
        expect(said, key).not.toBe(key)
        if (count !== undefined) expect(said, key).toContain(String(count))
      }
      if (!places.includes('{count}')) expect(page(key), key).toBe(small(key))
    }
  })
})

describe('translations', () => {
  it('were looked at since their Vietnamese text last changed', () => {
    const noted: Sources = readSources()
    const open = Object.entries(hashSources()).flatMap(([area, texts]) =>
      Object.entries(texts).flatMap(([key, hash]) => (noted[area]?.[key] === hash ? [] : [`${area} ${key}`])),
    )
    expect(open, 'npm run texts').toEqual([])
  })

  it('are not noted for texts that are gone', () => {
    const now = hashSources()
    const gone = Object.entries(readSources()).flatMap(([area, texts]) =>
      Object.keys(texts).filter((key) => now[area]?.[key] === undefined),
    )
    expect(gone, 'npm run texts').toEqual([])
  })

  it('have comments for texts that exist', () => {
    const comments = readJson(new URL('../../../src/i18n/comments.json', import.meta.url)) as Sources
    const lost = Object.entries(comments).flatMap(([area, texts]) =>
      Object.keys(texts).filter((key) => !keysOf(textsOf('vi', area)).includes(key)),
    )
    expect(lost).toEqual([])
  })
})

describe('error texts', () => {
  it('exist for every code that a person can meet, and for nothing else', () => {
    const told = Object.keys(textsOf('vi', 'ui'))
      .filter((key) => key.startsWith('error.') && key !== 'error.code')
      .map((key) => key.slice('error.'.length))
    expect(told.sort()).toEqual(Object.keys(helpdeskCodes).sort())
  })
})

describe('plurals in English', () => {
  const counted = translatedAreas.flatMap((area) => {
    const texts = textsOf('en', area)
    const t = createTranslate(texts, 'en')
    return keysOf(texts)
      .filter((key) => `${key}_other` in texts)
      .map((key) => ({ key, t, singular: texts[`${key}_one`] ?? '', plural: texts[`${key}_other`] ?? '' }))
  })

  it.each(counted)('$key: 0 and 2 are many, 1 is one', ({ key, t, singular, plural }) => {
    const fill = (text: string, count: number) => text.replaceAll('{count}', String(count))
    expect([0, 1, 2].map((count) => t(key, { count }))).toEqual([
      fill(plural, 0),
      fill(singular, 1),
      fill(plural, 2),
    ])
    expect(singular).not.toMatch(/\{count\} (more )?\w+s\b|\{count\} (more )?\w+ (have|are)\b/)
    // “{count} more” is the same for one and several.
    if (key !== 'ward.more') expect(singular).not.toBe(plural)
  })

  it('nothing is counted by another name', () => {
    const nouns = 'days?|months?|years?|hours?|minutes?|seconds?|items?|fields?|cards?|results?|times'
    const found = translatedAreas.flatMap((area) =>
      Object.entries(textsOf('en', area))
        .filter(([, text]) => new RegExp(`\\{(?!count\\})\\w+\\} (${nouns})\\b`).test(text))
        .map(([key]) => withoutCategory(key)),
    )
    // An age of retirement, and six times the reference amount: never one.
    expect([...new Set(found)]).toEqual(['pension.ageMonths', 'coPayments.rule'])
  })
})
