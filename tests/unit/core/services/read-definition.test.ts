import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readServiceDefinition } from '../../../../src/core/services/check-definition.ts'
import { readServicePack } from '../../../../src/core/services/check-pack.ts'
import { parseAnswers, reviewLines, visiblePages } from '../../../../src/core/services/parse-answers.ts'
import { readReleasedDefinition } from '../../../../src/core/services/read-definition.ts'
import { listFields } from '../../../../src/core/services/service-definition.ts'
import { listTextKeys } from '../../../../src/core/services/service-pack.ts'
import { windowOn } from '../../../../src/core/services/window.ts'

const packText = readFileSync(new URL('../../../../public/services.json', import.meta.url), 'utf8')
const file = JSON.parse(packText) as {
  asOf: string
  shared: Record<string, Record<string, string>>
  services: { definition: Record<string, unknown>; texts: Record<string, Record<string, string>> }[]
}

const base = {
  schema: 1,
  id: 'invented',
  version: 1,
  procedure: '1.000001',
  law: ['Luật Bảo hiểm y tế'],
  checked: '2026-11-29',
  audience: 'everyone',
  pages: [
    {
      id: 'p',
      fields: [
        { id: 'a', type: 'yes-no' },
        { id: 'd', type: 'date' },
      ],
    },
  ],
  proof: 'session',
  days: 5,
  result: 'none',
}
const page = (...fields: object[]) => ({ id: 'q', fields })
const choice = { id: 'c', type: 'choice', choices: ['x', 'y'] }
const nested = (levels: number) => {
  let condition: unknown = { filled: 'a' }
  for (let level = 0; level < levels; level++) condition = { not: condition }
  return condition
}

describe('definitions that are refused', () => {
  it.each([
    ['of a later version', { schema: 2 }, 'schema_unknown'],
    ['of an unknown type of field', { pages: [page({ id: 'b', type: 'slider' })] }, 'malformed'],
    ['with a key that nobody knows', { script: 'alert' }, 'malformed'],
    ['with an expression for a condition', { pages: [{ ...page(choice), when: 'a > 1' }] }, 'malformed'],
    [
      'of ten thousand pages',
      { pages: Array.from({ length: 10_000 }, (_page, at) => page({ id: `f${at}`, type: 'text' })) },
      'too_large',
    ],
    ['of too many pages', { pages: Array.from({ length: 41 }, () => page(choice)) }, 'too_large'],
    ['nested without end', { pages: [{ ...page(choice), when: nested(50_000) }] }, 'too_large'],
    ['with a huge text', { law: ['x'.repeat(20_000)] }, 'too_large'],
    ['with the same field twice', { pages: [page(choice, choice)] }, 'id_twice'],
    ['with a field of the engine', { pages: [page({ id: 'delivery', type: 'text' })] }, 'id_twice'],
    [
      'with a page that waits for itself',
      { pages: [{ ...page(choice), when: { filled: 'c' } }] },
      'field_unknown',
    ],
    [
      'with two pages that wait for each other',
      {
        pages: [
          { ...page(choice), when: { filled: 'e' } },
          { id: 'r', when: { filled: 'c' }, fields: [{ id: 'e', type: 'text' }] },
        ],
      },
      'field_unknown',
    ],
    [
      'with a choice that is not offered',
      { pages: [page(choice, { id: 'e', type: 'text', when: { is: ['c', 'z'] } })] },
      'type_unfit',
    ],
    ['with choices of a text', { pages: [page({ id: 'e', type: 'text', choices: ['x'] })] }, 'type_unfit'],
    [
      'with a date before a text',
      { pages: [page(choice, { id: 'e', type: 'date', until: '$c' })] },
      'type_unfit',
    ],
    [
      'with a day that is none',
      { pages: [page({ id: 'e', type: 'date', until: '2026-02-30' })] },
      'bounds_unfit',
    ],
    [
      'with bounds that nothing meets',
      { pages: [page({ id: 'e', type: 'number', min: 2, max: 1 })] },
      'bounds_unfit',
    ],
    [
      'with a prefill of another type',
      { pages: [page({ id: 'e', type: 'phone', from: 'card.name' })] },
      'type_unfit',
    ],
    [
      'with a sum over the wrong types',
      { pages: [page(choice, { id: 'e', type: 'number', computed: { by: 'count', of: ['c'] } })] },
      'type_unfit',
    ],
    ['with a rule about nothing', { rules: [{ id: 'r', must: { filled: 'zz' }, at: 'a' }] }, 'field_unknown'],
    [
      'with a change of another type',
      { result: 'new-snapshot', changes: { 'card.facility': 'a' } },
      'type_unfit',
    ],
    [
      'that changes without a result',
      { pages: [page({ id: 'e', type: 'facility' })], changes: { 'card.facility': 'e' } },
      'result_unfit',
    ],
    ['that is a guide with a result', { pages: [], result: 'document' }, 'result_unfit'],
  ])('%s', (_what, changes, why) => {
    expect(readServiceDefinition({ ...base, ...changes })).toEqual({ ok: false, error: why })
  })

  it('are refused with a code, whatever was bent in a good one', () => {
    const good = file.services.map(({ definition }) => definition)
    const anywhere = fc.tuple(fc.constantFrom(...good), fc.nat(), fc.jsonValue())
    fc.assert(
      fc.property(anywhere, ([definition, place, value]) => {
        const read = readServiceDefinition(bend(definition, place, value))
        if (!read.ok) expect(read.error).toMatch(/^[a-z_]+$/)
      }),
      { numRuns: 500 },
    )
  })
})

