import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatWrittenDate, type PartialDate } from '../../../../src/core/dates/partial-date.ts'
import { parseBhytQrText, writeBhytQrText } from '../../../../src/core/qr/bhyt-qr-text.ts'
import type { IdentityFields } from '../../../../src/core/qr/identity-card.ts'
import { decodeQrBytes } from '../../../../src/core/qr/qr-charset.ts'
import { MAX_QR_TEXT, readQrText } from '../../../../src/core/qr/qr-reading.ts'

const samples: string[] = JSON.parse(
  readFileSync(new URL('../../../vectors/card/qr-texts.json', import.meta.url), 'utf8'),
).map(({ text }: { text: string }) => text)

const KINDS =
  'cccd can-cuoc bhyt desk wallet unread-desk payment url contact smart-health-card vneid wrong-charset unknown'.split(
    ' ',
  )

const word = fc.constantFrom(
  'Nguyễn',
  'Trần',
  'Đặng',
  'Võ',
  'Thị',
  'Ánh',
  'Hữu',
  'Quỳnh',
  'Ngọc',
  'Ỷ',
  "H'Hen",
  'Ê-ban',
)
const name = fc.array(word, { minLength: 2, maxLength: 5 }).map((words) => words.join(' '))
const date = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2026-11-23'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10) as PartialDate)

const identity: fc.Arbitrary<IdentityFields> = fc.record(
  {
    number: fc.stringMatching(/^\d{12}$/),
    oldIdNumber: fc.stringMatching(/^\d{9}$/),
    fullName: name,
    dateOfBirth: fc
      .tuple(date, fc.constantFrom(4, 7, 10))
      .map(([day, length]) => day.slice(0, length) as PartialDate),
    sex: fc.constantFrom('male', 'female'),
    address: fc
      .tuple(fc.nat(999), name)
      .map(([number, street]) => `Số ${number} ${street}, Phường Mẫu, Hà Nội`),
    issueDate: date,
    fatherName: name,
    motherName: name,
  },
  { requiredKeys: ['number', 'fullName', 'dateOfBirth'] },
)

function partsOf(fields: IdentityFields, layout: 'cccd' | 'can-cuoc'): string[] {
  const compact = (day?: PartialDate) => (day ? formatWrittenDate(day).replaceAll('/', '') : '')
  const first = [
    fields.number ?? '',
    fields.oldIdNumber ?? '',
    fields.fullName,
    compact(fields.dateOfBirth),
    fields.sex ? (fields.sex === 'male' ? 'Nam' : 'Nữ') : '',
    fields.address ?? '',
    compact(fields.issueDate),
  ]
  return layout === 'cccd' ? first : [...first, '', fields.fatherName ?? '', fields.motherName ?? '', '']
}

/** A sample with a few characters or parts replaced, dropped, doubled or inserted. */
const mutated = fc
  .tuple(
    fc.constantFrom(...samples),
    fc.array(
      fc.tuple(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(12),
        fc.string({ unit: 'binary', maxLength: 3 }),
      ),
      {
        maxLength: 4,
      },
    ),
  )
  .map(([sample, edits]) =>
    edits.reduce((text, [place, length, inserted]) => {
      const at = Math.floor(place * text.length)
      return text.slice(0, at) + inserted + text.slice(at + length)
    }, sample),
  )

const junk = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('', '-', '1', 'Nam', '05031985', '\uFFFD', 'Trần Thị Mẫu'),
  )
  .map((text) => text.replaceAll('|', ''))

