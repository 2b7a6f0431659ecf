import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { toDeclaration } from '../../../../../../src/app/screens/registration/form/declaration.ts'
import { ethnicGroups } from '../../../../../../src/app/screens/registration/form/ethnic-groups.ts'
import {
  checkAll,
  checkPage,
  isPhoneConfirmed,
  readPhone,
} from '../../../../../../src/app/screens/registration/form/registration-checks.ts'
import {
  changeValues,
  formOfDraft,
  type RegistrationField,
  type RegistrationValues,
} from '../../../../../../src/app/screens/registration/form/registration-form.ts'
import {
  isPage,
  pageAfter,
  pageBefore,
  pageOrder,
  stepOf,
} from '../../../../../../src/app/screens/registration/steps.ts'
import { DeclarationRequest } from '../../../../../../src/core/api/registration-contract.ts'
import type { PartialDate } from '../../../../../../src/core/dates/partial-date.ts'

const today = '2026-11-26' as PartialDate
const now = 1_790_000_000
const pictures = { portrait: true, front: true, back: true }
const circumstances = { today, now, pictures }

const complete: Partial<Record<RegistrationField, string>> = {
  number: '0199990001',
  fullName: 'Nguyễn Thị Mẫu',
  dateOfBirth: '08/03/1985',
  sex: 'female',
  ethnicity: ' Ê-đê ',
  identityKind: 'cccd',
  identityNumber: '001185990001',
  issuedOn: '01/05/2021',
  address: '5 ngõ 2, Phúc Xá, Ba Đình, Hà Nội',
  houseLine: '5 ngõ 2',
  wardCode: '00091',
  provinceCode: '01',
  phone: '091 234 5678',
  officeCode: '00192',
  phoneProof: 'proof',
  phoneProofOf: '0912345678|0199990001',
  phoneProofUntil: String(now + 60),
}
const fill = (change: Partial<Record<RegistrationField, string>> = {}): RegistrationValues =>
  changeValues(formOfDraft(), { ...complete, ...change }).values

