import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { listEntries, searchDirectory } from '../../../../src/core/directory/directory.ts'
import {
  buildOwnDirectory,
  buildWholeDirectory,
  nameEntry,
} from '../../../support/directory/known-directory.ts'

/** As people ask, and what has to be among the first three: a code, or the name of an office. */
type Question = { readonly question: string; readonly expects: readonly string[] }

const questions: readonly Question[] = JSON.parse(
  readFileSync(new URL('../../../vectors/directory/questions.json', import.meta.url), 'utf8'),
)

/** The questions that are not answered within three. */
function listMisses(directory: ReturnType<typeof buildOwnDirectory>, asked: readonly Question[]) {
  return asked
    .filter(({ question, expects }) => {
      const found = searchDirectory(directory, question, { most: 3 })
      return !found.some((entry) => expects.includes(entry.key) || expects.includes(nameEntry(entry)))
    })
    .map(({ question }) => question)
}

describe('a hundred questions as people ask them', () => {
  it('about places of the project’s own list: 95 in a hundred within three', () => {
    const own = buildOwnDirectory()
    const known = new Set(listEntries(own).flatMap((entry) => [entry.key, nameEntry(entry)]))
    const asked = questions.filter(({ expects }) => expects.some((each) => known.has(each)))
    expect(asked.length).toBeGreaterThan(40)
    const misses = listMisses(own, asked)
    expect(misses.length / asked.length, misses.join('; ')).toBeLessThanOrEqual(0.05)
  })

  const whole = buildWholeDirectory()
  it('about all of the insurer’s list: 95 within three', ({ skip }) => {
    if (!whole) return skip('the insurer’s list of facilities is not on this machine')
    expect(questions).toHaveLength(100)
    const misses = listMisses(whole, questions)
    expect(misses.length, misses.join('; ')).toBeLessThanOrEqual(5)
  })
})
