import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { checkName } from '../../../../../../src/app/screens/personal-details/details-form.ts'
import {
  compact,
  readPhone,
} from '../../../../../../src/app/screens/registration/form/registration-checks.ts'
import { compactNumber } from '../../../../../../src/app/screens/sign-in/login-number.ts'
import { emailAddress } from '../../../../../../src/core/api/endpoint.ts'
import { parseBhytNumber } from '../../../../../../src/core/card/bhyt-number.ts'
import { cleanTyped } from '../../../../../../src/core/qr/safe-text.ts'
import { personName } from '../../../../../support/card-texts.ts'

type Vector = { field: string; typed: string; expect: string }
const vectors: Vector[] = JSON.parse(
  readFileSync(new URL('../../../../../vectors/card/typed-fields.json', import.meta.url), 'utf8'),
)

/** What each field makes of what was typed; undefined where it refuses it. */
const readers: Readonly<Record<string, (typed: string) => string | undefined>> = {
  'card number, sign-in number': (typed) => {
    const number = parseBhytNumber(typed)
    return number.ok && number.value.text === compactNumber(typed) ? number.value.text : undefined
  },
  phone: readPhone,
  email: (typed) => (v.is(emailAddress, cleanTyped(typed)) ? 'accepted' : undefined),
  name: (typed) => (checkName(typed) === undefined ? 'accepted' : undefined),
}

/** Marks that phones, chats and word processors leave in what is pasted; nobody sees them. */
const invisible = fc.constantFrom(
  '',
  '',
  '',
  '\u200B',
  '\u200E',
  '\u202D',
  '\u202C',
  '\u2060',
  '\uFEFF',
  '\u00AD',
)

const strewn = (text: string) =>
  fc
    .array(invisible, { minLength: text.length + 1, maxLength: text.length + 1 })
    .map((marks) => marks.map((mark, at) => mark + text.charAt(at)).join(''))

describe('what people type and paste into fields', () => {
  it.each(vectors)('takes $typed as $field', ({ field, typed, expect: expected }) => {
    expect(readers[field]?.(typed)).toBe(expected)
  })

  it('is taken whatever invisible marks are in it', () => {
    fc.assert(
      fc.property(
        personName.chain((name) => fc.tuple(fc.constant(name), strewn(name))),
        ([name, typed]) => {
          expect(checkName(typed)).toBeUndefined()
          expect(cleanTyped(typed)).toBe(name)
        },
      ),
    )
    fc.assert(
      fc.property(strewn('0912 345‑678'), (typed) => {
        expect(readPhone(typed)).toBe('0912345678')
        expect(compact(typed)).toBe('0912345678')
        expect(parseBhytNumber(typed)).toMatchObject({ ok: true, value: { text: '0912345678' } })
      }),
    )
  })

  it.each([
    'a@b',
    'a b@vidu.vn',
    'a@vidu.vn, b@vidu.vn',
    '<a@vidu.vn>',
    'a@vidu.vn\r\nBcc: b@vidu.vn',
    '.a@vidu.vn',
    'a@-',
  ])('refuses the address %s', (typed) => expect(v.is(emailAddress, typed)).toBe(false))

  it.each([
    "o'connor@vidu.vn",
    'a.b+c@xn--vd-lja.vn',
    'a@vidu.xn--vermgensberatung-pwb',
    'a_b@mail.vidu.com.vn',
  ])('takes the address %s', (typed) => expect(v.is(emailAddress, typed)).toBe(true))
})
