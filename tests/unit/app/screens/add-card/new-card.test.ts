import { describe, expect, it } from 'vitest'
import {
  cardOfText,
  checkNewCard,
  emptyNewCard,
  groupNumber,
  makeCard,
  newCardOfDraft,
  startFromText,
} from '../../../../../src/app/screens/add-card/new-card.ts'
import { parsePartialDate } from '../../../../../src/core/dates/partial-date.ts'
import { readBhytCard } from '../../../../../src/core/qr/bhyt-reading.ts'

const parsed = parsePartialDate('2026-11-23')
if (!parsed.ok) throw new Error(parsed.error)
const today = parsed.value
const typed = { number: 'DN 4 01 0199 990 001', fullName: 'Nguyễn Thị Mẫu', dateOfBirth: '1/2/1960' }

describe('a typed card', () => {
  it.each(['DN 4 01 0199 990 001', '0199.990.001', '001 085 990 001'])('is made of %s', (number) => {
    const card = makeCard({ ...emptyNewCard, ...typed, number })
    expect(card?.face).toMatchObject({
      bhytNumber: number.replace(/[ .]/g, ''),
      fullName: 'Nguyễn Thị Mẫu',
      dateOfBirth: '1960-02-01',
    })
    const reading = readBhytCard(card?.hospitalText ?? '', today)
    expect(reading).toMatchObject({ ok: true, value: { fields: { fullName: 'Nguyễn Thị Mẫu' } } })
  })

  it('is checked as it is typed', () => {
    expect(checkNewCard(emptyNewCard, today)).toEqual({
      number: 'empty',
      fullName: 'empty',
      dateOfBirth: 'empty',
    })
    expect(checkNewCard({ ...emptyNewCard, ...typed }, today)).toEqual({})
    expect(checkNewCard({ ...emptyNewCard, ...typed, number: 'DN4O1' }, today).number).toBe('wrong_length')
    expect(checkNewCard({ ...emptyNewCard, ...typed, number: 'O199990001' }, today).number).toBe('letter_o')
    expect(makeCard({ ...emptyNewCard, ...typed, number: '12' })).toBeUndefined()
    expect(groupNumber('dn4010199990001')).toBe('DN 4 01 0199 990 001')
    expect(groupNumber('dn401')).toBeUndefined()
  })

  it('comes back from a draft', () => {
    expect(newCardOfDraft({ ...typed, relation: 'parent' })).toEqual({ ...typed, relation: 'parent' })
    expect(newCardOfDraft({ relation: 'nobody' })).toEqual(emptyNewCard)
  })
})

describe('a scanned card', () => {
  const text =
    '0199990001|4E677579E1BB856E205468E1BB8B204DE1BAAB75|01/02/1960|2|-|01 - 028|01/01/2026|-|01/01/2026|01010199990001|-|4|01/01/2027|abc-6202|4|C490|$'

  it('keeps the text word for word', () => {
    expect(cardOfText(`${text}\r\n`)).toMatchObject({
      hospitalText: text,
      face: { bhytNumber: '0199990001', fullName: 'Nguyễn Thị Mẫu', benefitLevel: 4, facilityCode: '01028' },
    })
  })

  it('that names no person is completed by hand, and keeps the rest', () => {
    const nameless = text.replace('4E677579E1BB856E205468E1BB8B204DE1BAAB75', '-')
    expect(cardOfText(nameless)).toBeUndefined()
    const start = startFromText(nameless)
    expect(start?.values).toMatchObject({ number: '0199990001', fullName: '', dateOfBirth: '01/02/1960' })
    const values = { ...emptyNewCard, ...start?.values, fullName: 'Nguyễn Thị Mẫu' }
    const card = makeCard(values, start ? { known: start.known } : {})
    expect(card?.hospitalText).toBe(text)
  })
})
