import { listTexts } from '../article/article.ts'
import type { AnswerPack, PackAnswer } from './answer-pack.ts'
import { createWordReader, type QuestionWords, type ReadWords } from './question-words.ts'

/** An answer with how well it fits. */
export type RankedAnswer = {
  readonly answer: PackAnswer
  readonly score: number
  /** How much of what the question says is about this answer: 0 to 1, by information. */
  readonly share: number
  /** Asked just as one of its wordings. */
  readonly isExact: boolean
}

/** A wording or a paragraph: whose it is, and how much it says. */
type IndexedText = { readonly at: number; information: number }

/** How much a word or pair says, in which texts it stands, and with which weight in which answers. */
type Posting = {
  information: number
  readonly texts: Set<number>
  readonly weights: Map<number, number>
}

/** Where each word or pair stands, without marks. */
export type AnswerIndex = {
  readonly answers: readonly PackAnswer[]
  readonly read: ReadWords
  readonly texts: readonly IndexedText[]
  readonly postings: ReadonlyMap<string, Posting>
  readonly lengths: readonly number[]
  readonly meanLength: number
}

/** How much a word counts by where it stands. The text itself says more than people ask for. */
const [IN_TITLE, IN_WORDING, IN_BODY] = [2, 1, 0.3]

/** Two words in order say less than the words themselves. */
const PAIR = 0.5

/** How much a text like the question raises an answer: the three most like it, as one may be so by chance. */
const ALIKE = 1.33
const MOST_ALIKE = 3

/** What is asked in the very words of a wording, and in more than two, comes before all else. */
const [EXACT, TELLING] = [100, 3]

/** Robertson and Zaragoza, "The probabilistic relevance framework: BM25 and beyond" (2009). */
const [K, B] = [1.2, 0.4]

/** The index of a pack: what each answer is asked with, counted. Stops after each text, to go on later. */
export function* indexAnswers(pack: AnswerPack): Generator<void, AnswerIndex> {
  const read = createWordReader(pack)
  yield
  const texts: IndexedText[] = []
  const postings = new Map<string, Posting>()
  const lengths: number[] = []
  for (const [at, { title, wordings, body }] of pack.answers.entries()) {
    lengths.push(0)
    for (const [text, weight] of [
      [title, IN_TITLE] as const,
      ...wordings.map((wording) => [wording, IN_WORDING] as const),
      ...listTexts(body).map((text) => [text, IN_BODY] as const),
    ]) {
      const { words, pairs } = read(text)
      for (const [place, term] of [...words, ...pairs].entries()) {
        // What it says is known when all are counted; until then, that of a pair as a part of that of a word.
        const posting = postings.get(term) ?? {
          information: place < words.length ? 1 : PAIR,
          texts: new Set(),
          weights: new Map(),
        }
        posting.texts.add(texts.length)
        posting.weights.set(at, (posting.weights.get(at) ?? 0) + weight)
        postings.set(term, posting)
      }
      lengths[at] = (lengths[at] ?? 0) + words.length * weight
      texts.push({ at, information: 0 })
      yield
    }
  }
  for (const posting of postings.values()) {
    posting.information *= informationOf(lengths.length, posting.weights.size)
    for (const number of posting.texts) {
      const text = texts[number]
      if (text) text.information += posting.information
    }
  }
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / lengths.length
  return { answers: pack.answers, read, texts, postings, lengths, meanLength }
}

/** What a word says that so many of all answers have. */
const informationOf = (all: number, having: number) => Math.log(1 + (all + 0.5) / (having + 0.5))

/**
 * The answers that have anything of a question, as the index reads it, the best first: BM25 over words and
 * pairs, more for what has texts like the question (Dice, by information).
 */
export function rankAnswers(
  { answers, texts, postings, lengths, meanLength }: AnswerIndex,
  { words, pairs }: QuestionWords,
): readonly RankedAnswer[] {
  const scores = new Map<number, { score: number; matched: number; alike: number[] }>()
  const shared = texts.map(() => 0)
  let [asked, said] = [0, 0]
  const count = (term: string, isWord: boolean) => {
    const posting = postings.get(term)
    const information = posting?.information ?? (isWord ? informationOf(lengths.length, 0) : 0)
    said += information
    if (isWord) asked += information
    if (!posting) return
    for (const text of posting.texts) shared[text] = (shared[text] ?? 0) + information
    for (const [at, times] of posting.weights) {
      const sum = scores.get(at) ?? { score: 0, matched: 0, alike: [] }
      const length = (lengths[at] ?? 0) / meanLength
      sum.score += (information * times * (K + 1)) / (times + K * (1 - B + B * length))
      // What stands in the text alone is about it by less.
      if (isWord) sum.matched += information * Math.min(1, times * 1.5)
      scores.set(at, sum)
    }
  }
  for (const word of new Set(words)) count(word, true)
  for (const pair of new Set(pairs)) count(pair, false)
  for (const [number, held] of shared.entries()) {
    const text = texts[number]
    // Fewer to sort: most texts share little or nothing.
    if (text && held > said / 9) scores.get(text.at)?.alike.push((2 * held) / (said + text.information))
  }
  return [...scores]
    .flatMap(([at, { score, matched, alike }]) => {
      const answer = answers[at]
      if (!answer) return []
      alike.sort((one, other) => other - one)
      const times = alike.slice(0, MOST_ALIKE).reduce((sum, likeness) => sum + likeness * ALIKE, 1)
      // What is left of “which phone” is said of an answer as well.
      const isExact = words.length >= TELLING && (alike[0] ?? 0) > 0.999
      return { answer, score: score * times + (isExact ? EXACT : 0), share: matched / asked, isExact }
    })
    .sort((one, other) => other.score - one.score)
}
