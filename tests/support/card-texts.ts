import { readFileSync } from 'node:fs'
import fc from 'fast-check'

/** Names in the spellings of the 54 ethnic groups and of foreigners, invented, by group. */
export const ETHNIC_NAMES: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(new URL('../vectors/card/ethnic-names.json', import.meta.url), 'utf8'),
)

const words = [
  ...new Set(Object.values(ETHNIC_NAMES).flatMap((names) => names.flatMap((name) => name.split(' ')))),
]

/** A name as it stands, or put together from words of all groups. */
export const personName: fc.Arbitrary<string> = fc
  .oneof(
    fc.constantFrom(...Object.values(ETHNIC_NAMES).flat()),
    fc.array(fc.constantFrom(...words), { minLength: 2, maxLength: 5 }).map((each) => each.join(' ')),
  )
  .map((name) => name.normalize('NFC'))
  .filter((name) => (name.match(/\p{L}/gu)?.length ?? 0) > 4)

const address = fc
  .tuple(
    fc.constantFrom('', 'Số ', 'Tổ ', 'Ấp ', 'K'),
    fc.nat(999),
    fc.constantFrom('', '/2', 'A', ' ngõ 5'),
    fc.constantFrom('Đường Thử Nghiệm', 'Đê La Thành', 'Buôn Ƀlŏ', 'Bà Đa', 'Phố Bế', 'Thôn Đắk Wơk', 'To 3'),
    fc.constantFrom(
      'Phường 99, TP. Hồ Chí Minh',
      'Xã Ea H`Đing, Đắk Lắk',
      'Phường Mẫu, Hà Nội',
      'Tổ dân phố 7',
    ),
  )
  .map(([word, number, tail, street, rest]) => `${word}${number}${tail} ${street}, ${rest}`)

const day = fc
  .date({ min: new Date('1930-01-01'), max: new Date('2025-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10).split('-').reverse().join('/'))

const personalNumber = fc.stringMatching(/^0[0-9]{11}$/)

/** Texts of identity cards: 6, 7 and 11 parts. */
export const identityText: fc.Arbitrary<string> = fc
  .record({
    number: personalNumber,
    old: fc.oneof(fc.constant(''), fc.stringMatching(/^[0-9]{9}$/)),
    name: personName,
    birth: fc
      .tuple(day, fc.constantFrom(0, 3, 6))
      .map(([date, from]) => date.slice(from).replaceAll('/', '')),
    sex: fc.constantFrom('Nam', 'Nữ'),
    address,
    issue: day.map((date) => date.replaceAll('/', '')),
    parents: fc.oneof(fc.constant(undefined), fc.constant(['', '']), fc.tuple(personName, personName)),
    isShort: fc.boolean(),
  })
  .map(({ number, old, name, birth, sex, address, issue, parents, isShort }) => {
    if (isShort && !parents) return [number, name, birth, sex, address, issue].join('|')
    const first = [number, old, name, birth, sex, address, issue]
    return (parents ? [...first, '', ...parents, ''] : first).join('|')
  })

const toHex = (text: string, isUpper: boolean) => {
  const hex = Buffer.from(text, 'utf8').toString('hex')
  return isUpper ? hex.toUpperCase() : hex
}

/** Texts of insurance cards: 10, 15 and 17 parts, names and places in hex or plain. */
export const bhytText: fc.Arbitrary<string> = fc
  .record({
    parts: fc.constantFrom(10, 15, 17),
    code: fc.stringMatching(/^[0-9]{10}$/),
    prefix: fc.constantFrom('DN401', 'GD479', 'TE138', 'HS401', 'CA301', 'DK248', ''),
    name: personName,
    birth: fc.tuple(day, fc.constantFrom(0, 3, 6)).map(([date, from]) => date.slice(from)),
    sex: fc.constantFrom('1', '2'),
    address: fc.option(address, { nil: undefined }),
    dates: fc.tuple(day, fc.option(day, { nil: '-' }), day, day),
    parent: fc.option(personName, { nil: undefined }),
    check: fc.stringMatching(/^[0-9a-f]{15,16}-[0-9]{4}$/),
    level: fc.constantFrom('1', '2', '3', '4', '5'),
    writing: fc.constantFrom('upper', 'lower', 'plain', 'plain name'),
  })
  .map(({ parts, code, prefix, name, birth, sex, address, dates, parent, check, level, writing }) => {
    const write = (text: string | undefined, isName = false) => {
      if (text === undefined) return '-'
      if (writing === 'plain' || (writing === 'plain name' && isName)) return text
      return toHex(text, writing === 'upper')
    }
    const [from, to, issued, five] = dates
    const first = [prefix + code, write(name, true), birth, sex, write(address), '79 - 034', from, to, issued]
    const middle = [`7903${code}`, write(parent, true), '4', five, check]
    const last = [level, write('Quận Mẫu, Thành phố Đà Nẵng')]
    return [...first, ...(parts > 10 ? middle : []), ...(parts > 15 ? last : []), '$'].join('|')
  })

export const cardText: fc.Arbitrary<string> = fc.oneof(identityText, bhytText)

/**
 * How often a property is tried: more by `PROPERTY_RUNS` of the environment, as for the figures that docs state.
 */
export function propertyRuns(usual: number): { numRuns: number } {
  return { numRuns: Math.max(usual, Number(process.env['PROPERTY_RUNS'] ?? 0)) }
}
