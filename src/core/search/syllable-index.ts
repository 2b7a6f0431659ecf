import { foldWords } from './fold-words.ts'

/**
 * Texts by their syllables. Vietnamese has few: 12,000 names of facilities are written with about 1,300. A
 * plain record of strings and typed arrays, so that it can be kept as it is.
 */
export type SyllableIndex = {
  /** Every syllable once, sorted by code unit. */
  readonly vocabulary: readonly string[]
  /** In how many texts each stands. */
  readonly counts: Uint16Array
  /**
   * The texts one after the other as places in the vocabulary, with the place after its last behind each
   * phrase.
   */
  readonly syllables: Uint16Array
  /** Where each text begins in `syllables`, and after the last where that ends. */
  readonly starts: Uint32Array
  /** Where the name of each text ends: what follows it is found by too. */
  readonly nameEnds: Uint32Array
}

/** Most texts in an index, and most syllables: both are counted in 16 bits. */
export const MOST_TEXTS = 65_535

/** What abbreviations stand for: each the words in its place, folded. */
export type Abbreviations = ReadonlyMap<string, readonly string[]>

/** What is searched: a name, and phrases by which it is found too, but which are not its own. */
export type SearchedText = { readonly name: string; readonly also?: readonly string[] }

/**
 * Builds the index of texts; a text is found by its place in the list.
 * @throws RangeError for more than `MOST_TEXTS`: an error of the caller, which bounds what it reads
 */
export function buildSyllableIndex(
  texts: readonly SearchedText[],
  abbreviations: Abbreviations = new Map(),
): SyllableIndex {
  const folded = texts.map(({ name, also = [] }) => [
    writeOut(foldWords(name), abbreviations),
    ...also.map(foldWords),
  ])
  const vocabulary = [...new Set(folded.flat(2))].sort()
  const pause = vocabulary.length
  if (Math.max(texts.length, pause) > MOST_TEXTS) throw new RangeError('too many')
  const places = new Map(vocabulary.map((word, place) => [word, place]))
  const counts = new Uint16Array(vocabulary.length)
  const countedIn = new Uint32Array(vocabulary.length)
  const length = folded.reduce((sum, phrases) => sum + phrases.flat().length + phrases.length, 0)
  const syllables = new Uint16Array(length)
  const starts = new Uint32Array(texts.length + 1)
  const nameEnds = new Uint32Array(texts.length)
  let end = 0
  for (const [number, phrases] of folded.entries()) {
    for (const [at, phrase] of phrases.entries()) {
      for (const word of phrase) {
        const place = places.get(word) ?? pause
        syllables[end++] = place
        if (countedIn[place] !== number + 1) counts[place] = (counts[place] ?? 0) + 1
        countedIn[place] = number + 1
      }
      if (at === 0) nameEnds[number] = end
      syllables[end++] = pause
    }
    starts[number + 1] = end
  }
  return { vocabulary, counts, syllables, starts, nameEnds }
}

function writeOut(words: readonly string[], abbreviations: Abbreviations): string[] {
  return words.flatMap((word) => abbreviations.get(word) ?? [word])
}

/** How well a syllable of the index answers to a word of a query. */
const QUALITIES = { exact: 1, joined: 0.9, half: 0.7, typo: 0.5 } as const
type Quality = keyof typeof QUALITIES
const qualities: readonly Quality[] = ['exact', 'joined', 'half', 'typo']

/** What the order of words outside the name is worth beside that in it. */
const OTHER_PAIRS = 0.7

/** What it counts that a name has nothing else, where it is not the query word by word. */
const NOT_SAME = 0.99

/** A word of the index may differ by one letter from any this long. */
const SHORTEST_WITH_TYPO = 2

/** Most words of a query that are looked at: each is a bit of 16. */
const MOST_WORDS = 16

export type Found = {
  /** Place of the text in the list that was indexed. */
  readonly number: number
  /** Greater is better; 1 has every word of the query as it was typed, in that order, and nothing else. */
  readonly score: number
  /** It does not have all words of the query. */
  readonly lacksWord: boolean
}

