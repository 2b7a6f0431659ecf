import { readAnswerPack } from '../../../src/core/answers/answer-pack.ts'
import { createWordReader } from '../../../src/core/answers/question-words.ts'
import type { KnownQuestion } from '../../../src/core/answers/score-pack.ts'
import { joinPackLines } from './pack-lines.ts'

/** What a point of a pack is in the logarithm of the odds, and how many points make them even. */
const [POINT, EVEN] = [0.5, 2]
/** The most points of a term. */
const MOST = 9
/** How much more a question of something else counts: there are fewer of them. */
const ELSEWHERE = 4
/** What weight costs beside the mean loss of a question: the more, the fewer terms say anything. */
const PENALTY = 1e-4
const STEPS = 300

type Example = { readonly terms: readonly number[]; readonly isTopic: boolean }

/**
 * A pack with its lines `@topic` learnt anew from questions about answers and about something else: logistic
 * regression with a penalty on each weight (FISTA, Beck and Teboulle 2009), in whole points.
 */
export function learnTopic(text: string, questions: readonly KnownQuestion[]): string {
  const pack = readAnswerPack(text)
  if (!pack.ok) throw new Error(pack.error)
  const read = createWordReader(pack.value)
  const numbers = new Map<string, number>()
  const examples = questions.flatMap(({ question, expects }): Example[] => {
    if (expects === 'emergency' || expects === 'medical') return []
    const { words, pairs } = read(question)
    const terms = [...new Set([...words, ...pairs])].map((term) => {
      const number = numbers.get(term) ?? numbers.size
      numbers.set(term, number)
      return number
    })
    return [{ terms, isTopic: expects !== 'off-topic' }]
  })
  const weights = learnWeights(examples, numbers.size)
  const points = [...numbers].map(([term, number]) => ({
    term,
    points: Math.max(-MOST, Math.min(MOST, Math.round((weights[number] ?? 0) / POINT))),
  }))
  const lines = Object.entries(Object.groupBy(points, (each) => each.points))
    .filter(([each]) => Number(each) !== 0)
    .flatMap(([each, terms = []]) =>
      joinPackLines(`@topic ${each} `, '; ', terms.map(({ term }) => term).sort()),
    )
  const rest = text.split('\n').filter((line) => !/^@(?:topic|other) /.test(line))
  const end = rest.findLastIndex((line) => line.startsWith('@')) + 1
  return [...rest.slice(0, end), ...lines, ...rest.slice(end)].join('\n')
}

function learnWeights(examples: readonly Example[], size: number): Float64Array {
  const step = 1 / boundCurvature(examples, size)
  const cost = step * PENALTY * examples.length
  let [weights, ahead, pace] = [new Float64Array(size), new Float64Array(size), 1]
  for (let at = 0; at < STEPS; at++) {
    const slopes = new Float64Array(size)
    for (const { terms, isTopic } of examples) {
      const odds = terms.reduce((sum, term) => sum + (ahead[term] ?? 0), -EVEN * POINT)
      const slope = (1 / (1 + Math.exp(-odds)) - Number(isTopic)) * (isTopic ? 1 : ELSEWHERE)
      for (const term of terms) slopes[term] = (slopes[term] ?? 0) + slope
    }
    const next = ahead.map((weight, term) => {
      const moved = weight - step * (slopes[term] ?? 0)
      return Math.sign(moved) * Math.max(0, Math.abs(moved) - cost)
    })
    const faster = (1 + Math.sqrt(1 + 4 * pace * pace)) / 2
    const momentum = (pace - 1) / faster
    const before = weights
    ahead = next.map((weight, term) => weight + momentum * (weight - (before[term] ?? 0)))
    weights = next
    pace = faster
  }
  return weights
}

/** The largest curvature of the loss, by power iteration. */
function boundCurvature(examples: readonly Example[], size: number): number {
  let vector = new Float64Array(size).fill(1)
  let length = 1
  for (let at = 0; at < 30; at++) {
    const next = new Float64Array(size)
    for (const { terms, isTopic } of examples) {
      const product = terms.reduce((sum, term) => sum + (vector[term] ?? 0), 0) * (isTopic ? 1 : ELSEWHERE)
      for (const term of terms) next[term] = (next[term] ?? 0) + product
    }
    length = Math.hypot(...next)
    vector = next.map((value) => value / length)
  }
  // The logistic function is nowhere steeper than a quarter.
  return length / 4
}
