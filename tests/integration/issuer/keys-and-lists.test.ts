import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { toHex } from '../../../src/core/bytes.ts'
import { parseSign1 } from '../../../src/core/cose/sign1.ts'
import { writeRootKeys } from '../../../src/core/credential/root-keys.ts'
import { isRevoked, verifyStatusList } from '../../../src/core/credential/status-list.ts'
import { issueTrustList, verifyTrustList } from '../../../src/core/credential/trust-list.ts'
import type { TrustList } from '../../../src/core/credential/trusted-keys.ts'
import { createAuditLog } from '../../../src/issuer/audit/audit-log.ts'
import { Secret } from '../../../src/issuer/config.ts'
import { migrateDatabase } from '../../../src/issuer/db/migrate.ts'
import { demoRoot } from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import {
  compressPoint,
  createSign,
  generatePrivateKey,
  toKeyId,
  toP256PublicKey,
} from '../../../src/issuer/signer-keys/es256-key.ts'
import {
  addSignerKey,
  listTrustedKeys,
  resealSignerKeys,
} from '../../../src/issuer/signer-keys/signer-keys.ts'
import { createStatusPositions, LIST_LENGTH } from '../../../src/issuer/status-lists/status-positions.ts'
import { createTrustLists } from '../../../src/issuer/trust-list/trust-lists.ts'
import { openTestDatabase, type TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, ORIGIN, START, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'

const DAY = 86_400

describe.each(['sqlite', 'postgresql'] as const)('keys and lists on %s', (kind) => {
  const rootKey = generatePrivateKey()
  const rootPoint = compressPoint(rootKey)
  const root = { keyId: toKeyId(rootPoint), publicKey: toP256PublicKey(rootPoint), demo: false }
  const keyEncryptionKey = new Uint8Array(randomBytes(32))
  let held: TestDatabase

  beforeAll(async () => {
    held = await openTestDatabase(kind, inject('postgresUrl'))
    await migrateDatabase(held.database, 'production', START)
  })
  afterAll(() => held.dispose())

  const addKey = (role: 'card' | 'snapshot' | 'status', notBefore: number, notAfter: number) =>
    addSignerKey(
      held.database,
      { role, privateKey: generatePrivateKey(), notBefore, notAfter },
      { keyEncryptionKey, now: START },
    )

  async function signList(changes: Partial<TrustList> = {}) {
    const list: TrustList = {
      issuer: 'BHXH-TEST',
      sequence: 1,
      issuedAt: START,
      expiresAt: START + 400 * DAY,
      specimen: false,
      keys: await listTrustedKeys(held.database),
      ...changes,
    }
    return issueTrustList(list, { keyId: root.keyId, sign: createSign(rootKey) })
  }

  describe('in production', () => {
    let test: TestIssuer

    const start = (config: { appFolder?: string } = {}, { database } = held) =>
      createTestIssuer(database, {
        mode: 'production',
        origin: ORIGIN,
        keyEncryptionKey: new Secret(keyEncryptionKey),
        rootKeys: writeRootKeys([root]),
        ...config,
      })
    /** The id of the key that signs status lists now. */
    const readStatusKeyId = async (at: number) => {
      test.clock.now = at
      await test.issuer.refresh()
      const answer = await test.request('/api/status-lists/0')
      if (answer.status !== 200) return answer.status
      const sign1 = parseSign1(new Uint8Array(await answer.arrayBuffer()))
      return sign1.ok ? toHex(sign1.value.protectedHeader.get(4) as Uint8Array) : 'malformed'
    }

    beforeEach(async () => {
      await held.database.query.deleteFrom('signer_keys').execute()
      await held.database.query.deleteFrom('trust_lists').execute()
    })
    afterAll(() => test.issuer.stop())

    it('has no demo: no accounts, no outbox, no keys that everyone knows', async () => {
      test = await start()
      for (const path of ['/dev/outbox', '/dev/inbox', '/dev/inbox/sms'])
        expect((await test.request(path)).status).toBe(404)
      // Nor the door for text messages, without a secret of its own.
      for (const path of ['/dev/facility-changes', '/dev/inbox/sms', '/api/sms/inbound'])
        expect((await test.request(path, { method: 'POST', body: {} })).status).toBe(404)
      const [{ login, password }] = demoAccounts
      const answer = await test.request('/api/session', { method: 'POST', body: { login, password } })
      expect(answer.status).toBe(401)
      expect((await test.request('/api/ready')).status).toBe(503)
      expect((await test.request('/api/trust-list')).status).toBe(503)
    })

    it('is left alone by a demo that was started on its database', async () => {
      const offices = () => held.database.query.selectFrom('offices').select('code').execute()
      const before = await offices()
      await expect(createTestIssuer(held.database)).rejects.toThrow('one of production, not of demo')
      expect(await offices()).toEqual(before)
      expect(await held.database.query.selectFrom('accounts').selectAll().execute()).toEqual([])
      expect(await held.database.query.selectFrom('trust_lists').selectAll().execute()).toEqual([])
    })

    it('refuses to start with the demo root', async () => {
      const withDemoRoot = createTestIssuer(held.database, {
        mode: 'production',
        origin: ORIGIN,
        keyEncryptionKey: new Secret(keyEncryptionKey),
        rootKeys: writeRootKeys([root, demoRoot]),
      })
      await expect(withDemoRoot).rejects.toThrow('ROOT_KEYS has the root of the demo')
    })

    it('refuses to serve an app that was built for a demo, before it touches the database', async () => {
      const appFolder = mkdtempSync(join(tmpdir(), 'vi-bhyt-app-'))
      writeFileSync(join(appFolder, 'index.html'), '<!doctype html>')
      writeFileSync(join(appFolder, 'app.js'), `read(\`${writeRootKeys([demoRoot])}\`)`)
      const untouched = await openTestDatabase(kind, inject('postgresUrl'))
      await expect(start({ appFolder }, untouched)).rejects.toThrow('was not built with ROOT_KEYS')
      const table = untouched.database.query.selectFrom('trust_lists').select('sequence')
      await expect(table.execute()).rejects.toThrow('trust_lists')
      await untouched.dispose()
      rmSync(appFolder, { recursive: true })
    })

    it('publishes a list that another process brought, and becomes ready', async () => {
      test = await start()
      for (const role of ['card', 'snapshot', 'status'] as const) await addKey(role, START, START + 300 * DAY)
      const body = await signList()
      expect((await createTrustLists(held.database, [root]).publish(body, START)).ok).toBe(true)
      await test.issuer.refresh()
      expect((await test.request('/api/ready')).status).toBe(200)
      const answer = await test.request('/api/trust-list')
      expect(answer.headers.get('cache-control')).toContain('public')
      const served = new Uint8Array(await answer.arrayBuffer())
      expect(Buffer.from(served).equals(Buffer.from(body))).toBe(true)
      const etag = answer.headers.get('etag') ?? ''
      expect((await test.request('/api/trust-list', { headers: { 'If-None-Match': etag } })).status).toBe(304)
      expect(await verifyTrustList(served, { roots: [root], now: START })).toMatchObject({
        ok: true,
        value: { issuer: 'BHXH-TEST', specimen: false },
      })
    })

    it('refuses lists that are older, forged, expired or of another root', async () => {
      test = await start()
      await addKey('status', START, START + 300 * DAY)
      const lists = createTrustLists(held.database, [root])
      const publish = async (body: Parameters<typeof lists.publish>[0]) => {
        const published = await lists.publish(body, START)
        return published.ok ? 'published' : published.error
      }
      expect(await publish(await signList({ sequence: 5 }))).toBe('published')
      expect(await publish(await signList({ sequence: 5 }))).toBe('not_newer')
      expect(await publish(await signList({ sequence: 4 }))).toBe('not_newer')
      expect(await publish(await signList({ sequence: 6, expiresAt: START }))).toBe('expired')
      const forged = await signList({ sequence: 6 })
      forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1
      expect(await publish(forged)).toBe('bad_signature')
      expect(await publish(new Uint8Array([1, 2, 3]))).toBe('malformed')
      const foreign = await createTrustLists(held.database, [demoRoot]).publish(
        await signList({ sequence: 7 }),
        START,
      )
      expect(foreign).toEqual({ ok: false, error: 'unknown_key' })
    })

    it('rotates: a new key signs from its time on, but not before the list carries it', async () => {
      test = await start()
      const first = await addKey('status', START, START + 100 * DAY)
      const lists = createTrustLists(held.database, [root])
      await lists.publish(await signList(), START)
      expect(await readStatusKeyId(START)).toBe(first)

      const second = await addKey('status', START + 60 * DAY, START + 200 * DAY)
      expect(await readStatusKeyId(START + 70 * DAY)).toBe(first)
      await lists.publish(await signList({ sequence: 2 }), START)
      expect(await readStatusKeyId(START + 59 * DAY)).toBe(first)
      expect(await readStatusKeyId(START + 71 * DAY)).toBe(second)
      // Both are listed, so what the first signed stays good for as long as it lives.
      const verified = await verifyTrustList(await signList(), { roots: [root], now: START })
      expect(verified.ok && verified.value.keys).toHaveLength(2)
      expect(await readStatusKeyId(START + 201 * DAY)).toBe(503)
    })

    it('seals its keys, and takes them to another key-encryption key', async () => {
      test = await start()
      const keyId = await addKey('status', START, START + 100 * DAY)
      await createTrustLists(held.database, [root]).publish(await signList(), START)
      const row = await held.database.query.selectFrom('signer_keys').selectAll().executeTakeFirstOrThrow()
      expect(Buffer.from(row.sealed_private_key).includes(Buffer.from('06082a8648ce3d030107', 'hex'))).toBe(
        false,
      )

      const next = new Uint8Array(randomBytes(32))
      const resealed = await resealSignerKeys(held.database, keyEncryptionKey, next)
      expect(resealed).toEqual({ resealed: 1, unopened: [] })
      const refused = createTestIssuer(held.database, {
        mode: 'production',
        keyEncryptionKey: new Secret(keyEncryptionKey),
        rootKeys: writeRootKeys([root]),
      })
      await expect(refused).rejects.toThrow('KEY_ENCRYPTION_KEY is not the one that the signer keys')
      const restarted = await createTestIssuer(held.database, {
        mode: 'production',
        keyEncryptionKey: new Secret(next),
        rootKeys: writeRootKeys([root]),
      })
      const answer = await restarted.request('/api/status-lists/0')
      expect(answer.status).toBe(200)
      const sign1 = parseSign1(new Uint8Array(await answer.arrayBuffer()))
      expect(sign1.ok && toHex(sign1.value.protectedHeader.get(4) as Uint8Array)).toBe(keyId)
      await restarted.issuer.stop()
    })

    it("does not take one role's sealed key for another's", async () => {
      test = await start()
      await addKey('status', START, START + 100 * DAY)
      await held.database.query.updateTable('signer_keys').set({ role: 'card' }).execute()
      await createTrustLists(held.database, [root]).publish(await signList(), START)
      await test.issuer.refresh()
      expect((await test.request('/api/ready')).status).toBe(503)
      expect(test.log.map(({ event }) => event)).toContain('signer_key_unopened')
    })

    it('leaves out a key that does not open, says which once, and notices a new list all the same', async () => {
      await addKey('status', START, START + 100 * DAY)
      const lists = createTrustLists(held.database, [root])
      await lists.publish(await signList(), START)
      const sealedElsewhere = await addSignerKey(
        held.database,
        { role: 'card', privateKey: generatePrivateKey(), notBefore: START, notAfter: START + 100 * DAY },
        { keyEncryptionKey: new Uint8Array(randomBytes(32)), now: START + 1 },
      )
      test = await start()
      const warnings = () => test.log.filter(({ event }) => event === 'signer_key_unopened')
      expect(warnings()).toEqual([{ event: 'signer_key_unopened', entry: { keyId: sealedElsewhere } }])
      const next = await signList({ sequence: 2 })
      await lists.publish(next, START)
      await test.issuer.refresh()
      const served = new Uint8Array(await (await test.request('/api/trust-list')).arrayBuffer())
      expect(Buffer.from(served).equals(Buffer.from(next))).toBe(true)
      expect((await test.request('/api/status-lists/0')).status).toBe(200)
      expect(warnings()).toHaveLength(1)
      const after = await resealSignerKeys(held.database, keyEncryptionKey, keyEncryptionKey)
      expect(after).toEqual({ resealed: 1, unopened: [sealedElsewhere] })
    })

    it('notices a new trust list while something keeps the signer keys from being read', async () => {
      test = await start()
      await addKey('status', START, START + 100 * DAY)
      const list = await signList()
      await createTrustLists(held.database, [root]).publish(list, START)
      const rename = (from: string, to: string) =>
        sql`alter table ${sql.table(from)} rename to ${sql.table(to)}`.execute(held.database.query)
      await rename('signer_keys', 'away')
      await expect(test.issuer.refresh()).rejects.toThrow()
      await rename('away', 'signer_keys')
      const served = new Uint8Array(await (await test.request('/api/trust-list')).arrayBuffer())
      expect(Buffer.from(served).equals(Buffer.from(list))).toBe(true)
    })

    it('does not start under another key than the officers’ log was written under', async () => {
      const at = START
      await createAuditLog(held.database, keyEncryptionKey).note({ action: 'officer-added' }, at)
      const refused = createTestIssuer(held.database, {
        mode: 'production',
        keyEncryptionKey: new Secret(new Uint8Array(randomBytes(32))),
        rootKeys: writeRootKeys([root]),
      })
      await expect(refused).rejects.toThrow('KEY_ENCRYPTION_KEY is not the one that the officers’ log')
    })
  })

  it('signs a status list when something is revoked, at most once a minute, and for all processes', async () => {
    const own = await openTestDatabase(kind, inject('postgresUrl'))
    const test = await createTestIssuer(own.database)
    const processes = [test, await createTestIssuer(own.database), await createTestIssuer(own.database)]
    const pass = (seconds: number) => {
      for (const { clock } of processes) clock.now += seconds
    }
    const readFrom = async ({ request }: TestIssuer) => {
      const answer = await request('/api/status-lists/0')
      return { etag: answer.headers.get('etag') ?? '', body: new Uint8Array(await answer.arrayBuffer()) }
    }
    const read = async () => {
      const [answer, ...others] = await Promise.all(processes.map(readFrom))
      if (answer === undefined) throw new Error('no answer')
      expect(new Set(others.map(({ etag }) => etag))).toEqual(new Set([answer.etag]))
      return answer
    }
    const first = await read()
    const nothing = { device_id: null, card_id: null, reserved_until: START + DAY }
    await own.database.query
      .insertInto('status_entries')
      .values({ list: 0, position: 7, ...nothing, revoked_at: START })
      .execute()
    pass(59)
    expect((await read()).etag).toBe(first.etag)
    pass(5)
    // One looks; the others notice within seconds.
    await Promise.all(processes.map(readFrom))
    pass(5)
    const second = await read()
    expect(second.etag).not.toBe(first.etag)
    // Unchanged it stays for half a day.
    pass(DAY / 2 - 10)
    expect((await read()).etag).toBe(second.etag)
    pass(60)
    await Promise.all(processes.map(readFrom))
    pass(5)
    expect((await read()).etag).not.toBe(second.etag)
    const trustBody = new Uint8Array(await (await test.request('/api/trust-list')).arrayBuffer())
    const trustList = await verifyTrustList(trustBody, { roots: [demoRoot], now: START })
    if (!trustList.ok) throw new Error(trustList.error)
    const list = await verifyStatusList(first.body, { trustList: trustList.value, now: START })
    expect(list).toMatchObject({ ok: true, value: { list: 0, ttl: DAY, issuedAt: START } })
    expect(list.ok && isRevoked(list.value, 0)).toBe(false)
    expect(first.body.length).toBeLessThan(2048)
    for (const { issuer } of processes) await issuer.stop()
    await own.dispose()
  })

  it('gives each position once, over the end of a list, whoever asks at the same time', async () => {
    const own = await openTestDatabase(kind, inject('postgresUrl'))
    await migrateDatabase(own.database, 'production', START)
    await own.database.query
      .insertInto('status_counters')
      .values({ list: 0, allotted: LIST_LENGTH - 70 })
      .execute()
    const processes = [1, 2, 3].map(() => createStatusPositions(own.database))
    const taken = await Promise.all(
      processes.flatMap((positions) => Array.from({ length: 100 }, () => positions.take())),
    )
    expect(new Set(taken.map(({ list, position }) => `${list}/${position}`)).size).toBe(300)
    expect(new Set(taken.map(({ list }) => list))).toEqual(new Set([0, 1]))
    expect(taken.every(({ position }) => position >= 0 && position < LIST_LENGTH)).toBe(true)
    await own.dispose()
  })
})
