import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type BhytQrText,
  parseBhytQrText,
  toCardFace,
  writeBhytQrText,
} from '../../../../src/core/qr/bhyt-qr-text.ts'

const vectors: { name: string; text: string }[] = JSON.parse(
  readFileSync(new URL('../../../vectors/card/qr-texts.json', import.meta.url), 'utf8'),
)

/** Texts in the insurer's own form; the other samples differ from it in the way that their names say. */
const WELL_FORMED = ['B1 ', 'B3 ', 'B5 ', 'B7 ', 'B8 ', 'B9 ']

const name = fc.constantFrom('Nguyễn Văn Thử', 'Trần Thị Mẫu', 'Đặng Ánh', 'Y Blô', 'Hồ Thị Ánh Giả')
const date = fc.constantFrom('2020-01-31', '1996-02-29', '2030-12-01')
const text = fc.record(
  {
    parts: fc.constantFrom(10, 15, 17),
    hex: fc.constantFrom('upper', 'lower'),
    cardNumber: fc.stringMatching(/^([A-NP-Z]{2}[1-5]\d{12}|\d{10})$/),
    fullName: name,
    dateOfBirth: fc.constantFrom('1960', '1980-12', '1996-02-29'),
    sex: fc.constantFrom('male', 'female'),
    address: fc.constantFrom('Số 1, Phường Mẫu', 'Công ty TNHH Thử'),
    facilityCode: fc.stringMatching(/^\d\d[0-9A-Z]{3}$/),
    validFrom: date,
    validTo: date,
    issueDate: date,
    managementCode: fc.stringMatching(/^\d{14}$/),
    parentName: name,
    livingArea: fc.constantFrom('K1', 'K2', 'K3', 'none'),
    fiveYearDate: date,
    check: fc.stringMatching(/^[0-9a-f]{15,16}-\d{4}$/),
    benefitLevel: fc.constantFrom(1, 2, 3, 4, 5),
    placeOfIssue: fc.constantFrom('Quận Giả, Thành phố Cần Thơ', 'Tỉnh Nam Định'),
  },
  { requiredKeys: ['parts', 'hex', 'cardNumber', 'fullName'] },
)

/** The fields that the layout has room for. */
function keepWhatFits(fields: BhytQrText): BhytQrText {
  const {
    managementCode,
    parentName,
    livingArea,
    fiveYearDate,
    check,
    benefitLevel,
    placeOfIssue,
    ...short
  } = fields
  if (fields.parts === 10) return short
  const middle = { managementCode, parentName, livingArea, fiveYearDate, check }
  const last = fields.parts === 17 ? { benefitLevel, placeOfIssue } : {}
  return JSON.parse(JSON.stringify({ ...short, ...middle, ...last }))
}

describe('the BHYT QR text', () => {
  it.each(vectors.filter((vector) => WELL_FORMED.some((name) => vector.name.startsWith(name))))(
    'writes $name as it was read, byte for byte',
    ({ text }) => {
      const fields = parseBhytQrText(text)
      expect(fields.ok && writeBhytQrText(fields.value)).toBe(text)
    },
  )

  it('reads what it writes, and writes what it reads', () => {
    fc.assert(
      fc.property(text, (fields) => {
        const fitted = keepWhatFits(fields as BhytQrText)
        const written = writeBhytQrText(fitted)
        const read = parseBhytQrText(written)
        expect(read).toEqual({ ok: true, value: fitted })
        expect(read.ok && writeBhytQrText(read.value)).toBe(written)
        expect(written.split('|')).toHaveLength(fitted.parts)
      }),
    )
  })

  it('gives the face of a card', () => {
    const read = parseBhytQrText(vectors.find((vector) => vector.name.startsWith('B1 '))?.text ?? '')
    expect(read.ok && toCardFace(read.value)).toEqual({
      bhytNumber: 'DN4010199990001',
      fullName: 'Nguyễn Văn Thử',
      dateOfBirth: '1985-03-05',
      sex: 'male',
      facilityCode: '01028',
      validFrom: '2018-01-01',
      validTo: '2018-12-31',
      fiveYearDate: '2020-01-01',
      benefitLevel: 4,
      bhxhCode: '0199990001',
    })
  })

  it('gives no face without a name or a date of birth', () => {
    const read = parseBhytQrText(`0899990008${'|-'.repeat(15)}|$`)
    expect(read.ok && toCardFace(read.value)).toBeUndefined()
  })

  it('refuses what is not a card, and says why', () => {
    expect(parseBhytQrText('x'.repeat(9000))).toEqual({ ok: false, error: 'too_long' })
    expect(parseBhytQrText('https://example.vn')).toEqual({ ok: false, error: 'wrong_number' })
    expect(parseBhytQrText('0199990001|Nguyễn Văn Thử')).toEqual({ ok: false, error: 'wrong_shape' })
  })
})