describe('what was filled in', () => {
  it('is complete with everything, and then a declaration of the contract', () => {
    expect(checkAll(fill(), circumstances)).toEqual([])
    const declaration = toDeclaration(fill())
    expect(declaration).toEqual({
      number: '0199990001',
      fullName: 'Nguyễn Thị Mẫu',
      dateOfBirth: '1985-03-08',
      sex: 'female',
      nationality: 'Việt Nam',
      ethnicity: 'Ê-đê',
      identity: { kind: 'cccd', number: '001185990001', issuedOn: '2021-05-01' },
      address: '5 ngõ 2',
      wardCode: '00091',
      provinceCode: '01',
      phone: '0912345678',
      officeCode: '00192',
      mailDeclaration: false,
      phoneProof: 'proof',
    })
    const hash = '0'.repeat(64)
    const whole = { ...declaration, pictures: { portrait: hash, front: hash, back: hash } }
    expect(v.safeParse(DeclarationRequest, whole).success).toBe(true)
  })

  it.each<[string, Partial<Record<RegistrationField, string>>, string, string]>([
    ['no number', { number: ' ', phoneProofOf: '0912345678|' }, 'number', 'empty'],
    [
      'a number of 11 digits',
      { number: '01999900011', phoneProofOf: '0912345678|01999900011' },
      'number',
      'number',
    ],
    ['a name with digits', { fullName: 'Mẫu 2' }, 'fullName', 'name'],
    ['a birth to come', { dateOfBirth: '27/11/2026' }, 'dateOfBirth', 'future'],
    ['no sex', { sex: '' }, 'sex', 'empty'],
    ['no nationality', { nationality: ' ' }, 'nationality', 'empty'],
    ['an endless nationality', { nationality: 'x'.repeat(51) }, 'nationality', 'longWord'],
    ['an ethnic group that holds a control character', { ethnicity: 'Kinh\u0007' }, 'ethnicity', 'letters'],
    ['no kind of document', { identityKind: '' }, 'identityKind', 'empty'],
    ['a chip card of 9 digits', { identityNumber: '012345678' }, 'identityNumber', 'identity12'],
    [
      'an old card of 10 digits',
      { identityKind: 'cmnd', identityNumber: '0123456789' },
      'identityNumber',
      'identity9or12',
    ],
    [
      'a passport with marks',
      { identityKind: 'passport', identityNumber: 'C12345É' },
      'identityNumber',
      'passport',
    ],
    [
      'a chip card of somebody else',
      { number: '001185990002', phoneProofOf: '0912345678|001185990002' },
      'identityNumber',
      'identityDiffers',
    ],
    ['a year of issue', { issuedOn: '2021' }, 'issuedOn', 'wholeDate'],
    ['an issue to come', { issuedOn: '27/11/2026' }, 'issuedOn', 'future'],
    ['no address', { address: ' \n ' }, 'address', 'empty'],
    ['a novel', { address: 'x'.repeat(201) }, 'address', 'long'],
    ['an address that holds a control character', { address: 'Số 1\u0007' }, 'address', 'letters'],
    ['no ward', { wardCode: '' }, 'wardCode', 'ward'],
    ['a phone of 9 digits', { phone: '091234567' }, 'phone', 'phone'],
    ['an email without a place', { email: 'mau@' }, 'email', 'email'],
    ['no office', { officeCode: '' }, 'officeCode', 'office'],
    ['a phone that was not confirmed', { phoneProof: '' }, 'phone', 'phoneUnconfirmed'],
    ['a phone confirmed for another number', { number: '0199990002' }, 'phone', 'phoneUnconfirmed'],
    ['a proof that has lapsed', { phoneProofUntil: String(now) }, 'phone', 'phoneUnconfirmed'],
  ])('is not complete with %s', (_what, change, field, validationError) => {
    expect(checkAll(fill(change), circumstances)).toMatchObject([{ field, validationError }])
  })

  it('needs all three pictures', () => {
    const missing = checkAll(fill(), { ...circumstances, pictures: { ...pictures, front: false } })
    expect(missing).toEqual([{ page: 'front', field: 'front', validationError: 'picture' }])
  })

  it('keeps nobody on the page of the phone who cannot confirm it', () => {
    const values = fill({ phoneProof: '' })
    expect(isPhoneConfirmed(values, now)).toBe(false)
    expect(checkPage('contact', values, { today, pictures })).toEqual({})
  })

  it('needs no ethnic group, and knows all 54', () => {
    expect(toDeclaration(fill({ ethnicity: ' ' }))).not.toHaveProperty('ethnicity')
    expect(new Set(ethnicGroups).size).toBe(54)
    for (const ethnicity of ethnicGroups) expect(checkAll(fill({ ethnicity }), circumstances)).toEqual([])
  })

  it('wants the declaration by email only where there is one', () => {
    expect(toDeclaration(fill({ mailDeclaration: 'yes' }))).toMatchObject({ mailDeclaration: false })
    expect(toDeclaration(fill({ mailDeclaration: 'yes', email: ' mau@example.vn ' }))).toMatchObject({
      mailDeclaration: true,
      email: 'mau@example.vn',
    })
  })

  it('is a declaration whenever nothing is missing, and never one with a missing field', () => {
    const anything = fc.record(
      Object.fromEntries(
        Object.entries(complete).map(([field, value]) => [
          field,
          fc.oneof({ weight: 20, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: fc.string() }),
        ]),
      ),
    )
    fc.assert(
      fc.property(anything, (change) => {
        const values = changeValues(formOfDraft(), change).values
        const isComplete = checkAll(values, circumstances).length === 0
        const known = ['wardCode', 'provinceCode', 'officeCode', 'phoneProof', 'houseLine'] as const
        const isChosen = known.every((field) => values[field] === complete[field])
        if (isComplete && isChosen) expect(toDeclaration(values)).toBeDefined()
      }),
      { numRuns: 300 },
    )
  })
})

describe('a phone number', () => {
  it.each([
    ['0912345678', '0912345678'],
    ['091 234 56 78', '0912345678'],
    ['+84912345678', '0912345678'],
    ['84 912 345 678', '0912345678'],
    ['0084912345678', '0912345678'],
    ['912345678', undefined],
    ['+1 212 555 0100', undefined],
    ['', undefined],
  ])('%s is read as %s', (text, phone) => expect(readPhone(text)).toBe(phone))
})

describe('the steps', () => {
  it('are five, and every page belongs to one, in order', () => {
    const places = pageOrder.map((page) => stepOf(page).place)
    expect(places).toEqual([...places].sort())
    expect(new Set(places)).toEqual(new Set([1, 2, 3, 4, 5]))
  })

  it('lead forward and back the same way', () => {
    for (const page of pageOrder.slice(1)) expect(pageAfter(pageBefore(page))).toBe(page)
    expect(pageBefore('start')).toBe('start')
    expect(pageAfter('review')).toBe('review')
    expect(pageBefore('scan')).toBe('person')
  })

  it('are told from anything else in the history', () => {
    expect(isPage('portrait')).toBe(true)
    for (const other of ['toString', '', 'constructor', 3, undefined, null]) expect(isPage(other)).toBe(false)
  })
})