/**
 * The texts that answer to a query, the best first. Words may be without marks, the last one half typed, any
 * with one typo, written together or apart, known abbreviations in the place of what they stand for. A text
 * has to have every word; where none has, a third of them may be missing, at least one.
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
  const typed = writeOut(foldWords(query), abbreviations)
  const words = typed
    .flatMap((word, at) => takeApart(index, word, at === typed.length - 1))
    .slice(0, MOST_WORDS)
  if (words.length === 0) return []
  const meanings = matchWords(index, words)
  const reached = reachTexts(index, meanings)
  const all = (1 << words.length) - 1
  // A typo may make another word of it: that all words are there counts only as they were typed.
  const isWhole = reached.some((bits, number) => bits >>> 16 === all && isMeant(number))
  const mostMissing = isWhole || words.length === 1 ? 0 : Math.max(1, Math.floor(words.length / 3))
  const best: Found[] = []
  for (let number = 0; number < reached.length; number++) {
    const bits = (reached[number] ?? 0) & all
    const missing = words.length - countBits(bits)
    if (bits === 0 || missing > mostMissing || !isMeant(number)) continue
    const score = rateText(index, number, meanings)
    if (score > 0) insert(best, { number, score, lacksWord: missing > 0 }, most)
  }
  return best
}

/** Puts a find into its place among the best; equals stay in the order of the texts. */
function insert(best: Found[], found: Found, most: number): void {
  const last = best.at(-1)
  if (best.length === most && last && last.score >= found.score) return
  let at = best.length
  while (at > 0 && (best[at - 1]?.score ?? 0) < found.score) at--
  best.splice(at, 0, found)
  if (best.length > most) best.pop()
}

/** For each syllable of the index, a bit for each word of the query that it answers to, by how well. */
type Meanings = {
  readonly words: number
  /** What stands in few texts says more than what stands in all. */
  readonly weights: readonly number[]
  readonly of: Readonly<Record<Quality, Uint16Array>>
  /** Those of all, and of all but typos. */
  readonly any: Uint16Array
  readonly well: Uint16Array
}

function matchWords(index: SyllableIndex, words: readonly string[]): Meanings {
  const { vocabulary, counts, starts } = index
  const empty = () => new Uint16Array(vocabulary.length + 1)
  const of = { exact: empty(), joined: empty(), half: empty(), typo: empty() }
  const texts = starts.length - 1
  const weights = words.map((word, at) => {
    const matches = matchWord(vocabulary, word, at === words.length - 1)
    for (const neighbour of [at - 1, at + 1]) {
      const pair = [word, words[neighbour] ?? '']
      const place = findPlace(vocabulary, (neighbour < at ? pair.reverse() : pair).join(''))
      const isJoined = pair.every((each) => each.length > 1)
      if (isJoined && vocabulary[place] === pair.join('')) matches.push([place, 'joined'])
    }
    const best = qualities.find((quality) => matches.some(([, each]) => each === quality))
    let holders = 0
    for (const [place, quality] of matches) {
      of[quality][place] = (of[quality][place] ?? 0) | (1 << at)
      if (quality === best) holders += counts[place] ?? 0
    }
    return 1 + Math.log((texts + 1) / (Math.min(holders, texts) + 1))
  })
  const well = empty().map(
    (_, place) => (of.exact[place] ?? 0) | (of.joined[place] ?? 0) | (of.half[place] ?? 0),
  )
  const any = well.map((bits, place) => bits | (of.typo[place] ?? 0))
  return { words: words.length, weights, of, any, well }
}

/**
 * The words of the query that each text has, a bit each: in any way, and 16 bits higher as they were typed.
 */
function reachTexts({ syllables, starts }: SyllableIndex, { any, well }: Meanings): Uint32Array {
  const both = Uint32Array.from(any, (bits, place) => bits + (well[place] ?? 0) * 65_536)
  const reached = new Uint32Array(starts.length - 1)
  for (let number = 0; number < reached.length; number++) {
    const end = starts[number + 1] ?? 0
    let bits = 0
    for (let at = starts[number] ?? 0; at < end; at++) bits |= both[syllables[at] ?? 0] ?? 0
    reached[number] = bits
  }
  return reached
}

