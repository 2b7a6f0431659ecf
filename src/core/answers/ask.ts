import { finishSteps } from '../finish-steps.ts'
import type { AnswerPack, PackAnswer } from './answer-pack.ts'
import { createPhraseCut, createPhraseTest, isComposed } from './phrase-list.ts'
import { hasMarks, LONGEST_ASKED, type Spelling, spellText } from './question-words.ts'
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
 * How many times better than another subject an answer has to fit, where that is named with nothing about
 * insurance beside it: of a question with a word of the topic, and of any other; and where nothing is named.
 */
const [NAMED_BESIDE_TOPIC, NAMED, BESIDE] = [1.6, 6, 1.5]
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
  return (asked) => {
    const question = asked.slice(0, LONGEST_ASKED)
    const has = (hasMarks(question) ? marked : folded)(question)
    const isGrave = has('emergency')
    const isEmergency = isGrave || has('urgent')
    const isMedical = !isEmergency && has('medical')
    const [named, unnamed] = has('near') ? [NAMED_BESIDE_TOPIC, 1] : [NAMED, BESIDE]
    const outcome = judge(rankAnswers(index, question), has('elsewhere') ? named : unnamed)
    if (!isEmergency && !isMedical) return { outcome }
    // Beside 115 or a doctor stands what is asked about insurance, and nothing that might not be meant.
    const isMeant = has('cost') || outcome.kind === 'answer' || (isEmergency && !isGrave)
    return {
      urgency: isEmergency ? 'emergency' : 'medical',
      outcome: isMeant ? outcome : { kind: 'unknown' },
    }
  }
}

type AskedList = 'emergency' | 'urgent' | 'medical' | 'cost' | 'topic' | 'near' | 'other'

/** What a question names, read in one spelling: without marks a word may be any other. */
function* prepareLists(pack: AnswerPack, spelling: Spelling) {
  const { emergency, urgent, medical, cost, topic, other } = pack.words
  const [surely = []] = topic
  const phrases: Record<AskedList, readonly (readonly string[])[]> = {
    emergency,
    urgent,
    medical,
    cost,
    topic: [surely],
    near: topic,
    other,
  }
  const tests = new Map<string, (text: string) => boolean>()
  for (const [list, groups] of Object.entries(phrases)) {
    const parts: ((text: string) => boolean)[] = []
    for (const part of cutUp(groups.flat())) {
      parts.push(createPhraseTest(part, spelling))
      yield
    }
    tests.set(list, (text) => parts.some((test) => test(text)))
  }
  const cuts: ((text: string) => string)[] = []
  const named = other.flat()
  // The longest first: what is left of one that was cut in half might be taken for something else.
  const longestFirst = named
    .filter((phrase) => !isComposed(phrase))
    .sort((one, next) => next.length - one.length)
  for (const part of cutUp([...longestFirst, ...named.filter(isComposed)])) {
    cuts.push(createPhraseCut(part, spelling))
    yield
  }
  return (question: string) => {
    const text = spellText(question, spelling)
    const test = (list: AskedList, asked = text) => tests.get(list)?.(asked) ?? false
    // About something else, and nothing beside it is about insurance.
    return (list: AskedList | 'elsewhere') =>
      list === 'elsewhere'
        ? test('other') &&
          !test(
            'topic',
            cuts.reduce((left, cut) => cut(left), text),
          )
        : test(list)
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
function judge(ranked: readonly RankedAnswer[], otherWeight: number): Outcome {
  const other = ranked.find(({ answer }) => !answer)
  const found = ranked.flatMap(({ answer, ...rest }) => (answer ? [{ ...rest, answer }] : []))
  const [first, second] = found
  if (first?.isExact && !second?.isExact) return { kind: 'answer', answer: first.answer }
  if (!first || first.share < POSSIBLE || first.score < otherWeight * (other?.score ?? 0))
    return { kind: 'unknown' }
  const gap = second ? (first.score - second.score) / first.score : 1
  if (first.share >= SURE && gap >= CLEAR) return { kind: 'answer', answer: first.answer }
  const offered = found.filter(({ score }) => score >= first.score * BEHIND).slice(0, MOST_OFFERED)
  return { kind: 'choose', answers: offered.map(({ answer }) => answer) }
}
