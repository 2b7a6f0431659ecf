import { finishSteps } from '../finish-steps.ts'
import type { AnswerPack, PackAnswer } from './answer-pack.ts'
import { createPhraseTest } from './phrase-list.ts'
import { hasMarks, LONGEST_ASKED, type QuestionWords, type Spelling, spellText } from './question-words.ts'
import { indexAnswers, type RankedAnswer, rankAnswers } from './rank-answers.ts'

/** Where a question goes before anything else. */
export type Urgency = 'emergency' | 'medical'

/** What a question gets. There is no fourth outcome, and nothing that does not stand in the pack. */
export type Outcome =
  | { readonly kind: 'answer'; readonly answer: PackAnswer }
  /** Not sure: up to three, the likeliest first. */
  | { readonly kind: 'choose'; readonly answers: readonly PackAnswer[] }
  | { readonly kind: 'unknown' }

export type AnswerReply = { readonly urgency?: Urgency; readonly outcome: Outcome }

/** Asks a pack. Nothing is kept of a question, and nobody else is asked. */
export type AskPack = (question: string) => AnswerReply

/** How much of a question has to be about an answer that is given by itself. */
const SURE = 0.6
/** How much of a question has to be about an answer that is offered. */
const POSSIBLE = 0.12
/**
 * How much has to say that a question is about insurance or this app: its words, by the pack and one less for
 * each that no text has, and how well the first answer fits. A question of fewer words says less: as many as
 * it has.
 */
const [TOPIC, UNHEARD, FITTING] = [5, 1, 0.1]
/**
 * A few words that all stand in the title or wordings of one answer are what people type into a search: they
 * need not say that it is about insurance, and are refused only where they say as much against it.
 */
const [KEYWORDS, ALL] = [4, 0.99]
/** How far the second has to be behind, as a part of the first. */
const CLEAR = 0.35
/** What is worse than this part of the first is not offered beside it. */
const BEHIND = 0.3
const MOST_OFFERED = 3

/** Phrases that are prepared in one step, in UTF-16 units. */
const SIGNS_A_STEP = 300

/** Prepares a pack to be asked, at once. */
export function createAsk(pack: AnswerPack): AskPack {
  return finishSteps(prepareAsk(pack))
}

/** The same in small steps, for a page that has other things to do in between. */
export function* prepareAsk(pack: AnswerPack): Generator<void, AskPack> {
  const index = yield* indexAnswers(pack)
  const folded = yield* prepareLists(pack, 'folded')
  const marked = yield* prepareLists(pack, 'marked')
  const points = readTopic(pack)
  /** How much more its words say than has to be said. */
  const sayTopic = ({ words, pairs }: QuestionWords) => {
    // A pack that says nothing about it refuses nothing for it.
    if (points.size === 0) return 0
    const unheard = words.filter((word) => !index.postings.has(word)).length
    return [...new Set([...words, ...pairs])].reduce(
      (sum, term) => sum + (points.get(term) ?? 0),
      -unheard * UNHEARD - Math.min(TOPIC, words.length),
    )
  }
  return (asked) => {
    const question = asked.slice(0, LONGEST_ASKED)
    const has = (hasMarks(question) ? marked : folded)(question)
    const isGrave = has('emergency')
    const isEmergency = isGrave || has('urgent')
    const isMedical = !isEmergency && has('medical')
    const words = index.read(question)
    const outcome = judge(rankAnswers(index, words), sayTopic(words), words.words.length <= KEYWORDS)
    if (!isEmergency && !isMedical) return { outcome }
    // Beside 115 or a doctor stands what is asked about insurance, and nothing that might not be meant.
    const isMeant = has('cost') || outcome.kind === 'answer' || (isEmergency && !isGrave)
    return {
      urgency: isEmergency ? 'emergency' : 'medical',
      outcome: isMeant ? outcome : { kind: 'unknown' },
    }
  }
}

/** How much words and pairs speak of insurance or this app; older packs have phrases without a number. */
function readTopic({ words }: AnswerPack): ReadonlyMap<string, number> {
  return new Map(
    words.topic.flatMap(([first = '', ...others]) => {
      const [, said, term = ''] = /^(-?\d) (.+)$/.exec(first) ?? []
      return said ? [term, ...others].map((each) => [each, Number(said)] as const) : []
    }),
  )
}

type AskedList = 'emergency' | 'urgent' | 'medical' | 'cost'

/** What a question names, read in one spelling: without marks a word may be any other. */
function* prepareLists({ words: { emergency, urgent, medical, cost } }: AnswerPack, spelling: Spelling) {
  const phrases: Record<AskedList, readonly (readonly string[])[]> = { emergency, urgent, medical, cost }
  const tests = new Map<string, readonly ((text: string) => boolean)[]>()
  for (const [list, groups] of Object.entries(phrases)) {
    const parts: ((text: string) => boolean)[] = []
    for (const part of cutUp(groups.flat())) {
      parts.push(createPhraseTest(part, spelling))
      yield
    }
    tests.set(list, parts)
  }
  return (question: string) => {
    const text = spellText(question, spelling)
    return (list: AskedList) => tests.get(list)?.some((test) => test(text)) ?? false
  }
}

/** Phrases a few at a time: fewer of long ones. */
function* cutUp(phrases: readonly string[]): Generator<readonly string[]> {
  let [part, length]: [string[], number] = [[], 0]
  for (const phrase of phrases) {
    part.push(phrase)
    length += phrase.length
    if (length < SIGNS_A_STEP) continue
    yield part
    part = []
    length = 0
  }
  yield part
}

/** How certain the first is: by how much of the question it is about. */
function judge(ranked: readonly RankedAnswer[], topic: number, isShort: boolean): Outcome {
  const [first, second] = ranked
  if (first?.isExact && !second?.isExact) return { kind: 'answer', answer: first.answer }
  if (!first || first.share < POSSIBLE) return { kind: 'unknown' }
  const isSearch = isShort && first.share > ALL
  if (topic + (isSearch ? TOPIC : first.score * FITTING) < 0) return { kind: 'unknown' }
  const gap = second ? (first.score - second.score) / first.score : 1
  if (first.share >= SURE && gap >= CLEAR) return { kind: 'answer', answer: first.answer }
  const offered = ranked.filter(({ score }) => score >= first.score * BEHIND).slice(0, MOST_OFFERED)
  return { kind: 'choose', answers: offered.map(({ answer }) => answer) }
}