/**
 * How well a text answers: by what it has of the query, and up to all of that where its own name has the
 * words, in this order, and nothing else: `Tân Phú` is not `Phú Tân`, and a name counts for more than the
 * district around it. Nothing for too many typos.
 */
function rateText(
  { syllables, starts, nameEnds }: SyllableIndex,
  number: number,
  { words, weights, of: { exact, joined, half }, any, well }: Meanings,
): number {
  const [start, nameEnd, end] = [starts[number] ?? 0, nameEnds[number] ?? 0, starts[number + 1] ?? 0]
  let [hasExact, hasJoined, hasHalf, hasAny, ownWell, ownAny] = [0, 0, 0, 0, 0, 0]
  let [pairs, ownPairs, before] = [0, 0, 0]
  for (let at = start; at < end; at++) {
    const syllable = syllables[at] ?? 0
    const bits = any[syllable] ?? 0
    const together = joined[syllable] ?? 0
    pairs |= ((before << 1) & bits) | ((together << 1) & together)
    before = bits
    if (at < nameEnd) {
      ownPairs = pairs
      ownAny |= bits
      ownWell |= well[syllable] ?? 0
    }
    hasAny |= bits
    hasExact |= exact[syllable] ?? 0
    hasJoined |= together
    hasHalf |= half[syllable] ?? 0
  }
  const typos = hasAny & ~(hasExact | hasJoined | hasHalf)
  if (countBits(typos) > Math.max(1, Math.floor(words / 4))) return 0
  let [score, sum] = [0, 0]
  for (let at = 0; at < words; at++) {
    const [bit, weight] = [1 << at, weights[at] ?? 0]
    sum += weight
    if (hasExact & bit) score += weight * QUALITIES.exact
    else if (hasJoined & bit) score += weight * QUALITIES.joined
    else if (hasHalf & bit) score += weight * QUALITIES.half
    else if (hasAny & bit) score += weight * QUALITIES.typo
  }
  const inOrder =
    words === 1 ? 1 : (countBits(ownPairs) + OTHER_PAIRS * countBits(pairs & ~ownPairs)) / (words - 1)
  const own = countBits(ownWell | (ownAny & typos)) / words
  const name = syllables.subarray(start, nameEnd)
  // One that repeats a word may have all words and pairs of another.
  const isSame = name.length === words && name.every((place, at) => (exact[place] ?? 0) & (1 << at))
  const filled = Math.min(words / Math.max(1, name.length), 1) * (isSame ? 1 : NOT_SAME)
  return (score / sum) * (0.3 + 0.3 * inOrder + 0.3 * own + 0.1 * filled)
}

function countBits(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++
  return count
}

type Match = [place: number, quality: Quality]

function matchWord(vocabulary: readonly string[], word: string, mayBeHalf: boolean): Match[] {
  const matches: Match[] = []
  const from = findPlace(vocabulary, word)
  if (vocabulary[from] === word) matches.push([from, 'exact'])
  if (mayBeHalf) {
    for (let at = from; vocabulary[at]?.startsWith(word); at++) {
      if (vocabulary[at] !== word) matches.push([at, 'half'])
    }
  }
  if (word.length < SHORTEST_WITH_TYPO || /\d/.test(word)) return matches
  for (const [at, syllable] of vocabulary.entries()) {
    if (differsByOne(word, syllable)) matches.push([at, 'typo'])
  }
  return matches
}

/**
 * A word that answers to nothing as syllables that were written together: `choray`; the word itself where it
 * is none.
 */
function takeApart({ vocabulary }: SyllableIndex, word: string, isLast: boolean): string[] {
  if (word.length < 4 || matchWord(vocabulary, word, isLast).length > 0) return [word]
  /** The fewest syllables that the first letters, so many, are made of. */
  const parts: (readonly string[] | undefined)[] = [[]]
  for (let end = 2; end <= word.length; end++) {
    for (let start = 0; start <= end - 2; start++) {
      const before = parts[start]
      const syllable = word.slice(start, end)
      if (!before || vocabulary[findPlace(vocabulary, syllable)] !== syllable) continue
      if (before.length + 1 < (parts[end]?.length ?? Number.POSITIVE_INFINITY))
        parts[end] = [...before, syllable]
    }
  }
  return [...(parts[word.length] ?? [word])]
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
