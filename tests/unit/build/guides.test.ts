import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { compileGuides, guideLanguages } from '../../../src/build/compile-guides.ts'
import { readArticlePack } from '../../../src/core/article/article-pack.ts'

const readIds = (text: string) => {
  const pack = readArticlePack(text)
  if (!pack.ok) throw new Error(pack.error)
  return pack.value.entries.map(({ id }) => id)
}

it.each(guideLanguages)('the guides of public/ are those of the Markdown: %s', (language) => {
  const text = compileGuides(language)
  expect(readFileSync(new URL(`../../../public/guides-${language}.json`, import.meta.url), 'utf8')).toBe(text)
  expect(readIds(text)).toEqual(readIds(compileGuides('vi')))
})

it('there are at least twelve, each with its source and the day on which it must be checked again', () => {
  const pack = readArticlePack(compileGuides('vi'))
  if (!pack.ok) throw new Error(pack.error)
  expect(pack.value.entries.length).toBeGreaterThanOrEqual(12)
  for (const { source, date, until } of pack.value.entries) {
    expect(source).not.toBe('')
    expect(until !== undefined && until > date).toBe(true)
  }
})
