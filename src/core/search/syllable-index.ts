import { foldWords } from './fold-words.ts'

/** Texts by their syllables. Vietnamese has few: 12,000 names of facilities are written with about 1,300. */
export type SyllableIndex = {
  /** Every syllable once, sorted by code unit. */
  readonly vocabulary: readonly string[]
  /** Where the postings of each syllable begin, and after the last where they end. */
  readonly starts: Uint32Array
  /** Numbers of the texts that have a syllable, ascending. */
  readonly postings: Uint16Array
  /**
   * The folded words of each name, abbreviations written out, with a blank before each and after the last.
   */
  readonly names: readonly string[]
}

/** Most texts in an index: their numbers are kept in 16 bits. */
export const MOST_TEXTS = 65_535

/** What abbreviations stand for: each the words in its place, folded. */
export type Abbreviations = ReadonlyMap<string, readonly string[]>

/** What is searched: a name, and words by which it is found too, but which are not its own. */
export type SearchedText = { readonly name: string; readonly also?: string }

/**
 * Builds the index of texts; a text is found by its place in the list.
 * @throws RangeError for more than `MOST_TEXTS`: an error of the caller, which bounds what it reads
 */
export function buildSyllableIndex(
  texts: readonly SearchedText[],
  abbreviations: Abbreviations = new Map(),
): SyllableIndex {
  if (texts.length > MOST_TEXTS) throw new RangeError('too many texts')
  const found = new Map<string, number[]>()
  const names: string[] = []
  for (const [number, { name, also = '' }] of texts.entries()) {
    const own = writeOut(foldWords(name), abbreviations)
    names.push(` ${own.join(' ')} `)
    for (const word of new Set([...own, ...foldWords(also)])) {
      const list = found.get(word)
      if (list) list.push(number)
      else found.set(word, [number])
    }
  }
  const vocabulary = [...found.keys()].sort()
  const starts = new Uint32Array(vocabulary.length + 1)
  const lists = vocabulary.map((word) => found.get(word) ?? [])
  for (const [at, list] of lists.entries()) starts[at + 1] = (starts[at] ?? 0) + list.length
  const postings = new Uint16Array(starts.at(-1) ?? 0)
  for (const [at, list] of lists.entries()) postings.set(list, starts[at])
  return { vocabulary, starts, postings, names }
}

function writeOut(words: readonly string[], abbreviations: Abbreviations): string[] {
  return words.flatMap((word) => abbreviations.get(word) ?? [word])
}

/** How well a syllable of the index answers to a word of a query. */
const EXACT = 1
const BEGINS = 0.7
const TYPO = 0.5

/** The last word may be half typed; a word of the index may differ by one letter from any this long. */
const SHORTEST_WITH_TYPO = 2

/** Most words of a query that are looked at. */
const MOST_WORDS = 16

/** So many more than are asked for are looked at by the order of their words. */
const MOST_REORDERED = 1000

export type Found = {
  /** Place of the text in the list that was indexed. */
  readonly number: number
  /** Greater is better; 1 has every word of the query as it was typed, in that order, and nothing else. */
  readonly score: number
  /** It has all words of the query but one. */
  readonly lacksWord: boolean
}

/**
 * The texts that answer to a query, the best first. Words may be without marks, the last one half typed, any
 * with one typo, known abbreviations in the place of what they stand for. A text has to have every word;
 * where none has, all but one.
 *
 * @param most so many at most
 * @param isMeant whether a text counts, by its number; the others are as if they were not there
 */
