import type { AnswerPack } from '../../../src/core/answers/answer-pack.ts'
import { createWordReader } from '../../../src/core/answers/question-words.ts'
import type { KnownQuestion } from '../../../src/core/answers/score-pack.ts'

/** Points of an answer, as its lines have them. */
type Points = string

/** A text as numbers: of its words, and of the answers that are right. */
type Example = {
  readonly words: readonly number[]
  readonly right: readonly number[]
  readonly weight: number
}

/** How often all examples are gone through, how far each moves, and how strongly what says little is held at 0. */
const [ROUNDS, STEP, HOLD] = [6, 0.15, 0.006]
/** Title and wordings are of who wrote the answers; what others asked counts more. */
const OWN = 0.5
/** Words of one example alone teach nothing. */
const LEAST_SEEN = 2
/** The most points that a line can give to a word. */
const MOST = 9

/**
 * What words speak for or against each answer, by its id: a softmax regression over folded words, by AdaGrad
 * with an L1 bound, on titles, wordings and questions whose right answers are known. The same comes of the same.
 */
export function learnPoints(pack: AnswerPack, questions: readonly KnownQuestion[]): Map<string, Points> {
  const read = createWordReader(pack, 'folded')
  const places = new Map(pack.answers.map(({ id }, at) => [id, at]))
  const texts = [
    ...pack.answers.flatMap(({ id, title, wordings }) =>
      [title, ...wordings].map((text) => ({ text, expects: [id], weight: OWN })),
    ),
    ...questions.flatMap(({ question, expects }) =>
      typeof expects === 'string' ? [] : [{ text: question, expects, weight: 1 }],
    ),
  ].map(({ text, ...rest }) => ({ ...rest, words: [...new Set(read(text).words)] }))
  const seen = new Map<string, number>()
  for (const word of texts.flatMap(({ words }) => words)) seen.set(word, (seen.get(word) ?? 0) + 1)
  const known = [...seen].flatMap(([word, times]) => (times >= LEAST_SEEN ? [word] : []))
  const numbers = new Map(known.map((word, number) => [word, number]))
  const examples = texts.flatMap(({ words, expects, weight }): Example[] => {
    const right = expects.flatMap((id) => places.get(id) ?? [])
    return right.length > 0
      ? [{ words: words.flatMap((word) => numbers.get(word) ?? []), right, weight }]
      : []
  })
  const weights = regress(examples, known.length, pack.answers.length)
  return new Map(
    pack.answers.map(({ id }, at) => {
      const points = known.flatMap((word, number) => {
        const rounded = Math.round(weights[number * pack.answers.length + at] ?? 0)
        return rounded === 0 ? [] : [{ word, points: Math.max(-MOST, Math.min(MOST, rounded)) }]
      })
      return [id, writePoints(points)]
    }),
  )
}

/** The weight of each word for each answer, word by word. */
function regress(examples: readonly Example[], words: number, answers: number): Float64Array {
  const weights = new Float64Array(words * answers)
  const moved = new Float64Array(words * answers).fill(0.1)
  const fit = new Float64Array(answers)
  const order = examples.map((_, at) => at)
  const random = createRandom()
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random)
    for (const { words, right, weight } of order.flatMap((at) => examples[at] ?? [])) {
      fit.fill(0)
      for (const word of words)
        for (let at = 0; at < answers; at++) fit[at] = (fit[at] ?? 0) + (weights[word * answers + at] ?? 0)
      toErrors(fit, right)
      for (const word of words)
        for (let at = 0; at < answers; at++) {
          const error = (fit[at] ?? 0) * weight
          if (Math.abs(error) < 1e-3) continue
          const place = word * answers + at
          const sum = (moved[place] ?? 0) + error * error
          const step = STEP / Math.sqrt(sum)
          const next = (weights[place] ?? 0) - step * error
          moved[place] = sum
          weights[place] = Math.sign(next) * Math.max(0, Math.abs(next) - step * HOLD)
        }
    }
  }
  return weights
}

/** How likely each answer is, less how likely each should be: one of the right ones, whichever. */
function toErrors(fit: Float64Array, right: readonly number[]): void {
  const most = Math.max(...fit)
  let [all, rightly] = [0, 0]
  for (const [at, value] of fit.entries()) {
    fit[at] = Math.exp(value - most)
    all += fit[at] ?? 0
  }
  for (const at of right) rightly += fit[at] ?? 0
  for (const [at, value] of fit.entries()) fit[at] = value / all - (right.includes(at) ? value / rightly : 0)
}

function writePoints(points: readonly { readonly word: string; readonly points: number }[]): Points {
  const groups = new Map<number, string[]>()
  for (const { word, points: each } of points) groups.set(each, [...(groups.get(each) ?? []), word])
  return [...groups]
    .sort(([one], [other]) => other - one)
    .map(([each, words]) => `${each > 0 ? '+' : ''}${each} ${words.sort().join(' ')}`)
    .join(' ')
}

/** Numbers from 0 to 1, the same ones each time. */
function createRandom(): () => number {
  let state = 7
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const [one = 0, next = 0] = [order[at], order[other]]
    order[at] = next
    order[other] = one
  }
}

/** The text of a pack with these points in the place of those that it had. */
export function putPoints(text: string, points: ReadonlyMap<string, Points>): string {
  let id = ''
  return text
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('# ')) id = line.slice(2)
      if (/^\* [+-]/.test(line)) return []
      const learnt = /^\* \d/.test(line) && points.get(id)
      return learnt ? [line, `* ${learnt}`] : [line]
    })
    .join('\n')
}
