/** What the assistant is made of, to be weighed: without what the benchmark does with it. */
export { readAnswerSteps } from '../../../src/core/answers/answer-pack.ts'
export { prepareAsk } from '../../../src/core/answers/ask.ts'