export function searchSyllables(
  index: SyllableIndex,
  query: string,
  {
    abbreviations = new Map(),
    isMeant = () => true,
    most,
  }: { abbreviations?: Abbreviations; isMeant?: (number: number) => boolean; most: number },
): Found[] {
  const words = writeOut(foldWords(query).slice(0, MOST_WORDS), abbreviations)
  if (words.length === 0) return []
  const count = index.names.length
  const scores = new Float32Array(count)
  const hits = new Uint8Array(count)
  const typos = new Uint8Array(count)
  const best = new Float32Array(count)
  let weights = 0
  const readings: (readonly string[])[] = []
  for (const [at, word] of words.entries()) {
    best.fill(0)
    const matches = matchWord(index, word, { mayBeHalf: at === words.length - 1 })
    readings.push([word, ...matches.map(({ syllable }) => index.vocabulary[syllable] ?? '')])
    // What stands in few texts says more than what stands in all.
    const weight = weightOf(index, matches)
    weights += weight
    for (const { syllable, quality } of matches) {
      for (let place = index.starts[syllable] ?? 0; place < (index.starts[syllable + 1] ?? 0); place++) {
        const number = index.postings[place] ?? 0
        if (quality > (best[number] ?? 0)) best[number] = quality
      }
    }
    for (let number = 0; number < count; number++) {
      const quality = best[number] ?? 0
      if (quality === 0) continue
      scores[number] = (scores[number] ?? 0) + quality * weight
      hits[number] = (hits[number] ?? 0) + 1
      if (quality === TYPO) typos[number] = (typos[number] ?? 0) + 1
    }
  }
  const mostTypos = Math.max(1, Math.floor(words.length / 4))
  const hasHits = (needed: number) => {
    const found: Found[] = []
    for (let number = 0; number < count; number++) {
      if (hits[number] !== needed || (typos[number] ?? 0) > mostTypos || !isMeant(number)) continue
      found.push({ number, score: (scores[number] ?? 0) / weights, lacksWord: needed < words.length })
    }
    return found
  }
  const whole = hasHits(words.length)
  const found = whole.length > 0 || words.length === 1 ? whole : hasHits(words.length - 1)
  return found
    .sort(byScore)
    .slice(0, most + MOST_REORDERED)
    .map((each) => ({ ...each, score: each.score * rateName(index.names[each.number] ?? '', readings) }))
    .sort(byScore)
    .slice(0, most)
}

function byScore(one: Found, other: Found): number {
  return other.score - one.score || one.number - other.number
}

/**
 * Up to 1 for a name that has the words itself, in this order, and nothing else: `Tân Phú` is not `Phú Tân`,
 * `A Lưới 4 cơ sở 3` not `A Lưới 3 cơ sở 4`, and a name counts for more than the district around it.
 */
function rateName(name: string, readings: readonly (readonly string[])[]): number {
  const words = readings.map((meant) => meant.find((word) => name.includes(` ${word} `)))
  const pairs = words.slice(1).map((word, at) => word && words[at] && ` ${words[at]} ${word} `)
  const order =
    pairs.length === 0 ? 1 : pairs.filter((pair) => pair && name.includes(pair)).length / pairs.length
  const own = words.filter((word) => word !== undefined).length / words.length
  const filled = Math.min(words.length / Math.max(1, name.split(' ').length - 2), 1)
  return 0.3 + 0.3 * order + 0.3 * own + 0.1 * filled
}

type Match = { readonly syllable: number; readonly quality: number }

function matchWord(
  { vocabulary }: SyllableIndex,
  word: string,
  { mayBeHalf }: { mayBeHalf: boolean },
): readonly Match[] {
  const matches: Match[] = []
  const from = findPlace(vocabulary, word)
  if (vocabulary[from] === word) matches.push({ syllable: from, quality: EXACT })
  if (mayBeHalf) {
    for (let at = from; vocabulary[at]?.startsWith(word); at++) {
      if (vocabulary[at] !== word) matches.push({ syllable: at, quality: BEGINS })
    }
  }
  if (word.length < SHORTEST_WITH_TYPO || /\d/.test(word)) return matches
  for (const [at, syllable] of vocabulary.entries()) {
    if (differsByOne(word, syllable)) matches.push({ syllable: at, quality: TYPO })
  }
  return matches
}

/** First place in a sorted list whose word is not before `word`. */
function findPlace(vocabulary: readonly string[], word: string): number {
  let [low, high] = [0, vocabulary.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((vocabulary[middle] ?? '') < word) low = middle + 1
    else high = middle
  }
  return low
}

function weightOf({ starts, names }: SyllableIndex, matches: readonly Match[]): number {
  const best = matches.reduce((most, { quality }) => Math.max(most, quality), 0)
  const texts = matches
    .filter(({ quality }) => quality === best)
    .reduce((sum, { syllable }) => sum + (starts[syllable + 1] ?? 0) - (starts[syllable] ?? 0), 0)
  return 1 + Math.log((names.length + 1) / (texts + 1))
}

/** Whether two words differ by one letter: another one, one more or less, or two neighbours exchanged. */
export function differsByOne(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false
  let start = 0
  while (start < one.length && one[start] === other[start]) start++
  let [end, otherEnd] = [one.length, other.length]
  while (end > start && otherEnd > start && one[end - 1] === other[otherEnd - 1]) {
    end--
    otherEnd--
  }
  const [left, right] = [one.slice(start, end), other.slice(start, otherEnd)]
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
