import { generateKeyPairSync } from 'node:crypto'
import * as v from 'valibot'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PasskeyCreationView, PasskeyRequestView } from '../../../src/core/api/passkey-contract.ts'
import { stripMarks } from '../../../src/core/strip-marks.ts'
import { lockPerson } from '../../../src/issuer/db/lock-person.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { PASSKEY_LIMIT } from '../../../src/issuer/passkeys/passkeys.ts'
import {
  type AuthenticatorError,
  createSoftwareAuthenticator,
} from '../../support/browser/software-authenticator.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import { readSent, readSentCode } from '../../support/issuer/demo-inbox.ts'
import { rememberAccounts } from '../../support/issuer/fresh-accounts.ts'
import { whileUncommitted } from '../../support/issuer/interleave.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, ORIGIN, readCookie, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'
import { createRecoveryDesk } from '../../support/issuer/recovery-desk.ts'

const [mother, couple] = demoAccounts

describe.each(['sqlite', 'postgresql'] as const)('passkeys on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer
  let cookie: string

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
    await createTestIssuer(held.database)
  })
  beforeEach(async () => {
    const { query } = held.database
    for (const table of [
      'passkeys',
      'pending_steps',
      'use_counts',
      'one_time_codes',
      'outgoing_messages',
    ] as const)
      await query.deleteFrom(table).execute()
    await query.updateTable('devices').set({ ended_at: 1, end_code: 'signed_out' }).execute()
    test = await createTestIssuer(held.database)
    cookie = await test.signIn(mother)
  })
  afterAll(() => held.dispose())

  const post = (path: string, body?: unknown, as = '') =>
    test.request(path, { method: 'POST', ...(body !== undefined && { body }), ...(as && { cookie: as }) })
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code
  const askToCreate = async (as = cookie) => {
    const answer = await post(
      '/api/passkeys/options',
      { password: as === cookie ? mother.password : couple.password },
      as,
    )
    expect(answer.status).toBe(200)
    return v.parse(PasskeyCreationView, await answer.json())
  }
  const add = async (name?: string, as = cookie) => {
    const authenticator = createSoftwareAuthenticator(ORIGIN)
    const credential = authenticator.create(await askToCreate(as))
    const answer = await post('/api/passkeys', { credential, ...(name && { name }) }, as)
    expect(answer.status).toBe(200)
    return { authenticator, credential, passkey: (await answer.json()) as { id: string; name: string } }
  }
  const askToSignIn = async () => {
    const answer = await post('/api/session/passkey/options')
    expect(answer.status).toBe(200)
    const options = v.parse(PasskeyRequestView, await answer.json())
    return { options, attempt: readCookie(answer), setCookie: answer.headers.getSetCookie() }
  }
  const list = async (as = cookie) =>
    ((await (await test.request('/api/passkeys', { cookie: as })).json()) as { passkeys: { id: string }[] })
      .passkeys

  it('are made in a session, listed, renamed and removed', async () => {
    const { passkey } = await add('Máy của mẹ')
    expect(passkey).toEqual({ id: passkey.id, name: 'Máy của mẹ', createdAt: test.clock.now })
    expect(await list()).toEqual([passkey])
    const rename = await test.request(`/api/passkeys/${passkey.id}`, {
      method: 'PATCH',
      cookie,
      body: { name: '  Điện thoại  ' },
    })
    expect(rename.status).toBe(204)
    expect(await list()).toMatchObject([{ name: 'Điện thoại' }])
    const remove = (password = mother.password) =>
      post(`/api/passkeys/${passkey.id}/removal`, { password }, cookie)
    expect(await codeOf(await remove('sai'))).toBe('password_wrong')
    const told = await readSent(test, async () => expect((await remove()).status).toBe(204))
    expect(told.map(({ channel }) => channel).sort()).toEqual(['email', 'sms'])
    expect(await list()).toEqual([])
    expect((await remove()).status).toBe(404)
  })

  it('are kept whatever an authenticator says of its maker, which nobody looks at', async () => {
    const content = new Map<string, unknown>([
      ['alg', -7],
      ['sig', Buffer.alloc(70, 1)],
      // Certificates may name addresses, which would be asked whether they are revoked.
      ['x5c', [Buffer.from('a certificate'), Buffer.from('another')]],
    ])
    for (const format of ['android-key', 'android-safetynet', 'apple', 'fido-u2f', 'packed', 'tpm', 'none']) {
      const authenticator = createSoftwareAuthenticator(ORIGIN)
      const made = authenticator.create(await askToCreate(), { statement: { format, content } })
      expect((await post('/api/passkeys', { credential: made }, cookie)).status, format).toBe(200)
    }
  })

  it('are not made by whoever has the session alone', async () => {
    const ask = (password: string) => post('/api/passkeys/options', { password }, cookie)
    for (let count = 0; count < 5; count++) expect(await codeOf(await ask('sai'))).toBe('password_wrong')
    expect((await ask(mother.password)).status).toBe(429)
    test.clock.now += 900
    expect((await ask(mother.password)).status).toBe(200)
  })

  it('ask for what can be found without a number and is proved by the person’s body', async () => {
    const { authenticator: _, passkey } = await add()
    expect(passkey.name).toBe('Máy này')
    const options = await askToCreate()
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: 'Ví BHYT' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    expect(options.excludeCredentials).toHaveLength(1)
    // What the device shows, and the issuer keeps nowhere else.
    expect(options.user.displayName).toBe('Nguyễn Thị Mẫu')
    expect(JSON.stringify(options)).not.toContain(mother.login)
  })

  it('are not kept from a session that ends in the same moment', async () => {
    const credential = createSoftwareAuthenticator(ORIGIN).create(await askToCreate())
    const answer = await whileUncommitted(
      held.database,
      (transaction) => transaction.updateTable('sessions').set({ end_code: 'signed_out' }).execute(),
      () => post('/api/passkeys', { credential }, cookie),
    )
    expect(await codeOf(answer)).toBe('session_expired')
    expect(await held.database.query.selectFrom('passkeys').selectAll().execute()).toEqual([])
  })

  it('tell the person that one was added', async () => {
    const outbox = async () => (await (await test.request('/dev/outbox')).json()) as { subject?: string }[]
    await add()
    expect((await outbox()).map(({ subject }) => subject)).toContain('Ví BHYT: thêm vân tay hoặc khuôn mặt')
  })

  it('sign in without a number on the same device', async () => {
    const { authenticator } = await add()
    const { options, attempt, setCookie } = await askToSignIn()
    expect(setCookie).toEqual([
      expect.stringMatching(
        /^__Host-passkey=[\w-]{43}; Path=\/; Max-Age=600; Secure; HttpOnly; SameSite=Strict$/,
      ),
    ])
    const answer = await post(
      '/api/session/passkey',
      { credential: authenticator.get(options) },
      `${attempt}; ${cookie}`,
    )
    expect(await answer.json()).toMatchObject({ next: 'done', account: { displayName: 'Nguyễn Thị Mẫu' } })
    const session = readCookie(answer)
    expect((await test.request('/api/session', { cookie: session })).status).toBe(200)
    expect(await list(session)).toMatchObject([{ usedAt: test.clock.now }])
    const devices = await (await test.request('/api/devices', { cookie: session })).json()
    expect(devices).toMatchObject({
      signIns: expect.arrayContaining([expect.objectContaining({ method: 'passkey' })]),
    })
  })

  it('need the code as well on a new device', async () => {
    const { authenticator } = await add()
    const { options, attempt } = await askToSignIn()
    const answer = await post('/api/session/passkey', { credential: authenticator.get(options) }, attempt)
    const step = (await answer.json()) as { next: string; proof: string; ticket: string }
    expect(step).toMatchObject({ next: 'take-over', proof: 'code' })
    const { ticket } = step
    expect(await codeOf(await post('/api/session/take-over', { ticket }))).toBe('invalid_fields')
    const code = await readSentCode(test, () => post('/api/session/take-over/code', { ticket }))
    expect(await (await post('/api/session/take-over', { ticket, code })).json()).toMatchObject({
      next: 'done',
    })
  })

  it('are gone after a recovery: whoever had got into the account may have added one', async () => {
    const forgetAll = await rememberAccounts(held.database)
    const { authenticator } = await add()
    const { options, attempt } = await askToSignIn()
    const desk = createRecoveryDesk(test)
    const code = await readSentCode(test, () => desk.askByEmail(mother.login, mother.email))
    const told = await readSent(test, async () => {
      expect((await desk.recover(mother.login, code, 'mai nay đi chợ')).status).toBe(204)
    })
    for (const { body } of told) expect(stripMarks(body)).toContain('khuon mat da them')
    const answer = await post(
      '/api/session/passkey',
      { credential: authenticator.get(options) },
      `${attempt}; ${cookie}`,
    )
    expect(await codeOf(answer)).toBe('passkey_unknown')
    await forgetAll()
  })

  it('are not taken twice for one challenge, not even at the same time', async () => {
    const { authenticator } = await add()
    const { options, attempt } = await askToSignIn()
    const credential = authenticator.get(options)
    const send = () => post('/api/session/passkey', { credential }, `${attempt}; ${cookie}`)
    const answers = await Promise.all([send(), send(), send()])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await codeOf(await send())).toBe('passkey_refused')
  })

  it('belong to the browser that has asked, for ten minutes', async () => {
    const { authenticator } = await add()
    const first = await askToSignIn()
    const credential = authenticator.get(first.options)
    expect(await codeOf(await post('/api/session/passkey', { credential }))).toBe('passkey_refused')
    const other = await askToSignIn()
    expect(await codeOf(await post('/api/session/passkey', { credential }, other.attempt))).toBe(
      'passkey_refused',
    )
    const late = await askToSignIn()
    test.clock.now += 600
    expect(
      await codeOf(
        await post('/api/session/passkey', { credential: authenticator.get(late.options) }, late.attempt),
      ),
    ).toBe('passkey_refused')
  })

  const errors: [string, AuthenticatorError][] = [
    ['of another origin', { origin: 'https://evil.example' }],
    ['for another site', { rpId: 'evil.example' }],
    ['for another challenge', { challenge: 'AAAA' }],
    ['without the person’s body', { isVerified: false }],
  ]
  const signInErrors: [string, AuthenticatorError][] = [
    ...errors,
    ['by another key', { key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }],
    ['with a counter that stands still', { counter: 0 }],
    ['for another person', { userHandle: 'AAAA' }],
  ]

  it.each(errors)('are not kept when made %s', async (_what, error) => {
    const authenticator = createSoftwareAuthenticator(ORIGIN)
    const credential = authenticator.create(await askToCreate(), error)
    expect(await codeOf(await post('/api/passkeys', { credential }, cookie))).toBe('passkey_refused')
    expect(await list()).toEqual([])
  })

  it.each(signInErrors)('do not sign in %s', async (_what, error) => {
    const { authenticator } = await add()
    // So that the counter is no longer 0.
    const before = await askToSignIn()
    const first = await post(
      '/api/session/passkey',
      { credential: authenticator.get(before.options) },
      `${before.attempt}; ${cookie}`,
    )
    expect(first.status).toBe(200)
    const { options, attempt } = await askToSignIn()
    const answer = await post(
      '/api/session/passkey',
      { credential: authenticator.get(options, error) },
      attempt,
    )
    expect(await codeOf(answer)).toBe('passkey_refused')
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  it('are not kept for another session’s challenge, or twice', async () => {
    const options = await askToCreate()
    const authenticator = createSoftwareAuthenticator(ORIGIN)
    const credential = authenticator.create(options)
    const stranger = await test.signIn(couple)
    expect(await codeOf(await post('/api/passkeys', { credential }, stranger))).toBe('passkey_refused')
    expect((await post('/api/passkeys', { credential }, cookie)).status).toBe(200)
    expect(await codeOf(await post('/api/passkeys', { credential }, cookie))).toBe('passkey_refused')
    // Nor by anyone else: a credential is one person’s.
    const again = authenticator.create(await askToCreate(stranger))
    expect(await codeOf(await post('/api/passkeys', { credential: again }, stranger))).toBe('passkey_refused')
  })

  it('are nobody else’s to rename or remove', async () => {
    const { passkey } = await add()
    const stranger = await test.signIn(couple)
    const path = `/api/passkeys/${passkey.id}`
    const { password } = couple
    expect((await post(`${path}/removal`, { password }, stranger)).status).toBe(404)
    const rename = await test.request(path, { method: 'PATCH', cookie: stranger, body: { name: 'x' } })
    expect(rename.status).toBe(404)
    expect(await list(stranger)).toEqual([])
  })

  it('are not known once removed, or when the account is closed', async () => {
    const { authenticator, passkey } = await add()
    const signIn = async () => {
      const { options, attempt } = await askToSignIn()
      return post('/api/session/passkey', { credential: authenticator.get(options) }, attempt)
    }
    const close = (closedAt: number | null) =>
      held.database.query.updateTable('accounts').set({ closed_at: closedAt }).execute()
    await close(test.clock.now)
    expect(await codeOf(await signIn())).toBe('passkey_unknown')
    await close(null)
    await post(`/api/passkeys/${passkey.id}/removal`, { password: mother.password }, cookie)
    expect(await codeOf(await signIn())).toBe('passkey_unknown')
  })

  it('are ten at most', async () => {
    for (let count = 0; count < PASSKEY_LIMIT; count++) await add()
    expect(await codeOf(await post('/api/passkeys/options', { password: mother.password }, cookie))).toBe(
      'passkey_limit',
    )
  })

  it('are ten at most, also with those that come in the same moment', async () => {
    const credential = createSoftwareAuthenticator(ORIGIN).create(await askToCreate())
    const { id: personId } = await held.database.query
      .selectFrom('people')
      .select('id')
      .where('bhxh_code', '=', mother.login)
      .executeTakeFirstOrThrow()
    const others = Array.from({ length: PASSKEY_LIMIT }, (_, index) => ({
      id: `other ${index}`,
      person_id: personId,
      credential_id: `other ${index}`,
      public_key: new Uint8Array(1),
      counter: 0,
      transports: '[]',
      name: 'Máy khác',
      created_at: test.clock.now,
      used_at: null,
    }))
    const answer = await whileUncommitted(
      held.database,
      async (transaction) => {
        await lockPerson(transaction, personId)
        await transaction.insertInto('passkeys').values(others).execute()
      },
      () => post('/api/passkeys', { credential }, cookie),
    )
    expect(await codeOf(answer)).toBe('passkey_limit')
  })

  it('drop what extensions have said, which may be secret', async () => {
    const authenticator = createSoftwareAuthenticator(ORIGIN)
    const credential = {
      ...authenticator.create(await askToCreate()),
      clientExtensionResults: { prf: { enabled: true, results: { first: 'c2VjcmV0' } } },
    }
    expect((await post('/api/passkeys', { credential }, cookie)).status).toBe(200)
    const rows = await held.database.query.selectFrom('passkeys').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('c2VjcmV0')
  })

  it.each([
    ['no credential', {}],
    ['an endless name', { name: 'x'.repeat(61) }],
    ['an endless credential', { credential: { id: 'A'.repeat(1365) } }],
  ])('refuse %s', async (_what, body) => {
    expect(await codeOf(await post('/api/passkeys', body, cookie))).toBe('invalid_fields')
  })
})
