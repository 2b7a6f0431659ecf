import { describe, expect, it } from 'vitest'
import { compareFields, type Registered } from '../../../../src/issuer/back-office/compare-fields.ts'
import type { DeclarationRow } from '../../../../src/issuer/db/schema.ts'

const declaration = {
  number: '0099990006',
  full_name: 'Võ Thị Mới Mẫu',
  date_of_birth: '1990-07-15',
  sex: 'female',
  nationality: null,
  ethnicity: null,
  identity_kind: 'cccd',
  identity_number: '099190999906',
  identity_issued_on: null,
  address: 'Số 1',
  ward_code: '00070',
  province_code: '01',
  phone: '0000700001',
  email: null,
} as DeclarationRow

const registered: Registered = {
  full_name: 'Võ Thị Mới Mẫu',
  date_of_birth: '1990-07-15',
  sex: 'female',
  bhxh_code: '0099990006',
  personal_id: '099190999906',
  phone: null,
}

const verdictOf = (
  field: string,
  declared: Partial<DeclarationRow>,
  known: Partial<Registered> = {},
): string | undefined =>
  compareFields({ ...declaration, ...declared }, { ...registered, ...known }).find(
    (each) => each.field === field,
  )?.verdict

describe('declared and registered', () => {
  it.each<[string, Partial<DeclarationRow>, Partial<Registered>, string]>([
    ['fullName', { full_name: 'VÕ  THỊ MỚI MẪU' }, {}, 'same'],
    ['fullName', { full_name: 'Võ Thị Mới Mẫu'.normalize('NFD') }, {}, 'same'],
    ['fullName', { full_name: 'Vo Thi Moi Mau' }, {}, 'different'],
    ['dateOfBirth', {}, { date_of_birth: '1990' }, 'same'],
    ['dateOfBirth', {}, { date_of_birth: '1990-07' }, 'same'],
    ['dateOfBirth', { date_of_birth: '1990' }, {}, 'different'],
    ['dateOfBirth', { date_of_birth: '19901' }, { date_of_birth: '1990' }, 'different'],
    ['sex', { sex: 'male' }, {}, 'different'],
    ['bhxhCode', {}, {}, 'same'],
    ['bhxhCode', { number: '099190999906' }, {}, 'missing'],
    ['personalId', { number: '099190999906' }, {}, 'same'],
    ['personalId', {}, { personal_id: '099190999907' }, 'different'],
    ['personalId', {}, { personal_id: null }, 'missing'],
    ['identityNumber', { identity_kind: 'passport', identity_number: 'C1234567' }, {}, 'missing'],
    ['identityNumber', { identity_kind: 'cmnd', identity_number: '012999001' }, {}, 'missing'],
    ['identityNumber', { identity_kind: 'can-cuoc' }, {}, 'same'],
    ['identityNumber', { identity_kind: 'cmnd', identity_number: '099190999907' }, {}, 'different'],
    ['phone', {}, { phone: '0000700002' }, 'different'],
    ['phone', {}, {}, 'missing'],
    ['address', {}, {}, 'missing'],
  ])('%s of %j beside %j is %s', (field, declared, known, verdict) => {
    expect(verdictOf(field, declared, known)).toBe(verdict)
  })

  it('are all there, also of a person whom the registry does not know', () => {
    const fields = compareFields(declaration, undefined)
    expect(fields).toHaveLength(15)
    expect(fields.every(({ registry, verdict }) => registry === null && verdict === 'missing')).toBe(true)
    expect(fields.find(({ field }) => field === 'ward')?.declared).toBe('Phường Hoàn Kiếm')
  })
})
