import { expect, it, vi } from 'vitest'
import { fetchLists } from '../../../../src/desk-app/lists/refresh-lists.ts'

type Answer = Uint8Array<ArrayBuffer> | number | object

/** An issuer that answers these paths: bytes, JSON, or a status; nothing else reaches it. */
function stubIssuer(answers: Readonly<Record<string, Answer>>) {
  vi.stubGlobal('fetch', async (path: string) => {
    const answer = answers[path]
    if (answer === undefined) throw new TypeError('Failed to fetch')
    if (typeof answer === 'number') return new Response(null, { status: answer })
    if (answer instanceof Uint8Array) {
      return new Response(answer, { headers: { 'content-type': 'application/cose' } })
    }
    return Response.json(answer)
  })
}

const [trust, zero, four] = [Uint8Array.of(1), Uint8Array.of(10), Uint8Array.of(14)]

it('fetches every status list that the issuer names', async () => {
  stubIssuer({
    '/api/trust-list': trust,
    '/api/status-lists': { lists: [0, 4] },
    '/api/status-lists/0': zero,
    '/api/status-lists/4': four,
  })
  expect(await fetchLists()).toMatchObject({ trustList: trust, statusLists: [zero, four] })
})

it('takes what comes when one is missing', async () => {
  stubIssuer({
    '/api/trust-list': trust,
    '/api/status-lists': { lists: [0, 4] },
    '/api/status-lists/0': 404,
    '/api/status-lists/4': four,
  })
  expect(await fetchLists()).toMatchObject({ trustList: trust, statusLists: [four] })
})

it('has nothing without a network', async () => {
  stubIssuer({ '/api/trust-list': trust })
  expect(await fetchLists()).toBeUndefined()
})