describe('reading codes', () => {
  it('answers any text with one of the kinds, and never with rubbish in a field', () => {
    const any = fc.oneof(
      mutated,
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.array(junk).map((parts) => parts.join('|')),
    )
    fc.assert(
      fc.property(any, (text) => {
        const { kind, fields } = readQrText(text)
        expect(KINDS).toContain(kind)
        for (const value of Object.values(fields)) {
          expect(String(value)).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFFFD]/u)
          expect(value).not.toBe('')
        }
        if ('fullName' in fields) expect(fields.fullName).toMatch(/^[\p{Script=Latin}\p{M} .'’-]{2,120}$/u)
      }),
      { numRuns: 2000 },
    )
  })

  it('reads an identity card with exactly the fields that it has', () => {
    fc.assert(
      fc.property(identity, fc.constantFrom('cccd', 'can-cuoc'), (fields, layout) => {
        const { fatherName, motherName, ...own } = fields
        const reading = readQrText(partsOf(fields, layout).join('|'))
        expect(reading.kind).toBe(layout)
        expect(reading.fields).toEqual(layout === 'cccd' ? own : fields)
      }),
    )
  })

  it('never moves a field of an identity card when another holds rubbish', () => {
    fc.assert(
      fc.property(
        identity,
        fc.constantFrom('cccd', 'can-cuoc'),
        fc.nat(10),
        junk,
        (fields, layout, at, rubbish) => {
          const parts = partsOf(fields, layout)
          const sound = readQrText(parts.join('|'))
          const names = [
            'number',
            'oldIdNumber',
            'fullName',
            'dateOfBirth',
            'sex',
            'address',
            'issueDate',
            '',
            'fatherName',
            'motherName',
          ]
          const reading = readQrText(parts.with(at % parts.length, rubbish).join('|'))
          if (reading.kind !== 'cccd' && reading.kind !== 'can-cuoc') return
          const spoiled = names[at % parts.length]
          for (const [field, value] of Object.entries(reading.fields)) {
            const isSpoiled = field === spoiled || (spoiled === 'number' && field === 'oldIdNumber')
            if (!isSpoiled) expect(sound.fields).toHaveProperty(field, value)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('never moves a field of an insurance card when another holds rubbish', () => {
    const cards = samples.filter((text) => readQrText(text).kind === 'bhyt' && text.split('|').length === 17)
    const order =
      'cardNumber fullName dateOfBirth sex address facilityCode validFrom validTo issueDate managementCode'
    const names = `${order} parentName livingArea fiveYearDate check benefitLevel placeOfIssue`.split(' ')
    fc.assert(
      fc.property(fc.constantFrom(...cards), fc.nat(15), junk, (card, at, rubbish) => {
        const sound = parseBhytQrText(card)
        const reading = parseBhytQrText(card.split('|').with(at, rubbish).join('|'))
        if (!sound.ok || !reading.ok) return
        for (const [field, value] of Object.entries(reading.value)) {
          if (field !== names[at] && field !== 'hex') expect(sound.value).toHaveProperty(field, value)
        }
        expect(parseBhytQrText(writeBhytQrText(reading.value))).toMatchObject({ ok: true })
      }),
      { numRuns: 1000 },
    )
  })

  it('puts right what a wrong charset did, or says so, for any name', () => {
    const charsets = ['windows-1252', 'shift_jis', 'big5', 'gbk', 'euc-kr', 'windows-1258']
    fc.assert(
      fc.property(identity, fc.constantFrom(...charsets), (fields, charset) => {
        const text = partsOf(fields, 'can-cuoc').join('|')
        const bytes = new TextEncoder().encode(text)
        const guessed = new TextDecoder(charset).decode(bytes)
        expect(decodeQrBytes(bytes, guessed)).toEqual({ ok: true, value: { text } })
        const rescued = decodeQrBytes(undefined, guessed)
        if (rescued.ok && charset !== 'windows-1258') expect(rescued.value.text).toBe(text)
        if (charset === 'windows-1252') expect(rescued.ok).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('takes work in proportion to the length, and none beyond the longest code', () => {
    const fillers = ['|', '0', 'a', 'ê', '漢', '4e', '-|', ' ', '\u0301', 'Nguyễn ', '\0', '$|']
    const heads = ['', '001085990001||', 'DN4010199990001|', 'BHYT:1/', '000201', 'https://', 'Á\x81']
    readQrText('漢') /* builds the tables of the charsets, once */
    for (const filler of fillers) {
      for (const head of heads) {
        const cut = (length: number) => (head + filler.repeat(length)).slice(0, length)
        for (const length of [500, MAX_QR_TEXT]) {
          const text = cut(length)
          expect(
            countSteps(() => readQrText(text)),
            `${head} ${filler}`,
          ).toBeLessThan(100 * length)
        }
        const huge = cut(1 << 20)
        expect(countSteps(() => readQrText(huge))).toBe(0)
      }
    }
  })
})

/**
 * Characters that operations on strings and regular expressions go through, by the length of what they are
 * given (`slice`: of what it gives). Operations inside one another count once.
 */
function countSteps(run: () => void): number {
  let steps = 0
  let depth = 0
  const restore: (() => void)[] = []
  const count = (
    target: object,
    name: string | symbol,
    lengthOf: (self: unknown, given: unknown, result: unknown) => number,
  ) => {
    const original = Reflect.get(target, name)
    Reflect.set(target, name, function (this: unknown, ...given: unknown[]) {
      depth++
      try {
        const result = Reflect.apply(original, this, given)
        if (depth === 1) steps += lengthOf(this, given[0], result)
        return result
      } finally {
        depth--
      }
    })
    restore.push(() => Reflect.set(target, name, original))
  }
  const whole =
    'split trim normalize toLowerCase toUpperCase replace replaceAll includes match padStart repeat'.split(
      ' ',
    )
  for (const name of [...whole, Symbol.iterator]) count(String.prototype, name, (self) => String(self).length)
  for (const name of ['charCodeAt', 'charAt', 'codePointAt', 'startsWith'])
    count(String.prototype, name, () => 1)
  count(String.prototype, 'slice', (_, __, result) => String(result).length)
  for (const name of ['test', 'exec']) count(RegExp.prototype, name, (_, text) => String(text).length)
  try {
    run()
  } finally {
    for (const undo of restore) undo()
  }
  return steps
}
