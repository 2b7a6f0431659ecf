import { describe, expect, it } from 'vitest'
import type { CborValue } from '../../../../src/core/cose/cbor.ts'
import {
  bool,
  bytes,
  choice,
  extensibleRecord,
  int,
  list,
  literal,
  openChoice,
  optional,
  record,
  text,
  tuple,
  uint,
} from '../../../../src/core/cose/codec.ts'
import { partialDate } from '../../../../src/core/credential/face-codec.ts'
import { isUnknownValue } from '../../../../src/core/unknown-value.ts'
import { date } from '../../../support/vectors/world.ts'

const person = record({
  name: [1, text(10)],
  age: optional(2, uint(150)),
  colours: optional(3, list(choice({ red: 1, green: 2 }), 2)),
})

describe('codecs', () => {
  it('write and read a record', () => {
    const value = { name: 'An', colours: ['red', 'green'] as const }
    const map = new Map<number, CborValue>([
      [1, 'An'],
      [3, [1, 2]],
    ])
    expect(person.encode(value)).toEqual(map)
    expect(person.decode(map)).toEqual({ ok: true, value })
  })

  it.each<[string, CborValue, string]>([
    ['not a map', [], ''],
    ['a required key is missing', new Map(), '/1'],
    ['a value is of another type', new Map([[1, 5]]), '/1'],
    [
      'an unknown key',
      new Map<number, CborValue>([
        [1, 'An'],
        [9, 0],
      ]),
      '',
    ],
    [
      'an optional value is refused',
      new Map<number, CborValue>([
        [1, 'An'],
        [2, 151],
      ]),
      '/2',
    ],
    [
      'a list is too long',
      new Map<number, CborValue>([
        [1, 'An'],
        [3, [1, 1, 1]],
      ]),
      '/3',
    ],
    [
      'an item is refused',
      new Map<number, CborValue>([
        [1, 'An'],
        [3, [1, 7]],
      ]),
      '/3/1',
    ],
  ])('say where: %s', (_, value, error) => {
    expect(person.decode(value)).toEqual({ ok: false, error })
  })

  it('ignore unknown keys only in an open record', () => {
    const open = record({ name: [1, text(10)] }, { open: true })
    expect(
      open.decode(
        new Map<number, CborValue>([
          [1, 'An'],
          [9, 0],
        ]),
      ),
    ).toEqual({ ok: true, value: { name: 'An' } })
  })

  it('measure text in bytes of UTF-8', () => {
    expect([text(4).decode('ễa').ok, text(3).decode('ễa').ok]).toEqual([true, false])
  })

  it('hold their bounds', () => {
    expect(
      [int(-1, 1), uint(3), bytes(2), bytes(1, 2), bool, literal('x')].map((codec) => codec.decode(2).ok),
    ).toEqual([false, true, false, false, false, false])
    expect(bytes(1, 2).decode(new Uint8Array(3)).ok).toBe(false)
    expect(tuple(uint(), bool).decode([1, true])).toEqual({ ok: true, value: [1, true] })
    expect(
      [[], [1], [1, true, 0], [true, 1], 1].map((value) => tuple(uint(), bool).decode(value).ok),
    ).toEqual(Array.from({ length: 5 }, () => false))
  })

  it.each(['1800-01-01', '1969-12-31', '1970-01-01', '2000-02-29', '2399-12-31', '1985', '1985-03'])(
    'keep the date %s',
    (iso) => {
      const written = partialDate.encode(date(iso))
      expect(typeof written).toBe(iso.length === 10 ? 'number' : 'string')
      expect(partialDate.decode(written)).toEqual({ ok: true, value: iso })
    },
  )

  it.each<[CborValue]>([[-62_092], [157_054], [2 ** 52], ['1985-13'], ['85'], ['1985-03-05'], [null], ['']])(
    'refuse the date %j',
    (value) => {
      expect(partialDate.decode(value).ok).toBe(false)
    },
  )
})

describe('codecs that later versions may add to', () => {
  const period = extensibleRecord({ kind: [1, openChoice({ red: 1, green: 2 })], note: optional(2, text(5)) })

  it('name what they know, and give the number of what they do not', () => {
    expect(period.decode(new Map([[1, 2]]))).toEqual({ ok: true, value: { kind: 'green' } })
    expect(period.decode(new Map([[1, 7]]))).toEqual({ ok: true, value: { kind: 'unknown-7' } })
    expect([isUnknownValue('unknown-7'), isUnknownValue('green')]).toEqual([true, false])
  })

  it.each<[string, CborValue]>([
    ['a text', 'red'],
    ['negative', -1],
    ['beyond the range', 65_536],
  ])('refuse a kind that is %s', (_what, kind) => {
    expect(period.decode(new Map([[1, kind]])).ok).toBe(false)
  })

  it('refuse a known key with a value that it cannot have', () => {
    const long = new Map<number, CborValue>([
      [1, 1],
      [2, 'too long'],
    ])
    expect(period.decode(long)).toEqual({ ok: false, error: '/2' })
  })

  it('keep keys that they do not know, and write them again', () => {
    const map = new Map<number | string, CborValue>([
      [1, 9],
      [40, new Map([[1, [null, -5, new Uint8Array([1, 2])]]])],
      ['x', { tag: 5, value: true }],
    ])
    const read = period.decode(map)
    if (!read.ok) throw new Error(read.error)
    expect(read.value).toEqual({ kind: 'unknown-9', unread: expect.stringMatching(/^[\w-]+$/) })
    expect(period.encode(read.value)).toEqual(map)
  })

  it('write nothing for what is no map', () => {
    expect(period.encode({ kind: 'red', unread: 'AA' })).toEqual(new Map([[1, 1]]))
    expect(period.encode({ kind: 'red', unread: '?' })).toEqual(new Map([[1, 1]]))
  })
})
