import { foldWords } from '../../../src/core/search/fold-words.ts'

/** Ways in which people write a name, made from it: folded words, and the name as it is. */
type Maker = (words: readonly string[], name: string) => string

export type GeneratedQuery = { readonly query: string; readonly name: string }

/** So many of each kind. */
const EACH = 300

/** What is asked of each kind, in a hundred, within five. */
export const asked = {
  exact: 100,
  accented: 100,
  'half typed': 97,
  subset: 99,
  'one typo': 97,
  abbreviated: 99,
} as const

export type QueryKind = keyof typeof asked

/** Queries for names picked by a fixed seed, `EACH` of each kind: the same in every run. */
export function generateQueries(
  names: readonly string[],
): Readonly<Record<QueryKind, readonly GeneratedQuery[]>> {
  let seed = 20261129
  const random = () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff
    return seed / 0x80000000
  }
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)]
  const mistype = (words: readonly string[]) => {
    const places = words.flatMap((word, at) => (word.length >= 3 && !/\d/.test(word) ? [at] : []))
    const at = pick(places)
    if (at === undefined) return words
    const word = words[at] ?? ''
    const place = Math.floor(random() * word.length)
    const letter = pick([...'abcdeghiklmnopqrstuvxy']) ?? 'a'
    const kind = Math.floor(random() * 3)
    const wrong =
      word.slice(0, place) + (kind === 1 ? '' : letter) + word.slice(kind === 2 ? place : place + 1)
    return words.with(at, wrong)
  }
  const makers: Readonly<Record<QueryKind, Maker>> = {
    exact: (words) => words.join(' '),
    accented: (_, name) => name,
    'half typed': (words) => {
      const last = words.at(-1) ?? ''
      return [...words.slice(0, -1), last.slice(0, Math.max(1, Math.ceil(last.length / 2)))].join(' ')
    },
    subset: (words) => words.slice(Math.floor(words.length / 2)).join(' '),
    'one typo': (words) => mistype(words).join(' '),
    abbreviated: (words) => shorten(words.join(' ')),
  }
  const make = (kind: QueryKind) =>
    Array.from({ length: EACH }, () => {
      const name = pick(names) ?? ''
      return { name, query: makers[kind](foldWords(name), name) }
    })
  return {
    exact: make('exact'),
    accented: make('accented'),
    'half typed': make('half typed'),
    subset: make('subset'),
    'one typo': make('one typo'),
    abbreviated: make('abbreviated'),
  }
}

function shorten(text: string): string {
  return text
    .replace('tram y te', 'tyt')
    .replace('phong kham da khoa', 'pkdk')
    .replace('benh vien da khoa', 'bvdk')
    .replace('benh vien', 'bv')
    .replace('trung tam y te', 'ttyt')
}

/** Whether one of the names found is the one that was meant, or is written the same. */
export function hasName(found: readonly string[], { name }: GeneratedQuery): boolean {
  const key = (text: string) => foldWords(text).join(' ')
  return found.some((each) => key(each) === key(name))
}
