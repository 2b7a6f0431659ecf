/**
 * What the benchmark of the assistant runs inside a page; bundled by itself and put on `globalThis`.
 */
import { readAnswerSteps } from '../../../src/core/answers/answer-pack.ts'
import { type AskPack, prepareAsk } from '../../../src/core/answers/ask.ts'

let ask: AskPack | undefined

/** Each question is asked so often, and the least time counts: the rest is what else the machine does. */
const TRIES = 5

/**
 * Reads a pack and prepares it a step at a time, as the page does; gives the milliseconds of reading, of all
 * steps, and of the longest step.
 */
function prepare(text: string): { read: number; steps: number; longestStep: number } {
  const read = finish(readAnswerSteps(text))
  if (!read.ended.ok) throw new Error(read.ended.error)
  const prepared = finish(prepareAsk(read.ended.value))
  ask = prepared.ended
  return { read: read.all, steps: prepared.all, longestStep: Math.max(read.longest, prepared.longest) }
}

/** Goes through steps; the milliseconds of all and of the longest. */
function finish<T>(steps: Generator<void, T>): { ended: T; all: number; longest: number } {
  let [all, longest] = [0, 0]
  for (;;) {
    const from = performance.now()
    const step = steps.next()
    const took = performance.now() - from
    all += took
    longest = Math.max(longest, took)
    if (step.done) return { ended: step.value, all, longest }
  }
}

/** Asks each question; gives the least milliseconds of each. */
function askAll(questions: readonly string[]): number[] {
  return questions.map((question) => {
    const times = Array.from({ length: TRIES }, () => {
      const begin = performance.now()
      ask?.(question)
      return performance.now() - begin
    })
    return Math.min(...times)
  })
}

Object.assign(globalThis, { answersBench: { prepare, askAll } })