describe('definitions that a phone takes without judging them in full', () => {
  it('are taken where the full reader takes them, alike', () => {
    for (const { definition } of file.services) {
      expect(readReleasedDefinition(definition)).toEqual(readServiceDefinition(definition))
    }
  })

  it('can be filled in and looked over without a fault, whatever they contradict', () => {
    const good = file.services.map(({ definition }) => definition)
    const anywhere = fc.tuple(fc.constantFrom(...good), fc.nat(), fc.constantFrom(...good), fc.nat())
    fc.assert(
      fc.property(anywhere, ([definition, place, other, otherPlace]) => {
        // A value from elsewhere in a definition: often of the right form, and seldom what fits there.
        const read = readReleasedDefinition(bend(definition, place, valueAt(other, otherPlace)))
        if (!read.ok) return
        const context = { today: '2026-11-29' }
        const answers = Object.fromEntries(listFields(read.value).map(({ id }) => [id, 'x']))
        visiblePages(read.value, answers, context)
        reviewLines(read.value, answers, context)
        parseAnswers(read.value, answers, context)
        windowOn(read.value, context.today)
      }),
      { numRuns: 1_000 },
    )
  })
})

/** One of the values of a definition. */
function valueAt(definition: unknown, place: number): unknown {
  const values: unknown[] = []
  const visit = (inner: unknown) => {
    values.push(inner)
    if (typeof inner === 'object' && inner !== null) Object.values(inner).forEach(visit)
  }
  visit(definition)
  return values[place % values.length]
}

/** The definition with another value at one of its places. */
function bend(definition: unknown, place: number, value: unknown): unknown {
  const copy = structuredClone(definition)
  const places: [Record<string, unknown>, string][] = []
  const visit = (inner: unknown) => {
    if (typeof inner !== 'object' || inner === null) return
    for (const [key, each] of Object.entries(inner)) {
      places.push([inner as Record<string, unknown>, key])
      visit(each)
    }
  }
  visit(copy)
  const [holder, key] = places[place % places.length] ?? [{}, '']
  holder[key] = value
  return copy
}

describe('the pack', () => {
  it('lives on without the definition that it cannot read', () => {
    const bad = { definition: { ...base, schema: 9, id: 'from-later' }, texts: {} }
    const twice = file.services[0]
    const pack = readServicePack(JSON.stringify({ ...file, services: [bad, ...file.services, twice] }))
    expect(pack.ok && pack.value.services.length).toBe(file.services.length)
    expect(pack.ok && pack.value.refused).toEqual([
      { id: 'from-later', why: 'schema_unknown' },
      { id: twice?.definition['id'], why: 'id_twice' },
    ])
  })

  it.each([
    ['nested without end', { definition: { pages: nested(3_000) }, texts: {} }],
    [
      'of ten thousand pages',
      { definition: { pages: Array.from({ length: 10_000 }, () => ({})) }, texts: {} },
    ],
    ['without texts', { definition: base }],
    ['with more than belongs there', { definition: base, texts: {}, script: 'x' }],
    ['that is no object', 7],
    ['that is nothing', null],
  ])('keeps the others beside one %s', (_what, bad) => {
    const pack = readServicePack(JSON.stringify({ ...file, services: [bad, ...file.services] }))
    expect(pack.ok && pack.value.services.length).toBe(file.services.length)
    expect(pack.ok && pack.value.refused).toHaveLength(1)
  })

  it('is none if it is no pack, and nothing throws', () => {
    for (const text of ['', '{', 'null', '[]', '{"asOf":"2026-11-29"}', '['.repeat(100_000)]) {
      expect(readServicePack(text)).toEqual({ ok: false, error: 'pack_unreadable' })
    }
  })

  it('refuses a service without a text that it needs, or with signs that deceive', () => {
    const [first] = file.services
    const { about: _, ...rest } = first?.texts['vi'] ?? {}
    const without = readServicePack(
      JSON.stringify({ ...file, services: [{ ...first, texts: { vi: rest } }] }),
    )
    expect(without.ok && without.value.refused[0]?.why).toBe('text_missing')
    const deceiving = { vi: { ...rest, about: 'a\u202eb' } }
    const unsafe = readServicePack(JSON.stringify({ ...file, services: [{ ...first, texts: deceiving }] }))
    expect(unsafe.ok && unsafe.value.refused[0]?.why).toBe('text_unsafe')
  })
})

describe('the services of the first pack', () => {
  const pack = readServicePack(packText)
  if (!pack.ok) throw new Error(pack.error)

  it('are all read', () => expect(pack.value.refused).toEqual([]))

  it.each(pack.value.services.map((service) => [service.definition.id, service] as const))(
    '%s has its texts in five languages, none left over',
    (id, { definition, texts }) => {
      const own = file.services.find((each) => each.definition['id'] === id)
      for (const language of ['vi', 'en', 'ko', 'zh', 'ja'] as const) {
        expect(listTextKeys(definition).filter((key) => !texts[language]?.[key])).toEqual([])
        expect(Object.keys(own?.texts[language] ?? {})).toEqual(Object.keys(own?.texts['vi'] ?? {}))
      }
    },
  )
})

describe('the window of a quarter', () => {
  const window = { window: { quarterDays: 15 } }
  it.each([
    ['2026-10-01', true, '2026-10-01', '2026-10-15'],
    ['2026-10-15', true, '2026-10-01', '2026-10-15'],
    ['2026-10-16', false, '2027-01-01', '2027-01-15'],
    ['2026-12-31', false, '2027-01-01', '2027-01-15'],
    ['2027-01-01', true, '2027-01-01', '2027-01-15'],
    ['2028-02-29', false, '2028-04-01', '2028-04-15'],
  ])('%s: %s', (day, isOpen, from, to) => {
    expect(windowOn(window, day)).toEqual({ isOpen, from, to })
    expect(windowOn({}, day)).toBeUndefined()
  })
})
