import { describe, expect, it } from 'vitest'
import { accountEndpoints } from '../../../../src/core/api/account-contract.ts'
import { askEndpoint } from '../../../../src/wallet/issuer/ask-endpoint.ts'
import type { Issuer } from '../../../../src/wallet/issuer/issuer-client.ts'
import { sendCode } from '../../../../src/wallet/issuer/send-code.ts'

/** An issuer that gives one answer and keeps what it was sent. */
function createIssuer(answer: Response) {
  const asked: { path: string; method: string | undefined; body: unknown }[] = []
  const issuer: Issuer = {
    fetch: async (path, { method, body } = {}) => {
      asked.push({ path: String(path), method, body: body === undefined ? body : JSON.parse(String(body)) })
      return answer
    },
    now: () => 1_000,
  }
  return { issuer, asked }
}

const passkey = { id: 'one', name: 'Điện thoại', createdAt: 1 }

describe('asking an endpoint', () => {
  it('sends what its schema names, and nothing of an extension’s secrets', async () => {
    const { issuer, asked } = createIssuer(Response.json(passkey))
    const response = {
      clientDataJSON: 'YQ',
      attestationObject: 'YQ',
      publicKey: 'YQ',
      authenticatorData: 'YQ',
    }
    const credential = {
      id: 'YQ',
      rawId: 'YQ',
      type: 'public-key' as const,
      response,
      clientExtensionResults: { prf: { results: { first: 'c2VjcmV0' } } },
    }
    await askEndpoint(issuer, accountEndpoints.addPasskey, { body: { credential } })
    expect(asked[0]?.body).toEqual({
      credential: {
        id: 'YQ',
        rawId: 'YQ',
        type: 'public-key',
        response: { clientDataJSON: 'YQ', attestationObject: 'YQ' },
      },
    })
  })

  it('puts an id into the path as one piece of it', async () => {
    const { issuer, asked } = createIssuer(new Response(null, { status: 204 }))
    await askEndpoint(issuer, accountEndpoints.removeDevice, { id: '../session' })
    expect(asked[0]).toMatchObject({ path: '/api/devices/..%2Fsession', method: 'DELETE' })
  })

  it('sends nothing that the schema refuses', async () => {
    const { issuer, asked } = createIssuer(Response.json({}))
    const body = { ticket: 'x', code: '12' }
    await expect(askEndpoint(issuer, accountEndpoints.takeOver, { body })).rejects.toMatchObject({
      code: 'invalid_fields',
    })
    expect(asked).toEqual([])
  })

  it('lives with members that are new to it, and refuses what is no answer', async () => {
    const read = (answer: unknown) =>
      askEndpoint(createIssuer(Response.json(answer)).issuer, accountEndpoints.readPasskeys)
    expect(await read({ passkeys: [{ ...passkey, colour: 'red' }], more: 1 })).toEqual({
      passkeys: [passkey],
    })
    for (const answer of [{}, { passkeys: 'none' }, { passkeys: [{ ...passkey, createdAt: 'now' }] }, null]) {
      await expect(read(answer)).rejects.toMatchObject({ code: 'answer_malformed' })
    }
  })

  it('tells why in particular, and how long to wait', async () => {
    const problem = { code: 'password_weak', reasons: ['own_name', 7], retryAfter: 12 }
    const { issuer } = createIssuer(Response.json(problem, { status: 422 }))
    await expect(askEndpoint(issuer, accountEndpoints.readPasskeys)).rejects.toMatchObject({
      code: 'password_weak',
      reasons: ['own_name'],
      retryAfter: 12,
    })
  })
})

describe('a code that is sent', () => {
  it('is reckoned by the device’s clock, which may be wrong', async () => {
    const sent = { resendAt: 7_060, expiresAt: 7_300 }
    const headers = { Date: new Date(7_000_000).toUTCString() }
    const { issuer } = createIssuer(Response.json(sent, { headers }))
    const ticket = 'a'.repeat(43)
    expect(await sendCode(issuer, accountEndpoints.sendTakeOverCode, { ticket })).toEqual({
      resendAt: 1_060,
      expiresAt: 1_300,
    })
  })
})
