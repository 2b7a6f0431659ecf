import { describe, expect, it } from 'vitest'
import { endpoints } from '../../../src/core/api/contract.ts'
import type { Endpoint } from '../../../src/core/api/endpoint.ts'
import { useOfficeDesk } from '../../support/issuer/office-desk.ts'

const withIds = Object.entries<Endpoint>(endpoints).filter(([, { path }]) => path.includes('/:'))

/** U+0000, which PostgreSQL keeps in no text, and letters that no id has. */
const letters = ['%00', 'a%00b', '%0a', '%ff', '%ed%a0%80', '%E2%80%AE', 'a b', 'x'.repeat(9000)]

describe.each(['sqlite', 'postgresql'] as const)('letters that no id has, on %s', (kind) => {
  const desk = useOfficeDesk(kind)
  const faults = () => desk.test.log.filter(({ event }) => event === 'fault')

  it.each(withIds)('%s answers them with 404', async (_name, { method, path, officer }) => {
    const cookie = officer ? desk.cookies.supervisor : await desk.test.signIn()
    for (const each of letters) {
      const answer = await desk.send(path.replace(/:\w+/g, each), cookie, method)
      expect([each, answer.status]).toEqual([each, 404])
    }
    expect(faults()).toEqual([])
  })

  it.each([
    ['PATCH', '/api/passkeys/some-id', { name: 'a\0b' }, 'malformed_request'],
    ['PATCH', '/api/passkeys/some-id', { name: 'a\u202eb' }, 'invalid_fields'],
    ['POST', '/api/holder-keys', { cardId: 'a\0b', proof: 'AA' }, 'malformed_request'],
    [
      'POST',
      '/api/account/address',
      { address: 'a\0b', wardCode: '00001', code: '123456' },
      'malformed_request',
    ],
    ['POST', '/api/session', { login: '0099990001', password: 'a\0b' }, 'malformed_request'],
  ])('%s %s with %j is %s', async (method, path, body, code) => {
    const answer = await desk.send(path, await desk.test.signIn(), method, body)
    expect(await answer.json()).toMatchObject({ code })
    expect(faults()).toEqual([])
  })

  it('takes a text that only looks like one', async () => {
    const body = { login: '0099990001', password: String.raw`a\u0000b` }
    expect(await (await desk.post('/api/session', body, '')).json()).toMatchObject({ code: 'sign_in_failed' })
  })
})
