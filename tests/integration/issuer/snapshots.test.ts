import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { toHex } from '../../../src/core/bytes.ts'
import { type CborMap, decodeCbor } from '../../../src/core/cose/cbor.ts'
import { parseSign1 } from '../../../src/core/cose/sign1.ts'
import { CLAIM } from '../../../src/core/credential/claims.ts'
import { issueTrustList, verifyTrustList } from '../../../src/core/credential/trust-list.ts'
import type { TrustList } from '../../../src/core/credential/trusted-keys.ts'
import { type Snapshot, verifySnapshot } from '../../../src/core/snapshot/snapshot.ts'
import { verifyTotalsToken } from '../../../src/core/snapshot/totals-token.ts'
import {
  DANGEROUS_demoKeyEncryptionKey,
  DANGEROUS_demoRootKey,
  demoRoot,
} from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { createSign, generatePrivateKey } from '../../../src/issuer/signer-keys/es256-key.ts'
import { addSignerKey, listTrustedKeys } from '../../../src/issuer/signer-keys/signer-keys.ts'
import { createTrustLists } from '../../../src/issuer/trust-list/trust-lists.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'

const DAY = 86_400
const [mother, couple] = demoAccounts

describe.each(['sqlite', 'postgresql'] as const)('snapshots on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer
  let trustList: TrustList

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
  })
  beforeEach(async () => {
    test = await createTestIssuer(held.database)
    const body = new Uint8Array(await (await test.request('/api/trust-list')).arrayBuffer())
    const verified = await verifyTrustList(body, { roots: [demoRoot], now: test.clock.now })
    if (!verified.ok) throw new Error(verified.error)
    trustList = verified.value
  })
  afterAll(() => held.dispose())

  const read = (cookie: string, etag?: string) =>
    test.request('/api/snapshot', { cookie, ...(etag && { headers: { 'If-None-Match': etag } }) })

  async function open(answer: Response): Promise<Snapshot> {
    expect(answer.status).toBe(200)
    const body = new Uint8Array(await answer.arrayBuffer())
    const verified = await verifySnapshot(body, { trustList, now: test.clock.now })
    if (!verified.ok) throw new Error(verified.error)
    return verified.value
  }

  /** What stands where the bearer codes for print stood (docs/credential-format.md section 9), in hex. */
  async function readPaperCodes(answer: Response): Promise<string[]> {
    const token = parseSign1(new Uint8Array(await answer.arrayBuffer()))
    const claims = token.ok ? decodeCbor(token.value.payload) : token
    if (!claims.ok) throw new Error(claims.error)
    const content = (claims.value as CborMap).get(CLAIM.bhyt) as CborMap
    return (content.get(5) as CborMap[]).map((card) => toHex(card.get(5) as Uint8Array))
  }

  const changeFacility = (facilityCode: string, login = mother.login) =>
    test.request('/dev/facility-changes', { method: 'POST', body: { login, facilityCode } })

  it("holds the person's own card first, then the dependants', none with a code that works without the phone", async () => {
    const answer = await read(await test.signIn(mother))
    expect(answer.headers.get('content-type')).toBe('application/cose')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const snapshot = await open(answer)
    expect(snapshot.sequence).toBe(1)
    expect(snapshot.holder).toMatchObject({
      fullName: 'Nguyễn Thị Mẫu',
      bhxhCode: mother.login,
      sex: 'female',
    })
    expect(snapshot.desksVerify).toBe(false)
    expect(snapshot.cards.map((card) => card.relation)).toEqual(['self', 'child', 'child'])
    for (const { face, hospitalText } of snapshot.cards) {
      expect(hospitalText.split('|')).toHaveLength(17)
      expect(hospitalText.startsWith(`${face.bhytNumber}|`)).toBe(true)
    }
    expect(await readPaperCodes(await read(await test.signIn(mother)))).toEqual(['00', '00', '00'])
  })

  it('counts months for printed extracts', async () => {
    const snapshot = await open(await read(await test.signIn(mother)))
    const totals = await verifyTotalsToken(snapshot.totalsToken, { trustList, now: test.clock.now })
    if (!totals.ok) throw new Error(totals.error)
    expect(totals.value.bhxhCode).toBe(mother.login)
    const months = new Set<string>()
    for (const { kind, from, to } of snapshot.participation) {
      if (kind !== 'bhxh') continue
      for (let month = from; month <= to; ) {
        months.add(month)
        const [year, number] = month.split('-').map(Number)
        month = new Date(Date.UTC(year ?? 0, number ?? 0)).toISOString().slice(0, 7)
      }
    }
    expect(totals.value.months.bhxh).toBe(months.size)
  })

  it('keeps a partly known date of birth as it is', async () => {
    const snapshot = await open(await read(await test.signIn(couple)))
    expect(snapshot.holder.dateOfBirth).toBe('1953')
    expect(snapshot.desksVerify).toBe(true)
    expect(snapshot.cards.map((card) => card.relation)).toEqual(['self', 'spouse'])
  })

  it('is signed once, not at each reading, and answers 304 while nothing changes', async () => {
    const cookie = await test.signIn(mother)
    const first = await read(cookie)
    const etag = first.headers.get('etag') ?? ''
    const body = Buffer.from(await first.arrayBuffer())
    expect(Buffer.from(await (await read(cookie)).arrayBuffer()).equals(body)).toBe(true)
    const unchanged = await read(cookie, etag)
    expect(unchanged.status).toBe(304)
    expect(unchanged.headers.get('etag')).toBe(etag)
    expect(await unchanged.text()).toBe('')
    expect((await read(cookie, '"another"')).status).toBe(200)
  })

  it('is signed once when first read by many at a time', async () => {
    await held.database.query.deleteFrom('snapshots').execute()
    const cookie = await test.signIn(mother)
    const answers = await Promise.all(Array.from({ length: 8 }, () => read(cookie)))
    expect(new Set(answers.map((answer) => answer.headers.get('etag'))).size).toBe(1)
  })

  it('is signed anew with the next number when the data changes, for guardians too', async () => {
    const cookie = await test.signIn(mother)
    const before = await read(cookie)
    const { sequence } = await open(before)
    expect((await changeFacility('01014')).status).toBe(204)
    const after = await read(cookie, before.headers.get('etag') ?? '')
    const snapshot = await open(after)
    expect(snapshot.sequence).toBe(sequence + 1)
    expect(snapshot.cards[0]?.face.facilityName).toBe('Bệnh viện Trung ương Quân đội 108')
    expect(snapshot.cards[0]?.hospitalText).toContain('|01 - 014|')
    expect(snapshot.desksVerify).toBe(true)

    expect((await changeFacility('01007', '0099990002')).status).toBe(204)
    const again = await open(await read(cookie))
    expect(again.sequence).toBe(sequence + 2)
    expect(again.cards.map((card) => card.face.facilityCode)).toContain('01007')
    await changeFacility('01929')
    await changeFacility('01929', '0099990002')
  })

  it('changes nothing when the signing fails', async () => {
    const cookie = await test.signIn(mother)
    const before = await read(cookie)
    // Beyond the trust list's end nothing can be signed.
    const start = test.clock.now
    test.clock.now = trustList.expiresAt
    const refused = await changeFacility('01014')
    expect(refused.status).toBe(503)
    test.clock.now = start
    const after = await read(cookie)
    expect(after.headers.get('etag')).toBe(before.headers.get('etag'))
    expect((await open(after)).cards[0]?.face.facilityCode).toBe('01929')
  })

  it('numbers concurrent changes one after the other', async () => {
    const cookie = await test.signIn(mother)
    const { sequence } = await open(await read(cookie))
    const codes = ['01001', '01003', '01004', '01006', '01929']
    const answers = await Promise.all(codes.map((code) => changeFacility(code)))
    expect(answers.map((answer) => answer.status)).toEqual([204, 204, 204, 204, 204])
    expect((await open(await read(cookie))).sequence).toBe(sequence + 5)
    await changeFacility('01929')
  })

  it('is signed anew where the clock was ahead when it was signed: no wallet would take it', async () => {
    await held.database.query.deleteFrom('snapshots').execute()
    const cookie = await test.signIn(mother)
    const { now } = test.clock
    test.clock.now += 10 * DAY
    const etag = (await read(cookie)).headers.get('etag') ?? ''
    test.clock.now = now
    const again = await read(cookie, etag)
    expect(again.status).toBe(200)
    expect((await open(again)).issuedAt).toBe(now)
  })

  it('is signed anew when it is old, although nothing changed', async () => {
    let cookie = await test.signIn(mother)
    const { sequence } = await open(await read(cookie))
    test.clock.now += 14 * DAY
    expect((await open(await read(cookie))).sequence).toBe(sequence)
    test.clock.now += 20 * DAY
    cookie = await test.signIn(mother)
    const renewed = await open(await read(cookie))
    expect(renewed.sequence).toBe(sequence + 1)
    expect(renewed.issuedAt).toBe(test.clock.now)
    await held.database.query.deleteFrom('snapshots').execute()
  })

  it('is read at the same cost however long the history: one document a person', async () => {
    const { rows } = { rows: await held.database.query.selectFrom('histories').select('document').execute() }
    const sizes = rows.map((row) => Buffer.byteLength(row.document)).sort((a, b) => a - b)
    expect(sizes.length).toBeGreaterThan(200)
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(1024)
  })

  it('is signed anew when a trust list drops a key before its time', async () => {
    const { now } = test.clock
    const cookie = await test.signIn(couple)
    const etag = (await read(cookie)).headers.get('etag') ?? ''
    const publish = async (changes: Pick<TrustList, 'sequence' | 'keys'>) => {
      const rootSigner = { keyId: demoRoot.keyId, sign: createSign(DANGEROUS_demoRootKey) }
      const body = await issueTrustList({ ...trustList, ...changes }, rootSigner)
      const published = await createTrustLists(held.database, [demoRoot]).publish(body, now)
      if (!published.ok) throw new Error(published.error)
      await test.issuer.refresh()
      trustList = published.value
    }
    await publish({ sequence: 2, keys: trustList.keys })
    expect((await read(cookie, etag)).status).toBe(304)

    const stolen = trustList.keys.find((key) => key.role === 'snapshot')
    await addSignerKey(
      held.database,
      { role: 'snapshot', privateKey: generatePrivateKey(), notBefore: now, notAfter: now + 400 * DAY },
      { keyEncryptionKey: DANGEROUS_demoKeyEncryptionKey, now },
    )
    const listed = await listTrustedKeys(held.database)
    const keys = listed.filter((key) => toHex(key.keyId) !== toHex(stolen?.keyId ?? new Uint8Array()))
    const rows = () =>
      held.database.query.selectFrom('snapshots').select(['person_id', 'issued_at', 'renew_at']).execute()
    const before = await rows()
    await publish({ sequence: 3, keys })
    // However many snapshots there are, publishing touches none.
    expect(await rows()).toEqual(before)
    test.clock.now += 1
    const again = await read(cookie, etag)
    expect((await open(again)).sequence).toBeGreaterThan(1)
    // What another process has signed meanwhile, with the list it still knew, goes as well.
    const next = again.headers.get('etag') ?? ''
    expect((await read(cookie, next)).status).toBe(304)
    test.clock.now += 60
    const settled = await read(cookie, next)
    expect(settled.status).toBe(200)
    expect((await read(cookie, settled.headers.get('etag') ?? '')).status).toBe(304)
  })
})
