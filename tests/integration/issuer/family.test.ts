import { sql, type Transaction } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Bytes } from '../../../src/core/bytes.ts'
import { fromBase64Url } from '../../../src/core/bytes.ts'
import { CARD_CREDENTIAL, type CardCredential } from '../../../src/core/credential/card-credential.ts'
import { verifyIssuerSigned } from '../../../src/core/credential/issuer-signed.ts'
import { isRevoked, verifyStatusList } from '../../../src/core/credential/status-list.ts'
import { verifyTrustList } from '../../../src/core/credential/trust-list.ts'
import type { TrustList } from '../../../src/core/credential/trusted-keys.ts'
import { type Snapshot, verifySnapshot } from '../../../src/core/snapshot/snapshot.ts'
import { lockPerson } from '../../../src/issuer/db/lock-person.ts'
import { migrateDatabase } from '../../../src/issuer/db/migrate.ts'
import { wallets } from '../../../src/issuer/db/migrations/0002-wallets.ts'
import type { Tables } from '../../../src/issuer/db/schema.ts'
import { demoRoot } from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { revokeCards } from '../../../src/issuer/status-lists/status-entries.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import { whileUncommitted } from '../../support/issuer/interleave.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import {
  createHolderKey,
  createTestIssuer,
  makeCredentialRequest,
  type TestIssuer,
} from '../../support/issuer/issuer-fixture.ts'

const [mother, couple] = demoAccounts
const son = '0099990002'

