import { sql } from 'kysely'
import * as v from 'valibot'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PasskeyCreationView, PasskeyProofView } from '../../../src/core/api/passkey-contract.ts'
import { fromBase64Url } from '../../../src/core/bytes.ts'
import { writeWalletCode } from '../../../src/core/credential/qr-text.ts'
import { verifyTrustList } from '../../../src/core/credential/trust-list.ts'
import { verifyCard } from '../../../src/core/credential/verify-card.ts'
import { demoRoot } from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { createSoftwareAuthenticator } from '../../support/browser/software-authenticator.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, ORIGIN, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'

const DAY = 86_400
const [mother, couple] = demoAccounts

describe.each(['sqlite', 'postgresql'] as const)('codes for print on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer
  let cookie: string

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
  })
  beforeEach(async () => {
    test = await createTestIssuer(held.database)
    for (const table of ['use_counts', 'passkeys', 'pending_steps'] as const)
      await held.database.query.deleteFrom(table).execute()
    cookie = await test.signIn(mother)
  })
  afterAll(() => held.dispose())

  const ask = (body: unknown, as = cookie) =>
    test.request('/api/paper-codes', { method: 'POST', cookie: as, body })
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code

  /** The cards of a person and of the dependants, the own one first. */
  async function listCards({ login }: { login: string }): Promise<string[]> {
    const { id } = await held.database.query
      .selectFrom('people')
      .select('id')
      .where('bhxh_code', '=', login)
      .executeTakeFirstOrThrow()
    const own = await held.database.query
      .selectFrom('cards')
      .select('id')
      .where('person_id', '=', id)
      .execute()
    const others = await held.database.query
      .selectFrom('cards')
      .innerJoin('dependants', 'dependants.dependant_id', 'cards.person_id')
      .select('cards.id')
      .where('dependants.holder_id', '=', id)
      .execute()
    return [...own, ...others].map((card) => card.id)
  }

  async function verify(answer: Response) {
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const { credential, expiresAt } = (await answer.json()) as { credential: string; expiresAt: number }
    const bytes = fromBase64Url(credential)
    const body = new Uint8Array(await (await test.request('/api/trust-list')).arrayBuffer())
    const trustList = await verifyTrustList(body, { roots: [demoRoot], now: test.clock.now })
    if (!bytes.ok || !trustList.ok) throw new Error('not verified')
    const text = writeWalletCode(bytes.value)
    const { now } = test.clock
    return { expiresAt, outcome: await verifyCard(text, { trustList: trustList.value, now }) }
  }

  it('are given to whoever knows the password, of the own card and of dependants’, for 30 days', async () => {
    const cards = await listCards(mother)
    expect(cards).toHaveLength(3)
    for (const cardId of cards) {
      const { expiresAt, outcome } = await verify(await ask({ cardId, password: mother.password }))
      expect(outcome.verdict).toBe('valid_unbound')
      expect(expiresAt).toBe(test.clock.now + 30 * DAY)
    }
  })

  it('are not given to a session alone, and few guesses are taken', async () => {
    const [cardId] = await listCards(mother)
    expect((await ask({ cardId })).status).toBe(422)
    for (let tries = 0; tries < 5; tries++)
      expect(await codeOf(await ask({ cardId, password: `sai-${tries}` }))).toBe('password_wrong')
    expect(await codeOf(await ask({ cardId, password: mother.password }))).toBe('too_many_requests')
    expect((await ask({ cardId, password: mother.password }, '')).status).toBe(401)
  })

  describe('with a passkey', () => {
    const post = (path: string, as: string, body?: unknown) =>
      test.request(path, { method: 'POST', cookie: as, ...(body !== undefined && { body }) })

    async function addPasskey({ password }: { password: string }, as = cookie) {
      const authenticator = createSoftwareAuthenticator(ORIGIN)
      const options = await (await post('/api/passkeys/options', as, { password })).json()
      const credential = authenticator.create(v.parse(PasskeyCreationView, options))
      expect((await post('/api/passkeys', as, { credential })).status).toBe(200)
      return authenticator
    }
    async function askForProof(as = cookie) {
      const answer = await post('/api/passkeys/proof-options', as)
      expect(answer.status).toBe(200)
      return v.parse(PasskeyProofView, await answer.json())
    }

    it('are given to whoever proves one of the account, once for each challenge', async () => {
      const [cardId] = await listCards(mother)
      const authenticator = await addPasskey(mother)
      const options = await askForProof()
      expect(options.allowCredentials).toHaveLength(1)
      const passkey = authenticator.get(options)
      expect((await verify(await ask({ cardId, passkey }))).outcome.verdict).toBe('valid_unbound')
      expect(await codeOf(await ask({ cardId, passkey }))).toBe('passkey_refused')
    })

    it('are not given for the answer to another session, another site or a sign-in', async () => {
      const [cardId] = await listCards(mother)
      const authenticator = await addPasskey(mother)
      const elsewhere = await test.signIn(couple)
      await addPasskey(couple, elsewhere)
      const theirs = await askForProof(elsewhere)
      await askForProof()
      const refused = async (passkey: unknown) => codeOf(await ask({ cardId, passkey }))
      expect(await refused(authenticator.get(theirs))).toBe('passkey_refused')
      const options = await askForProof()
      expect(await refused(authenticator.get(options, { origin: 'https://other.example' }))).toBe(
        'passkey_refused',
      )
      expect(await refused(authenticator.get(await askForProof(), { isVerified: false }))).toBe(
        'passkey_refused',
      )
      const signIn = await (await post('/api/session/passkey/options', '')).json()
      expect(await refused(authenticator.get(signIn as typeof options))).toBe('passkey_refused')
    })

    it('are not given for the passkey of somebody else, nor where the account has none', async () => {
      const [cardId] = await listCards(mother)
      expect(await codeOf(await post('/api/passkeys/proof-options', cookie))).toBe('passkey_unknown')
      await addPasskey(mother)
      const stranger = await addPasskey(couple, await test.signIn(couple))
      const answer = await ask({ cardId, passkey: stranger.get(await askForProof()) })
      expect(await codeOf(answer)).toBe('passkey_unknown')
    })

    it('are not given for a passkey that ends with a new password meanwhile', async () => {
      const [cardId] = await listCards(mother)
      const authenticator = await addPasskey(mother)
      const options = await askForProof()
      await held.database.query.deleteFrom('passkeys').execute()
      expect(await codeOf(await ask({ cardId, passkey: authenticator.get(options) }))).toBe('passkey_unknown')
    })
  })

  it('are not given of a stranger’s card, whatever the password', async () => {
    const [cardId] = await listCards(couple)
    const { verifications } = test.hasher
    expect(await codeOf(await ask({ cardId, password: mother.password }))).toBe('card_unknown')
    expect(await codeOf(await ask({ cardId: 'no-such-card', password: mother.password }))).toBe(
      'card_unknown',
    )
    expect(test.hasher.verifications).toBe(verifications)
  })

  it('are twenty a day, and each is an event of the log', async () => {
    const [cardId] = await listCards(mother)
    test.log.length = 0
    for (let asked = 0; asked < 20; asked++)
      expect((await ask({ cardId, password: mother.password })).status).toBe(200)
    expect(await codeOf(await ask({ cardId, password: mother.password }))).toBe('too_many_requests')
    const events = test.log.filter(({ event }) => event === 'security').map(({ entry }) => entry['kind'])
    expect(events).toEqual([...Array<string>(20).fill('credential_changed'), 'limit_reached'])
  })

  it('are in no row of the database', async () => {
    const [cardId] = await listCards(mother)
    const answer = await ask({ cardId, password: mother.password })
    const { credential } = (await answer.json()) as { credential: string }
    const bytes = Buffer.from(credential, 'base64url')
    // What no other thing has in common with it.
    const signature = bytes.subarray(-64)
    const tables = await held.database.query.introspection.getTables()
    expect(tables.length).toBeGreaterThan(20)
    for (const { name } of tables) {
      const rows = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(
        held.database.query,
      )
      const values = rows.rows.flatMap((row) => Object.values(row))
      const found = values.filter((value) =>
        value instanceof Uint8Array
          ? Buffer.from(value).includes(signature)
          : String(value).includes(credential.slice(-40)),
      )
      expect([name, found.length]).toEqual([name, 0])
    }
  })
})
