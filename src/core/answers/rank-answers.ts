import { listTexts } from '../article/article.ts'
import type { AnswerPack, PackAnswer } from './answer-pack.ts'
import { createWordReader, type QuestionWords, type ReadWords, type Spelling } from './question-words.ts'

/** An answer, or a line of other subjects, with how well it fits. */
export type RankedAnswer = {
  /** Its place in the index. */
  readonly at: number
  /** None of other subjects. */
  readonly answer: PackAnswer | undefined
  readonly score: number
  /** How much of what the question says is about this answer: 0 to 1, by information. */
  readonly share: number
  /** Asked just as one of its wordings. */
  readonly isExact: boolean
}

/**
 * How often each word or pair occurs in each answer, by its place in the pack, in one spelling. Behind the
 * answers stand the lines of other subjects, which are found like them.
 */
export type AnswerIndex = {
  readonly answers: readonly PackAnswer[]
  readonly read: ReadWords
  readonly postings: ReadonlyMap<string, ReadonlyMap<number, number>>
  readonly lengths: readonly number[]
  /** The answers that have a wording, by its words in order. */
  readonly exact: ReadonlyMap<string, ReadonlySet<number>>
  readonly meanLength: number
}

/** How much a word counts by where it stands. The text itself says more than people ask for. */
const [IN_TITLE, IN_WORDING, IN_BODY] = [2, 1, 0.3]

/** Two words in order say less than the words themselves. */
const PAIR = 0.5

/** What is asked in the very words of a wording comes before all else. */
const EXACT = 100

/** Robertson and Zaragoza, "The probabilistic relevance framework: BM25 and beyond" (2009). */
const [K, B] = [1.2, 0.4]

/** The index of a pack: what each answer is asked with, counted. Stops after each text, to go on later. */
export function* indexAnswers(pack: AnswerPack, spelling: Spelling): Generator<void, AnswerIndex> {
  const read = createWordReader(pack, spelling)
  yield
  const postings = new Map<string, Map<number, number>>()
  const exact = new Map<string, Set<number>>()
  const lengths: number[] = []
  const others = pack.words.other.map((wordings) => ({ title: '', wordings, body: [] }))
  for (const [at, { title, wordings, body }] of [...pack.answers, ...others].entries()) {
    let length = 0
    const add = ({ words, pairs }: QuestionWords, weight: number) => {
      for (const term of [...words, ...pairs]) {
        const held = postings.get(term) ?? new Map<number, number>()
        held.set(at, (held.get(at) ?? 0) + weight)
        postings.set(term, held)
      }
      length += words.length * weight
    }
    for (const wording of [title, ...wordings]) {
      const asked = read(wording)
      add(asked, wording === title ? IN_TITLE : IN_WORDING)
      // What is left of “which phone” is said of an answer as well.
      if (at < pack.answers.length) exact.set(keyOf(asked), (exact.get(keyOf(asked)) ?? new Set()).add(at))
      yield
    }
    for (const text of listTexts(body)) {
      add(read(text), IN_BODY)
      yield
    }
    lengths.push(length)
  }
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)
  exact.delete('')
  return { answers: pack.answers, read, postings, lengths, exact, meanLength }
}

const keyOf = ({ words }: QuestionWords) => words.join(' ')

/** The answers that have anything of the question, the best first (BM25 over words and pairs). */
export function rankAnswers(index: AnswerIndex, question: string): readonly RankedAnswer[] {
  const { answers, read, postings, lengths, exact, meanLength } = index
  const asWords = read(question)
  const { words, pairs } = asWords
  const same = exact.get(keyOf(asWords))
  const scores = new Map<number, { score: number; matched: number }>()
  let asked = 0
  const count = (term: string, isPair: boolean) => {
    const held = postings.get(term)
    const information = Math.log(1 + (lengths.length + 0.5) / ((held?.size ?? 0) + 0.5))
    if (!isPair) asked += information
    for (const [at, times] of held ?? []) {
      const sum = scores.get(at) ?? { score: 0, matched: 0 }
      const length = (lengths[at] ?? 0) / meanLength
      const weight = isPair ? PAIR * information : information
      sum.score += (weight * times * (K + 1)) / (times + K * (1 - B + B * length))
      // What stands in the text alone is about it by less.
      if (!isPair) sum.matched += information * Math.min(1, times * 1.5)
      scores.set(at, sum)
    }
  }
  for (const word of new Set(words)) count(word, false)
  for (const pair of new Set(pairs)) count(pair, true)
  return [...scores]
    .map(([at, { score, matched }]) => {
      const isExact = same?.has(at) ?? false
      const share = asked > 0 ? matched / asked : 0
      return { at, answer: answers[at], score: isExact ? score + EXACT : score, share, isExact }
    })
    .sort((one, other) => other.score - one.score)
}
