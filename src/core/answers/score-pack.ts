import { finishSteps } from '../finish-steps.ts'
import type { AnswerPack, Routing } from './answer-pack.ts'
import { type AnswerReply, prepareAsk } from './ask.ts'

/** A question whose right outcome is known. */
export type KnownQuestion = {
  readonly question: string
  /** Ids of answers, any of which is right; or that none is. */
  readonly expects: readonly string[] | Routing
}

/** What became of questions; numbers of questions. */
export type PackScore = {
  readonly asked: number
  /** Of those about an answer: it is the first. */
  readonly first: number
  /** It is given, or among those to choose from. */
  readonly within: number
  /** Another was given by itself. */
  readonly wrong: number
  /** Of those about nothing here: none was given or offered. */
  readonly refused: number
  /** Of those for 115 or a doctor: sent there. */
  readonly routed: number
  readonly about: Readonly<Record<'answer' | Routing, number>>
}

/** The kept questions of a pack. */
export function listKnownQuestions({ answers, routed }: AnswerPack): KnownQuestion[] {
  return [
    ...answers.flatMap(({ id, questions }) => questions.map((question) => ({ question, expects: [id] }))),
    ...(Object.keys(routed) as Routing[]).flatMap((expects) =>
      routed[expects].map((question) => ({ question, expects })),
    ),
  ]
}

/** How a question went. */
export function judgeReply({ urgency, outcome }: AnswerReply, expects: KnownQuestion['expects']) {
  const given =
    outcome.kind === 'answer'
      ? [outcome.answer.id]
      : outcome.kind === 'choose'
        ? outcome.answers.map(({ id }) => id)
        : []
  if (typeof expects === 'string')
    return {
      isRight: expects === 'off-topic' ? given.length === 0 && !urgency : urgency === expects,
      isFirst: false,
      isWithin: false,
      isWrong: expects === 'off-topic' && outcome.kind === 'answer',
    }
  const isFirst = expects.includes(given[0] ?? '')
  const isWithin = given.some((id) => expects.includes(id))
  return { isRight: isFirst, isFirst, isWithin, isWrong: outcome.kind === 'answer' && !isFirst }
}

/** Asks a pack all questions. */
export const scorePack = (pack: AnswerPack, questions: readonly KnownQuestion[]): PackScore =>
  finishSteps(scoreSteps(pack, questions))

/** The same in small steps, for a service that has others to answer in between. */
export function* scoreSteps(
  pack: AnswerPack,
  questions: readonly KnownQuestion[],
): Generator<void, PackScore> {
  const ask = yield* prepareAsk(pack)
  const about = { answer: 0, 'off-topic': 0, emergency: 0, medical: 0 }
  const score = { asked: questions.length, first: 0, within: 0, wrong: 0, refused: 0, routed: 0 }
  for (const { question, expects } of questions) {
    const { isRight, isFirst, isWithin, isWrong } = judgeReply(ask(question), expects)
    about[typeof expects === 'string' ? expects : 'answer']++
    if (isFirst) score.first++
    if (isWithin) score.within++
    if (isWrong) score.wrong++
    if (isRight && expects === 'off-topic') score.refused++
    if (isRight && (expects === 'emergency' || expects === 'medical')) score.routed++
    yield
  }
  return { ...score, about }
}
