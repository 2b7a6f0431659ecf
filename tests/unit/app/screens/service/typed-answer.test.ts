import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toAnswer, toTyped } from '../../../../../src/app/screens/service/fields/typed-answer.ts'
import { readValue } from '../../../../../src/core/services/read-value.ts'
import { type FieldType, fieldTypes } from '../../../../../src/core/services/service-words.ts'

const person = { fullName: 'Nguyễn Thị Mẫu', dateOfBirth: '1960', sex: 'female', personalId: '001160990001' }

/** Answers as core reads them, one of each type. */
const answers: Readonly<Record<FieldType, unknown>> = {
  text: 'Mất ở bến xe',
  name: 'Nguyễn Thị Mẫu',
  date: '1960-02-01',
  choice: 'lost',
  number: 12,
  money: 1_500_000,
  phone: '0912345678',
  email: 'mau@example.vn',
  address: { line: 'Số 1 phố Mẫu', provinceCode: '01', wardCode: '00070' },
  ward: { provinceCode: '01', wardCode: '00070' },
  facility: '01929',
  office: '00191',
  card: 'card-1',
  person: [person],
  pictures: ['a'.repeat(64)],
  'bank-account': { bank: '970436', number: '0123456789', holder: 'NGUYEN THI MAU' },
  'yes-no': false,
}

describe('what a control holds', () => {
  it.each(fieldTypes)('gives the answer back that it shows: %s', (type) => {
    expect(readValue(type, answers[type])).toEqual({ ok: true, value: answers[type] })
    expect(toAnswer(type, toTyped(type, answers[type]))).toEqual(answers[type])
  })

  it.each(fieldTypes)('is no answer while nothing is typed: %s', (type) => {
    for (const nothing of [undefined, '', [], {}, null]) {
      const answer = toAnswer(type, nothing)
      expect(answer === undefined || !readValue(type, answer).ok).toBe(true)
    }
  })

  it.each([
    ['date', '1/2/1960', '1960-02-01'],
    ['money', '1.500.000 đ', 1_500_000],
    ['number', ' 12 ', 12],
    ['phone', '+84 912 345 678', '0912345678'],
    [
      'bank-account',
      { bank: '970436', number: '0123 456-789', holder: 'Nguyễn Thị Mẫu' },
      answers['bank-account'],
    ],
    ['person', [{ ...person, dateOfBirth: '1960', personalId: '001 160 990 001' }], [person]],
  ] as const)('is read as people type it: %s', (type, typed, answer) => {
    expect(toAnswer(type, typed)).toEqual(answer)
  })

  it('never fails, whatever a draft holds', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fieldTypes), fc.jsonValue(), (type, typed) => {
        readValue(type, toAnswer(type, typed))
        toTyped(type, typed)
      }),
    )
  })
})
