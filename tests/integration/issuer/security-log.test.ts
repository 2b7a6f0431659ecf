import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Secret } from '../../../src/issuer/config.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { DEMO_OFFICER_PASSWORD, generateDemoOfficerCode } from '../../../src/issuer/demo/demo-back-office.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, readCookie, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'

const [mother] = demoAccounts
const SECRET = 'for-those-who-run-it'

describe('what whoever runs the service sees, and others do not', () => {
  let held: TestDatabase
  let test: TestIssuer
  beforeAll(async () => {
    held = await openDemoDatabase('sqlite')
    test = await createTestIssuer(held.database, { operationsSecret: new Secret(SECRET) })
  })
  afterAll(() => held.dispose())

  /** The security events of what is done, without what differs each time. */
  async function watch(run: () => Promise<unknown>) {
    test.log.length = 0
    await run()
    return test.log
      .filter(({ event }) => event === 'security')
      .map(({ entry }) => `${entry['kind']} ${entry['code']}`.trim())
  }
  const post = (path: string, body: unknown, options = {}) =>
    test.request(path, { method: 'POST', body, ...options })

  it('a sign-in of two steps, a wrong one, its end', async () => {
    let cookie = ''
    expect(
      await watch(async () => {
        cookie = await test.signIn()
      }),
    ).toEqual(['authentication_step', 'authenticated'])
    const wrong = { login: mother.login, password: 'khong dung' }
    expect(await watch(() => post('/api/session', wrong))).toEqual(['authentication_refused sign_in_failed'])
    const strange = { method: 'GET', cookie }
    expect(await watch(() => test.request('/api/dependants/strange/snapshot', strange))).toEqual([
      'access_refused not_found',
    ])
    expect(await watch(() => test.request('/api/session', { method: 'DELETE', cookie }))).toEqual([
      'session_ended',
    ])
  })

  it('an officer’s steps, and what they may not do', async () => {
    const password = { login: 'canbo', password: DEMO_OFFICER_PASSWORD }
    expect(await watch(() => post('/api/office/session', password))).toEqual([
      'authentication_step officer_code_needed',
    ])
    expect(await watch(() => post('/api/office/session', { ...password, code: '000000' }))).toEqual([
      'authentication_refused officer_code_failed',
    ])
    const code = generateDemoOfficerCode('canbo', test.clock.now)
    let cookie = ''
    expect(
      await watch(async () => {
        cookie = readCookie(await post('/api/office/session', { ...password, code }))
      }),
    ).toEqual(['authenticated'])
    expect(await watch(() => test.request('/api/office/audit', { cookie }))).toEqual([
      'access_refused officer_forbidden',
    ])
  })

  it('a foreign origin, wrong bodies, forged messages, limits', async () => {
    const headers = { 'Sec-Fetch-Site': 'cross-site' }
    expect(await watch(() => post('/api/session', {}, { headers }))).toEqual([
      'origin_refused forbidden_origin',
    ])
    expect(await watch(() => post('/api/session', '{'))).toEqual(['input_refused malformed_request'])
    expect(await watch(() => post('/api/session', {}))).toEqual(['input_refused invalid_fields'])
    expect(await watch(() => post('/api/sms/inbound', '{}'))).toEqual(['proof_refused signature_invalid'])
    const wrong = { login: '0099990010', password: 'khong dung' }
    const events = await watch(async () => {
      for (let tries = 0; tries < 6; tries++) await post('/api/session', wrong, { address: '203.0.113.5' })
    })
    expect(events.at(-1)).toBe('limit_reached too_many_requests')
  })

  it('is of one client, and names nobody', async () => {
    test.log.length = 0
    const wrong = { login: mother.login, password: 'khong dung' }
    await post('/api/session', wrong, { address: '203.0.113.7' })
    await post('/api/session', wrong, { address: '203.0.113.7' })
    await post('/api/session', wrong, { address: '203.0.113.8' })
    const entries = test.log.filter(({ event }) => event === 'security').map(({ entry }) => entry)
    const clients = entries.map(({ client }) => client)
    expect(clients[0]).toBe(clients[1])
    expect(clients[0]).not.toBe(clients[2])
    const text = JSON.stringify(entries)
    for (const personal of ['203.0.113', mother.login, 'khong dung']) expect(text).not.toContain(personal)
    // The line of the request itself has the same id.
    const ids = test.log.filter(({ event }) => event === 'request').map(({ entry }) => entry['requestId'])
    expect(entries.map(({ requestId }) => requestId)).toEqual(ids)
  })

  it('the description of the API and the readiness are for those who show the secret', async () => {
    for (const path of ['/api/openapi.json', '/api/ready']) {
      expect((await test.request(path)).status).toBe(404)
      const ask = (word: string) => test.request(path, { headers: { Authorization: word } })
      expect((await ask(`Bearer ${SECRET}x`)).status).toBe(404)
      expect((await ask(SECRET)).status).toBe(404)
      expect((await ask(`Bearer ${SECRET}`)).status).toBe(200)
    }
    expect((await test.request('/api/health')).status).toBe(200)
  })
})