describe.each(['sqlite', 'postgresql'] as const)('the family on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer
  let trustList: TrustList

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
  })
  beforeEach(async () => {
    test = await createTestIssuer(held.database)
    const verified = await verifyTrustList(await readBytes('/api/trust-list'), {
      roots: [demoRoot],
      now: test.clock.now,
    })
    if (!verified.ok) throw new Error(verified.error)
    trustList = verified.value
    await changeGuardian(couple.login, null)
    await changeGuardian(mother.login, 'child')
  })
  afterAll(() => held.dispose())

  const readBytes = async (path: string): Promise<Bytes> =>
    new Uint8Array(await (await test.request(path)).arrayBuffer())
  const read = (path: string, cookie: string, headers: Record<string, string> = {}) =>
    test.request(path, { cookie, headers })
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code

  async function open(answer: Response): Promise<Snapshot> {
    expect(answer.status).toBe(200)
    const body = new Uint8Array(await answer.arrayBuffer())
    const verified = await verifySnapshot(body, { trustList, now: test.clock.now })
    if (!verified.ok) throw new Error(verified.error)
    return verified.value
  }

  const changeGuardian = async (guardian: string, relation: string | null, dependant = son) => {
    const body = { guardian, dependant, relation }
    const answer = await test.request('/dev/guardian-changes', { method: 'POST', body })
    expect(answer.status).toBe(204)
  }

  const publicIdOf = async (bhxhCode: string) =>
    (
      await held.database.query
        .selectFrom('people')
        .select('public_id')
        .where('bhxh_code', '=', bhxhCode)
        .executeTakeFirstOrThrow()
    ).public_id

  const ofSon = async () => `/api/dependants/${await publicIdOf(son)}/snapshot`

  it('names whose card is whose, so that the dependant’s own snapshot can be asked for', async () => {
    const snapshot = await open(await read('/api/snapshot', await test.signIn(mother)))
    const [own, ...children] = snapshot.cards
    expect(own?.personId).toBeUndefined()
    expect(children.map((card) => card.personId)).toContain(await publicIdOf(son))
  })

  it('gives guardians the dependant’s history and own card, and 304 while nothing changes', async () => {
    const cookie = await test.signIn(mother)
    const answer = await read(await ofSon(), cookie)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const etag = answer.headers.get('etag') ?? ''
    const snapshot = await open(answer)
    expect(snapshot.personId).toBe(await publicIdOf(son))
    expect(snapshot.holder.bhxhCode).toBe(son)
    expect(snapshot.cards.map(({ relation, face }) => [relation, face.bhxhCode])).toEqual([['self', son]])
    expect(snapshot.participation.map(({ kind }) => kind)).toEqual(['bhyt'])
    expect((await read(await ofSon(), cookie, { 'If-None-Match': etag })).status).toBe(304)
    const body = { login: son, facilityCode: '01007' }
    await test.request('/dev/facility-changes', { method: 'POST', body })
    const after = await open(await read(await ofSon(), cookie, { 'If-None-Match': etag }))
    expect(after.sequence).toBe(snapshot.sequence + 1)
    expect(after.cards[0]?.face.facilityCode).toBe('01007')
  })

  it('does not show guardians whom a dependant looks after in turn', async () => {
    // The man is linked to his wife; the mother of two becomes his guardian.
    await changeGuardian(mother.login, 'parent', couple.login)
    const cookie = await test.signIn(mother)
    const path = `/api/dependants/${await publicIdOf(couple.login)}/snapshot`
    const seen = await open(await read(path, cookie))
    expect(seen.cards.map(({ relation }) => relation)).toEqual(['self'])
    const own = await open(await read('/api/snapshot', await test.signIn(couple)))
    expect(own.cards.map(({ relation }) => relation)).toEqual(['self', 'spouse'])
    expect(own.personId).toBe(seen.personId)
    expect(own.sequence).not.toBe(seen.sequence)
    await changeGuardian(mother.login, null, couple.login)
    expect((await read(path, cookie)).status).toBe(404)
  })

  it.each([
    ['of nobody', () => 'nobody-of-this-name'],
    ['of oneself', () => publicIdOf(couple.login)],
    ['of another family’s child', () => publicIdOf(son)],
    ['with letters that no id has', () => '%00'],
    ['with an endless id', () => 'a'.repeat(5000)],
  ])('answers 404 for a snapshot %s', async (_what, idOf) => {
    const cookie = await test.signIn(couple)
    const answer = await read(`/api/dependants/${await idOf()}/snapshot`, cookie)
    expect([answer.status, await codeOf(answer)]).toEqual([404, 'not_found'])
  })

  it('asks for a session', async () => {
    expect(await codeOf(await test.request(await ofSon()))).toBe('session_expired')
  })

  it('ends with the link, at the next request, and brings the card out of the guardian’s snapshot', async () => {
    const cookie = await test.signIn(mother)
    const before = await open(await read('/api/snapshot', cookie))
    expect((await read(await ofSon(), cookie)).status).toBe(200)
    await changeGuardian(mother.login, null)
    expect(await codeOf(await read(await ofSon(), cookie))).toBe('not_found')
    const after = await open(await read('/api/snapshot', cookie))
    expect(after.sequence).toBeGreaterThan(before.sequence)
    expect(after.cards.map(({ face }) => face.bhxhCode)).not.toContain(son)
    await changeGuardian(mother.login, 'child')
    const again = await open(await read('/api/snapshot', cookie))
    expect(again.cards.map(({ face }) => face.bhxhCode)).toContain(son)
  })

  it('gives each guardian a credential of their own, and revokes only that of the one whose link ends', async () => {
    await changeGuardian(couple.login, 'child')
    const cardId = (
      await held.database.query
        .selectFrom('cards')
        .innerJoin('people', 'people.id', 'cards.person_id')
        .select('cards.id')
        .where('bhxh_code', '=', son)
        .executeTakeFirstOrThrow()
    ).id
    const enrol = async (account: { login: string; password: string }) => {
      const cookie = await test.signIn(account)
      const key = createHolderKey()
      const request = async (path: string) =>
        test.request(path, {
          method: 'POST',
          cookie,
          body: await makeCredentialRequest(test, { cookie, cardId, key }),
        })
      return {
        renew: () => request('/api/credentials'),
        held: await openCredential(await request('/api/holder-keys')),
      }
    }
    const [first, second] = [await enrol(mother), await enrol(couple)]
    expect(first.held.status).not.toEqual(second.held.status)
    expect((await first.renew()).status).toBe(200)
    expect((await second.renew()).status).toBe(200)

    await changeGuardian(couple.login, null)
    expect([await isGone(first.held), await isGone(second.held)]).toEqual([false, true])
    expect((await first.renew()).status).toBe(200)
    expect(await codeOf(await second.renew())).toBe('card_unknown')

    await changeGuardian(couple.login, 'child')
    expect(await isGone((await enrol(couple)).held)).toBe(false)
  })

  it('gives no credential to a guardian whose link ends while they ask for it', async () => {
    const cookie = await test.signIn(mother)
    const { query } = held.database
    const people = await query.selectFrom('people').select(['id', 'bhxh_code']).execute()
    const idOf = (code: string) => people.find(({ bhxh_code }) => bhxh_code === code)?.id ?? 0
    const link = { holderId: idOf(mother.login), dependantId: idOf(son) }
    const { id: cardId } = await query
      .selectFrom('cards')
      .select('id')
      .where('person_id', '=', link.dependantId)
      .executeTakeFirstOrThrow()
    const body = await makeCredentialRequest(test, { cookie, cardId, key: createHolderKey() })
    // As `unlink` does it.
    const unlink = async (transaction: Transaction<Tables>) => {
      await lockPerson(transaction, link.dependantId)
      await transaction.deleteFrom('dependants').where('dependant_id', '=', link.dependantId).execute()
      await revokeCards(transaction, link, test.clock.now)
    }
    const answer = await whileUncommitted(held.database, unlink, () =>
      test.request('/api/holder-keys', { method: 'POST', cookie, body }),
    )
    expect(await codeOf(answer)).toBe('card_unknown')
    const keys = await query
      .selectFrom('holder_keys')
      .select('card_id')
      .where('card_id', '=', cardId)
      .execute()
    expect(keys).toEqual([])
  })

  async function openCredential(answer: Response): Promise<CardCredential> {
    const { credential } = (await answer.json()) as { credential: string }
    const bytes = fromBase64Url(credential)
    if (!bytes.ok) throw new Error('not base64url')
    const opened = await verifyIssuerSigned(CARD_CREDENTIAL, bytes.value, { trustList, now: test.clock.now })
    if (!opened.ok) throw new Error(opened.error)
    return opened.value
  }

  async function isGone({ status }: CardCredential): Promise<boolean> {
    const list = await verifyStatusList(await readBytes(`/api/status-lists/${status?.list}`), {
      trustList,
      now: test.clock.now,
    })
    if (!list.ok || !status) throw new Error('no status')
    return isRevoked(list.value, status.index)
  }

  it('keeps the numbers of snapshots that were signed before guardians had their own', async () => {
    const { database } = held
    const cookie = await test.signIn(mother)
    const { sequence } = await open(await read('/api/snapshot', cookie))
    const [row] = await database.query
      .selectFrom('snapshots')
      .selectAll()
      .where('person_id', '=', 1)
      .execute()
    await sql`drop table snapshots`.execute(database.query)
    const old = wallets.find((statement) => statement.startsWith('create table snapshots'))
    await sql.raw(old ?? '').execute(database.query)
    await sql`insert into snapshots values (1, ${sequence + 40}, ${row?.issued_at}, ${row?.renew_at}, 'x', ${row?.body})`.execute(
      database.query,
    )
    await sql`drop table inbox_items`.execute(database.query)
    const again = ['0007-family-snapshots', '0023-inbox']
    await sql`delete from schema_migrations where name in (${sql.join(again)})`.execute(database.query)
    expect(await migrateDatabase(database, 'demo', test.clock.now)).toEqual(again)
    expect((await open(await read('/api/snapshot', cookie))).sequence).toBe(sequence + 41)
  })
})
