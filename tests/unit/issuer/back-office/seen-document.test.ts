import { describe, expect, it } from 'vitest'
import { isCredibleDocument } from '../../../../src/issuer/back-office/seen-document.ts'

/** 23 November 2026, 23:30 in Vietnam. */
const LATE = Date.UTC(2026, 10, 23, 16, 30) / 1000
const person = { personal_id: '099190999906' }
const seen = (changes: object) => ({
  kind: 'cccd' as const,
  number: '099190999906',
  date: '2026-11-23',
  ...changes,
})

describe('a document that was seen', () => {
  it.each([
    ['today', '2026-11-23', LATE, true],
    ['today, after midnight in Vietnam and before it in UTC', '2026-11-24', LATE + 1800, true],
    ['tomorrow', '2026-11-24', LATE, false],
    ['thirty days ago', '2026-10-24', LATE, true],
    ['thirty-one days ago', '2026-10-23', LATE, false],
    ['a day that there is not', '2026-11-31', LATE + 10 * 86_400, false],
  ])('%s', (_name, date, now, isCredible) => {
    expect(isCredibleDocument(seen({ date }), person, now)).toBe(isCredible)
  })

  it.each([
    ['a card with another number', { number: '099190999907' }, person, false],
    ['an old card with twelve digits of another', { kind: 'cmnd', number: '099190999907' }, person, false],
    ['an old card with nine digits', { kind: 'cmnd', number: '012999001' }, person, true],
    ['a passport', { kind: 'passport', number: 'C1234567' }, person, true],
    ['a card of whose number the registry knows nothing', {}, { personal_id: null }, true],
  ])('%s', (_name, changes, whom, isCredible) => {
    expect(isCredibleDocument(seen(changes), whom, LATE)).toBe(isCredible)
  })
})
