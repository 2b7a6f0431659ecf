// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { dropWaitingQuestions, giveQuestion } from '../../../../src/app/questions/give-question.ts'
import { eventually } from '../../../support/eventually.ts'

/** What has come, and what the issuer answers to each: no network where it is no status. */
let came: string[] = []
let answer: (text: string) => number | undefined = () => 204

beforeEach(() => {
  came = []
  vi.stubGlobal('fetch', async (_path: string, { body, credentials }: RequestInit) => {
    expect(credentials).toBe('omit')
    const { text } = JSON.parse(String(body)) as { text: string }
    const status = answer(text)
    if (status === undefined) throw new TypeError('no network')
    came.push(text)
    return new Response(null, { status })
  })
})

afterEach(() => {
  dropWaitingQuestions()
  vi.unstubAllGlobals()
})

const comeOnline = () => dispatchEvent(new Event('online'))

it('waits without a network, and goes once when there is one, however often that is said', async () => {
  answer = () => undefined
  expect(await giveQuestion('hỏi một', 'vi')).toBe('waiting')
  expect(await giveQuestion('hỏi hai', 'vi')).toBe('waiting')
  answer = () => 204
  comeOnline()
  comeOnline()
  await eventually(() => expect(came).toHaveLength(2))
  expect(await giveQuestion('hỏi ba', 'vi')).toBe('given')
  expect(came.sort()).toEqual(['hỏi ba', 'hỏi hai', 'hỏi một'])
})

it('does not stand in the way of others where it is refused', async () => {
  answer = (text) => (text === 'hỏi một' ? 422 : 204)
  expect(await giveQuestion('hỏi một', 'vi')).toBe('refused')
  expect(await giveQuestion('hỏi hai', 'vi')).toBe('given')
})

it('is not said to be given where nothing but a number is in it', async () => {
  answer = () => 204
  expect(await giveQuestion('0912 345 678', 'vi')).toBe('refused')
  expect(came).toEqual([])
})

it('is forgotten once that is switched off, also while it was under way', async () => {
  answer = () => undefined
  const first = giveQuestion('hỏi một', 'vi')
  dropWaitingQuestions()
  await first
  answer = () => 204
  comeOnline()
  expect(await giveQuestion('hỏi hai', 'vi')).toBe('given')
  expect(came).toEqual(['hỏi hai'])
})
