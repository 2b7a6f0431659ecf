import fc from 'fast-check'
import { readServiceDefinition } from '../../../src/core/services/check-definition.ts'
import type { Condition } from '../../../src/core/services/condition.ts'
import type { Field, ServiceDefinition } from '../../../src/core/services/service-definition.ts'
import type { FieldType } from '../../../src/core/services/service-words.ts'

/** A day in Vietnam for all of them. */
export const TODAY = '2026-11-29'

const simple = ['text', 'name', 'date', 'choice', 'number', 'money', 'phone', 'yes-no', 'facility'] as const
const CHOICES = ['a', 'b', 'c']

/** An answer that the type takes. */
export const rightAnswers: Readonly<Partial<Record<FieldType, fc.Arbitrary<unknown>>>> = {
  text: fc.constantFrom('Đổi chỗ ở', 'a', 'hai\ndòng'),
  name: fc.constantFrom('Nguyễn Văn An', 'Lê Thị  Bình'),
  date: fc.constantFrom('2020-02-29', '2026-11-29', '1970-01-01'),
  choice: fc.constantFrom(...CHOICES),
  number: fc.nat(20),
  money: fc.nat(5_000_000),
  phone: fc.constant('0912345678'),
  facility: fc.constantFrom('01001', '79A23'),
  'yes-no': fc.boolean(),
}

function conditionOn(field: Field): fc.Arbitrary<Condition> {
  const filled = fc.constant({ filled: field.id })
  if (field.type === 'choice') {
    return fc.oneof(
      filled,
      fc.constantFrom(...CHOICES).map((value) => ({ is: [field.id, value] as const })),
      fc.subarray(CHOICES, { minLength: 1 }).map((values) => ({ in: [field.id, values] as const })),
    )
  }
  if (field.type === 'yes-no') return fc.boolean().map((value) => ({ is: [field.id, value] as const }))
  if (field.type === 'date') {
    const days = ['today', 'today-6y', 'today+15d', '2021-01-01']
    return fc.constantFrom(...days).map((day) => ({ before: [field.id, day] as const }))
  }
  return filled
}

function conditionOver(earlier: readonly Field[]): fc.Arbitrary<Condition | undefined> {
  if (earlier.length === 0) return fc.constant(undefined)
  const one = fc.constantFrom(...earlier).chain(conditionOn)
  const several = fc.array(one, { minLength: 1, maxLength: 3 })
  return fc.oneof(
    fc.constant(undefined),
    one,
    one.map((condition) => ({ not: condition })),
    several.map((all) => ({ all })),
    several.map((any) => ({ any })),
  )
}

function fieldAt(at: number, earlier: readonly Field[]): fc.Arbitrary<Field> {
  const id = `f${at}`
  return fc
    .record({ type: fc.constantFrom(...simple), when: conditionOver(earlier), optional: fc.boolean() })
    .map(({ type, when, optional }) => ({
      id,
      type,
      ...(type === 'choice' && { choices: CHOICES }),
      ...(when && { when }),
      ...(optional && { optional: true as const }),
    }))
}

type Written = { readonly pages: ServiceDefinition['pages'] }

function pagesFrom(counts: readonly number[], at: number, written: Written): fc.Arbitrary<Written> {
  const [count, ...rest] = counts
  if (count === undefined) return fc.constant(written)
  const earlier = written.pages.flatMap(({ fields }) => fields)
  const fields = Array.from({ length: count }).reduce<fc.Arbitrary<Field[]>>(
    (list) =>
      list.chain((done) => fieldAt(at + done.length, [...earlier, ...done]).map((next) => [...done, next])),
    fc.constant([]),
  )
  return fc.tuple(fields, conditionOver(earlier)).chain(([made, when]) => {
    const page = { id: `p${written.pages.length}`, fields: made, ...(when && { when }) }
    return pagesFrom(rest, at + count, { pages: [...written.pages, page] })
  })
}

/** Definitions that are read, with conditions between all that they ask. */
export const randomDefinition: fc.Arbitrary<ServiceDefinition> = fc
  .array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 6 })
  .chain((counts) => pagesFrom(counts, 0, { pages: [] }))
  .map(({ pages }) => {
    const read = readServiceDefinition({
      schema: 1,
      id: 'invented',
      version: 1,
      procedure: '1.000001',
      law: ['Luật Bảo hiểm y tế'],
      checked: TODAY,
      audience: 'everyone',
      pages,
      proof: 'session',
      days: 5,
      result: 'none',
    })
    if (!read.ok) throw new Error(`${read.error} ${JSON.stringify(pages)}`)
    return read.value
  })

/** Answers to every field of a definition, hidden ones too; now and then one that cannot be read. */
export function answersFor({ pages }: ServiceDefinition): fc.Arbitrary<Record<string, unknown>> {
  const fields = pages.flatMap((page) => page.fields)
  return fc.record(
    Object.fromEntries(
      fields.map(({ id, type }) => [
        id,
        fc.oneof(
          { weight: 9, arbitrary: rightAnswers[type] ?? fc.constant(undefined) },
          { weight: 1, arbitrary: fc.constantFrom('', ' ', '\u202e', -1, null, {}, []) },
        ),
      ]),
    ),
  )
}
