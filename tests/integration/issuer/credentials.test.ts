import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Bytes, fromBase64Url, toBase64Url } from '../../../src/core/bytes.ts'
import { decodeCbor } from '../../../src/core/cose/cbor.ts'
import { CARD_CREDENTIAL, type CardCredential } from '../../../src/core/credential/card-credential.ts'
import { verifyIssuerSigned } from '../../../src/core/credential/issuer-signed.ts'
import { isRevoked, type StatusList, verifyStatusList } from '../../../src/core/credential/status-list.ts'
import { verifyTrustList } from '../../../src/core/credential/trust-list.ts'
import { demoRoot } from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { compressPoint, toP256PublicKey } from '../../../src/issuer/signer-keys/es256-key.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import {
  createHolderKey,
  createTestIssuer,
  makeCredentialRequest,
  makeProof,
  START,
  type TestIssuer,
} from '../../support/issuer/issuer-fixture.ts'

const DAY = 86_400
const [mother, couple] = demoAccounts

describe.each(['sqlite', 'postgresql'] as const)('credentials on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
  })
  beforeEach(async () => {
    test = await createTestIssuer(held.database)
    // The clock is back at the start; the lists that were signed since are not.
    await held.database.query.deleteFrom('status_lists').execute()
  })
  afterAll(() => held.dispose())

  const post = (path: string, cookie: string, body: unknown) =>
    test.request(path, { method: 'POST', cookie, body })
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code
  const readBytes = async (path: string): Promise<Bytes> =>
    new Uint8Array(await (await test.request(path)).arrayBuffer())

  async function findCard(bhxhCode: string): Promise<string> {
    const row = await held.database.query
      .selectFrom('cards')
      .innerJoin('people', 'people.id', 'cards.person_id')
      .select('cards.id')
      .where('people.bhxh_code', '=', bhxhCode)
      .executeTakeFirstOrThrow()
    return row.id
  }

  async function enrol(cookie: string, cardId: string, key = createHolderKey()) {
    const answer = await post(
      '/api/holder-keys',
      cookie,
      await makeCredentialRequest(test, { cookie, cardId, key }),
    )
    return { answer, key }
  }

  async function readTrustList() {
    const now = test.clock.now
    const verified = await verifyTrustList(await readBytes('/api/trust-list'), { roots: [demoRoot], now })
    if (!verified.ok) throw new Error(verified.error)
    return verified.value
  }

  async function openCredential(answer: Response): Promise<CardCredential> {
    const { credential } = (await answer.json()) as { credential: string }
    const bytes = fromBase64Url(credential)
    if (!bytes.ok) throw new Error('not base64url')
    const opened = await verifyIssuerSigned(CARD_CREDENTIAL, bytes.value, {
      trustList: await readTrustList(),
      now: test.clock.now,
    })
    if (!opened.ok) throw new Error(opened.error)
    return opened.value
  }

  async function readStatusList(number: number): Promise<StatusList> {
    const list = await verifyStatusList(await readBytes(`/api/status-lists/${number}`), {
      trustList: await readTrustList(),
      now: test.clock.now,
    })
    if (!list.ok) throw new Error(list.error)
    return list.value
  }

  async function isStatusRevoked({ status }: CardCredential): Promise<boolean> {
    if (status === undefined) throw new Error('no status reference')
    return isRevoked(await readStatusList(status.list), status.index)
  }

  it('enrols a key that proves itself and binds the credential to it, for 30 days', async () => {
    const cookie = await test.signIn(mother)
    const { answer, key } = await enrol(cookie, await findCard(mother.login))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const credential = await openCredential(answer)
    expect(credential).toMatchObject({
      issuer: 'BHXH-DEMO',
      issuedAt: START,
      expiresAt: START + 30 * DAY,
      holderKey: toP256PublicKey(compressPoint(key)),
      specimen: true,
      face: { bhytNumber: mother.login, fullName: 'Nguyễn Thị Mẫu', facilityCode: '01929' },
    })
    expect(await isStatusRevoked(credential)).toBe(false)
  })

  it("enrols keys for dependants' cards, each with a position of its own", async () => {
    const cookie = await test.signIn(mother)
    const indices = new Set<number | undefined>()
    for (const code of ['0099990001', '0099990002', '0099990003']) {
      const { answer } = await enrol(cookie, await findCard(code))
      indices.add((await openCredential(answer)).status?.index)
    }
    expect(indices.size).toBe(3)
  })

  it('gives the same key another credential, and refuses another key', async () => {
    const cookie = await test.signIn(mother)
    const cardId = await findCard(mother.login)
    const { answer, key } = await enrol(cookie, cardId)
    const first = await openCredential(answer)
    const again = await enrol(cookie, cardId, key)
    expect((await openCredential(again.answer)).status).toEqual(first.status)
    const stolen = await enrol(cookie, cardId)
    expect(stolen.answer.status).toBe(409)
    expect(await codeOf(stolen.answer)).toBe('key_limit')
  })

  it('binds one key when several are enrolled at once', async () => {
    const cookie = await test.signIn(mother)
    const cardId = await findCard(mother.login)
    const attempts = await Promise.all([enrol(cookie, cardId), enrol(cookie, cardId), enrol(cookie, cardId)])
    expect(attempts.map(({ answer }) => answer.status).sort()).toEqual([200, 409, 409])
  })

  it('renews for the enrolled key and keeps its position', async () => {
    const cookie = await test.signIn(mother)
    const cardId = await findCard(mother.login)
    const { answer, key } = await enrol(cookie, cardId)
    const first = await openCredential(answer)
    test.clock.now += 20 * DAY
    const renewed = await post(
      '/api/credentials',
      cookie,
      await makeCredentialRequest(test, { cookie, cardId, key }),
    )
    const second = await openCredential(renewed)
    expect(second).toMatchObject({ status: first.status, expiresAt: test.clock.now + 30 * DAY })
  })

  it('reserves a position beyond the last credential, in few writes', async () => {
    const cookie = await test.signIn(mother)
    const cardId = await findCard(mother.login)
    const { answer, key } = await enrol(cookie, cardId)
    const { status } = await openCredential(answer)
    const readReservation = async () => {
      const row = await held.database.query
        .selectFrom('status_entries')
        .select('reserved_until')
        .where('list', '=', status?.list ?? -1)
        .where('position', '=', status?.index ?? -1)
        .executeTakeFirstOrThrow()
      return row.reserved_until
    }
    const renewAfter = async (days: number) => {
      test.clock.now += days * DAY
      const answer = await post(
        '/api/credentials',
        cookie,
        await makeCredentialRequest(test, { cookie, cardId, key }),
      )
      expect(answer.status).toBe(200)
      return readReservation()
    }
    const first = await readReservation()
    expect(await renewAfter(10)).toBe(first)
    const extended = await renewAfter(25)
    expect(extended).toBeGreaterThan(first)
    expect(extended).toBeGreaterThanOrEqual(test.clock.now + 30 * DAY)
  })

  it('refuses to renew without an enrolled key, or with another', async () => {
    const cookie = await test.signIn(mother)
    const cardId = await findCard(mother.login)
    const request = await makeCredentialRequest(test, { cookie, cardId, key: createHolderKey() })
    expect(await codeOf(await post('/api/credentials', cookie, request))).toBe('key_unknown')
    await enrol(cookie, cardId)
    const other = await makeCredentialRequest(test, { cookie, cardId, key: createHolderKey() })
    expect(await codeOf(await post('/api/credentials', cookie, other))).toBe('key_unknown')
  })

  it('refuses cards of other people and cards that do not exist', async () => {
    const cookie = await test.signIn(mother)
    for (const cardId of [await findCard(couple.login), 'no-such-card']) {
      const { answer } = await enrol(cookie, cardId)
      expect(answer.status).toBe(404)
      expect(await codeOf(answer)).toBe('card_unknown')
    }
  })

  it('refuses a nonce that has expired, is forged, or belongs to another session', async () => {
    const cookie = await test.signIn(mother)
    const cardId = await findCard(mother.login)
    const key = createHolderKey()
    const late = await makeCredentialRequest(test, { cookie, cardId, key })
    test.clock.now += 300
    expect(await codeOf(await post('/api/holder-keys', cookie, late))).toBe('nonce_expired')

    const forged = { cardId, proof: await makeProof('A'.repeat(51), cardId, key) }
    expect(await codeOf(await post('/api/holder-keys', cookie, forged))).toBe('nonce_expired')

    const stranger = await test.signIn(couple)
    const foreign = await makeCredentialRequest(test, { cookie: stranger, cardId, key })
    const answer = await post('/api/holder-keys', cookie, foreign)
    expect(answer.status).toBe(409)
    expect(await codeOf(answer)).toBe('nonce_expired')
  })

  it('refuses forged proofs: for another card, with a bad signature, or of another kind', async () => {
    const cookie = await test.signIn(mother)
    const cardId = await findCard(mother.login)
    const request = await makeCredentialRequest(test, { cookie, cardId, key: createHolderKey() })
    const bytes = fromBase64Url(request.proof)
    if (!bytes.ok) throw new Error('not base64url')
    const forge = (change: (proof: Bytes) => void) => {
      const forged = new Uint8Array(bytes.value)
      change(forged)
      return { cardId, proof: toBase64Url(forged) }
    }
    const badSignature = forge((proof) => {
      proof[proof.length - 1] = (proof.at(-1) ?? 0) ^ 1
    })
    const otherCard = { cardId: await findCard('0099990002'), proof: request.proof }
    const truncated = { cardId, proof: request.proof.slice(0, -8) }
    const snapshot = await test.request('/api/snapshot', { cookie })
    const otherKind = {
      cardId,
      proof: toBase64Url(new Uint8Array(await snapshot.arrayBuffer()).slice(0, 1500)),
    }
    for (const body of [badSignature, otherCard, truncated, otherKind]) {
      const answer = await post('/api/holder-keys', cookie, body)
      expect(answer.status).toBe(422)
      expect(await codeOf(answer)).toBe('proof_invalid')
    }
    expect((await post('/api/holder-keys', cookie, request)).status).toBe(200)
    const renewal = forge((proof) => {
      proof[proof.length - 1] = (proof.at(-1) ?? 0) ^ 1
    })
    expect(await codeOf(await post('/api/credentials', cookie, renewal))).toBe('proof_invalid')
  })

  it.each([
    ['signing out', (cookie: string) => test.request('/api/session', { method: 'DELETE', cookie })],
    ['another device', () => test.signIn(mother)],
  ])('revokes every credential of a device on %s', async (_what, end) => {
    const cookie = await test.signIn(mother)
    const credentials = []
    for (const code of ['0099990001', '0099990002'])
      credentials.push(await openCredential((await enrol(cookie, await findCard(code))).answer))
    await end(cookie)
    // A list is signed at most once a minute.
    test.clock.now += 60
    for (const credential of credentials) expect(await isStatusRevoked(credential)).toBe(true)
  })

  it('gives a position to another only after its reservation has ended', async () => {
    const cookie = await test.signIn(couple)
    const cardId = await findCard(couple.login)
    const first = await openCredential((await enrol(cookie, cardId)).answer)
    await test.request('/api/session', { method: 'DELETE', cookie })
    const soon = await openCredential((await enrol(await test.signIn(couple), cardId)).answer)
    expect(soon.status).not.toEqual(first.status)
    const readTaken = () => held.database.query.selectFrom('status_entries').select('position').execute()
    const before = await readTaken()
    test.clock.now += 400 * DAY
    const later = await openCredential((await enrol(await test.signIn(couple), cardId)).answer)
    expect(before.map((row) => row.position)).toContain(later.status?.index)
    expect(await readTaken()).toHaveLength(before.length)
    expect(await isStatusRevoked(later)).toBe(false)
  })

  it('gives nobody a position that a list of lately has as revoked', async () => {
    const cookie = await test.signIn(couple)
    const cardId = await findCard(couple.login)
    const { status } = await openCredential((await enrol(cookie, cardId)).answer)
    if (status === undefined) throw new Error('no status reference')
    const { list, index } = status
    // Of all positions only this one is to become free.
    await held.database.query
      .updateTable('status_entries')
      .set({ reserved_until: START + 1000 * DAY })
      .where('position', '!=', index)
      .execute()
    await test.request('/api/session', { method: 'DELETE', cookie })
    test.clock.now += 60 * DAY
    expect(isRevoked(await readStatusList(list), index)).toBe(true)
    // No credential names it any more: from now on lists leave it out, and desks take those over in time.
    test.clock.now += 60
    const signIn = async () => openCredential((await enrol(await test.signIn(couple), cardId)).answer)
    expect((await signIn()).status).not.toEqual(status)
    expect(isRevoked(await readStatusList(list), index)).toBe(false)
    test.clock.now += 29 * DAY
    expect((await signIn()).status).not.toEqual(status)
    test.clock.now += DAY
    expect((await signIn()).status).toEqual(status)
  })

  it('gives a card a new position at its renewal if another has got the old one', async () => {
    let cookie = await test.signIn(mother)
    const cardId = await findCard(mother.login)
    const { answer, key } = await enrol(cookie, cardId)
    const first = await openCredential(answer)
    // Of all positions only this one is to become free.
    await held.database.query
      .updateTable('status_entries')
      .set({ reserved_until: START + 1000 * DAY })
      .where('position', '!=', first.status?.index ?? -1)
      .execute()
    for (let days = 0; days < 100; days += 25) {
      test.clock.now += 25 * DAY
      // On the same device, whose sessions end sooner.
      cookie = await test.signIn(mother, { cookie })
    }
    const other = await openCredential(
      (await enrol(await test.signIn(couple), await findCard(couple.login))).answer,
    )
    expect(other.status).toEqual(first.status)

    const renew = async () =>
      openCredential(
        await post('/api/credentials', cookie, await makeCredentialRequest(test, { cookie, cardId, key })),
      )
    const renewed = await renew()
    expect(renewed.status).not.toEqual(first.status)
    expect((await renew()).status).toEqual(renewed.status)
    await test.request('/api/session', { method: 'DELETE', cookie })
    test.clock.now += 60
    expect(await isStatusRevoked(renewed)).toBe(true)
    expect(await isStatusRevoked(other)).toBe(false)
  })

  it('revokes at a sign-out even if the session had run out', async () => {
    const cookie = await test.signIn(mother)
    const credential = await openCredential((await enrol(cookie, await findCard(mother.login))).answer)
    test.clock.now += 30 * DAY
    expect((await test.request('/api/session', { cookie })).status).toBe(401)
    expect((await test.request('/api/session', { method: 'DELETE', cookie })).status).toBe(204)
    expect(await isStatusRevoked(credential)).toBe(true)
  })

  it('has a status list signed once for requests that come together', async () => {
    test.clock.now += 60
    const answers = await Promise.all(Array.from({ length: 5 }, () => test.request('/api/status-lists/0')))
    expect(new Set(answers.map((answer) => answer.headers.get('etag'))).size).toBe(1)
  })

  it('names its status lists, also one that has begun since', async () => {
    const numbers = async () => (await test.request('/api/status-lists')).json()
    expect(await numbers()).toEqual({ lists: [0] })
    await held.database.query.insertInto('status_counters').values({ list: 1, allotted: 1 }).execute()
    expect(await numbers()).toEqual({ lists: [0, 1] })
    expect((await test.request('/api/status-lists/1')).status).toBe(200)
    await held.database.query.deleteFrom('status_counters').where('list', '=', 1).execute()
  })

  it('writes proofs that are deterministic CBOR', async () => {
    const cookie = await test.signIn(mother)
    const { proof } = await makeCredentialRequest(test, {
      cookie,
      cardId: await findCard(mother.login),
      key: createHolderKey(),
    })
    const bytes = fromBase64Url(proof)
    expect(bytes.ok && decodeCbor(bytes.value).ok).toBe(true)
  })
})
