import { describe, expect, it } from 'vitest'
import { payeesKind } from '../../../../src/core/content/payees-kind.ts'

const known = { provinces: new Set<string>(), wards: new Set<string>() }
const row = {
  code: 'bhxh',
  name: 'BHXH MẪU',
  bankName: 'Ngân hàng Mẫu',
  bin: '999999',
  account: '0199990001',
}
const table = (...rows: Record<string, string>[]) => ({
  asOf: '2026-11-29',
  rows: new Map(rows.map((each) => [each['code'] ?? '', each])),
})

describe('the pack of payees', () => {
  it('is read as it was written', () => {
    const given = table({ ...row, specimen: 'yes' })
    const written = payeesKind.write(given, known)
    expect(written.ok && payeesKind.read(written.value)).toEqual({ ok: true, value: given })
  })

  it.each([
    ['a bank that is none, not marked as a specimen', row, 'bin'],
    ['a specimen at a real bank', { ...row, bin: '970416', specimen: 'yes' }, 'bin'],
    ['an account with a blank', { ...row, specimen: 'yes', account: '12 34' }, 'account'],
    ['a name that runs backwards', { ...row, specimen: 'yes', name: 'BHXH\u202e' }, 'name'],
    ['no bank', { ...row, specimen: 'yes', bankName: '' }, 'bankName'],
  ])('refuses %s', (_what, wrong, field) => {
    expect(payeesKind.write(table(wrong), known)).toEqual({
      ok: false,
      error: { why: 'value_unknown', field, key: 'bhxh' },
    })
  })

  it('protects each account', () => {
    expect(payeesKind.protectedValues(row)).toEqual(['account 0199990001'])
  })

  it.each(['', '{}', '{"asOf":"2026-11-29","payees":[{}]}', '[]'])('is not %j', (text) => {
    expect(payeesKind.read(text).ok).toBe(false)
  })
})
