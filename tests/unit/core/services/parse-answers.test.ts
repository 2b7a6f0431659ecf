import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readServiceDefinition } from '../../../../src/core/services/check-definition.ts'
import { holds } from '../../../../src/core/services/condition.ts'
import {
  computedOf,
  filesOf,
  parseAnswers,
  reviewLines,
  sheetLines,
  visiblePages,
} from '../../../../src/core/services/parse-answers.ts'
import type { Answers } from '../../../../src/core/services/read-value.ts'
import type { ServiceDefinition } from '../../../../src/core/services/service-definition.ts'
import { answersFor, randomDefinition, TODAY } from '../../../support/errands/random-definition.ts'

const today = { today: TODAY }
const withAnswers = randomDefinition.chain((definition) =>
  answersFor(definition).map((answers) => ({ definition, answers })),
)

function read(changes: object): ServiceDefinition {
  const definition = readServiceDefinition({
    schema: 1,
    id: 'invented',
    version: 1,
    procedure: '1.000001',
    law: ['Luật Bảo hiểm y tế'],
    checked: TODAY,
    audience: 'everyone',
    proof: 'session',
    days: 5,
    result: 'none',
    ...changes,
  })
  if (!definition.ok) throw new Error(definition.error)
  return definition.value
}

describe('what is sent', () => {
  it('holds no answer of a page or field that is hidden, whatever was typed there', () => {
    fc.assert(
      fc.property(withAnswers, ({ definition, answers }) => {
        const parsed = parseAnswers(definition, answers, today)
        if (!parsed.ok) return
        const sent = parsed.value
        // judged anew, by what was sent alone
        const context = { answerOf: (field: string) => sent[field], ...today }
        for (const page of definition.pages) {
          for (const field of page.fields) {
            const isShown = [page.when, field.when].every((when) => !when || holds(when, context))
            if (!isShown) expect(sent).not.toHaveProperty(field.id)
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('is the same when it is read again, and asks for the same pages', () => {
    fc.assert(
      fc.property(withAnswers, ({ definition, answers }) => {
        const parsed = parseAnswers(definition, answers, today)
        if (!parsed.ok) return
        expect(parseAnswers(definition, JSON.parse(JSON.stringify(parsed.value)), today)).toEqual(parsed)
        const pages = visiblePages(definition, answers as Answers, today)
        expect(visiblePages(definition, parsed.value, today)).toEqual(pages)
      }),
      { numRuns: 200 },
    )
  })

  it('has a fault for each required field that is shown and empty, and never throws', () => {
    fc.assert(
      fc.property(randomDefinition, fc.jsonValue(), (definition, anything) => {
        const parsed = parseAnswers(definition, anything, today)
        const required = visiblePages(definition, {}, today)
          .flatMap(({ fields }) => fields)
          .filter(({ optional }) => !optional)
        if (typeof anything !== 'object') expect(parsed.ok).toBe(required.length === 0)
      }),
      { numRuns: 200 },
    )
  })

  it('takes no answers that are too many or nested without end', () => {
    const definition = read({ pages: [{ id: 'p', fields: [{ id: 'a', type: 'text' }] }] })
    let deep: unknown = 'x'
    for (let level = 0; level < 100_000; level++) deep = [deep]
    expect(parseAnswers(definition, { a: 'x', deep }, today).ok).toBe(false)
    expect(parseAnswers(definition, { a: 'x', long: 'x'.repeat(70_000) }, today).ok).toBe(false)
  })
})

describe('bounds of an answer', () => {
  const one = (field: object) => read({ pages: [{ id: 'p', fields: [{ id: 'a', ...field }] }] })
  const person = { fullName: 'Trần Thị Lan', dateOfBirth: '2021', sex: 'female' }
  const hash = 'ab'.repeat(32)
  it.each([
    [{ type: 'text', max: 3 }, 'dài quá', 'too_long'],
    [{ type: 'text', min: 12 }, '123', 'too_short'],
    [{ type: 'text' }, 'a\u202eb', undefined],
    [{ type: 'number', min: 3 }, 2, 'too_small'],
    [{ type: 'money', max: 10 }, 11, 'too_large'],
    [{ type: 'number' }, 1.5, 'unreadable'],
    [{ type: 'date', until: 'today' }, '2026-11-30', 'too_late'],
    [{ type: 'date', after: 'today-6y' }, '2020-11-28', 'too_early'],
    [{ type: 'date', after: 'today-6y' }, '2020-11-29', undefined],
    [{ type: 'date' }, '2026-02-30', 'unreadable'],
    [{ type: 'date' }, '1951', 'unreadable'],
    [{ type: 'date', partial: true }, '1951', undefined],
    [{ type: 'choice', choices: ['a'] }, 'b', 'not_offered'],
    [{ type: 'person' }, [person, person], 'too_many'],
    [{ type: 'person', repeat: [2, 4] }, [person], 'too_few'],
    [{ type: 'person', repeat: [0, 4] }, [], undefined],
    [{ type: 'pictures', repeat: [1, 2] }, [hash, hash], 'unreadable'],
    [{ type: 'pictures' }, [hash], undefined],
    [{ type: 'bank-account' }, { bank: '970436', number: '0011004', holder: 'LE THI BINH' }, undefined],
    [{ type: 'bank-account' }, { bank: '970436', number: '0011004', holder: 'Lê Thị' }, 'unreadable'],
    [{ type: 'address' }, { line: ' 1 Phố  Huế ', provinceCode: '01', wardCode: '00001' }, undefined],
    [{ type: 'card' }, '../etc', 'unreadable'],
  ])('%j of %j: %s', (field, answer, code) => {
    const parsed = parseAnswers(one(field), { a: answer }, today)
    expect(parsed.ok ? undefined : parsed.error).toEqual(code && [{ field: 'a', code }])
  })
})

describe('sums and rules', () => {
  const definition = read({
    pages: [
      {
        id: 'p',
        fields: [
          { id: 'people', type: 'person', repeat: [1, 9] },
          { id: 'months', type: 'number', min: 3, max: 12 },
          {
            id: 'amount',
            type: 'money',
            computed: { by: 'household-contribution', of: ['people', 'months'] },
          },
          { id: 'proof', type: 'pictures', repeat: [0, 2] },
        ],
      },
    ],
    rules: [{ id: 'year', must: { is: ['months', 12] }, at: 'months' }],
    sheet: {
      form: 'TK1-TS',
      lines: [
        ['12', 'amount'],
        ['11', 'proof'],
      ],
    },
  })
  const people = [{ fullName: 'Trần Thị Lan', dateOfBirth: '1990-01-02', sex: 'female' as const }]
  const hash = 'cd'.repeat(32)

  it('are reckoned and not asked for', () => {
    const parsed = parseAnswers(definition, { people, months: 12, proof: [hash] }, { today: '2026-01-05' })
    expect(parsed).toEqual({ ok: true, value: { people, months: 12, amount: 1_263_600, proof: [hash] } })
    if (!parsed.ok) return
    expect(computedOf(definition, parsed.value)).toEqual({ amount: 1_263_600 })
    expect(filesOf(definition, parsed.value)).toEqual([hash])
    const asked = visiblePages(definition, parsed.value, today).flatMap(({ fields }) => fields)
    expect(asked.map(({ id }) => id)).toEqual(['people', 'months', 'proof'])
    const review = reviewLines(definition, parsed.value, { today: '2026-01-05' })
    expect(review.map(({ page, field }) => [page, field.id])).toContainEqual([undefined, 'amount'])
    const sheet = sheetLines(definition, parsed.value, { today: '2026-01-05' })
    expect(sheet.map(({ number, answer }) => [number, answer])).toEqual([
      ['12', 1_263_600],
      ['11', [hash]],
    ])
  })

  it('that were changed on the way are found', () => {
    const sent = { people, months: 12, amount: 1 }
    const parsed = parseAnswers(definition, sent, today)
    expect(parsed).toEqual({ ok: false, error: [{ field: 'amount', code: 'computed_differs' }] })
  })

  it('point at the field that the rule names', () => {
    const parsed = parseAnswers(definition, { people, months: 6 }, today)
    expect(parsed).toEqual({ ok: false, error: [{ field: 'months', code: 'rule', rule: 'year' }] })
  })
})
