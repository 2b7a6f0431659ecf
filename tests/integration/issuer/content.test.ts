import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeUtf8, toHex } from '../../../src/core/bytes.ts'
import { readContentAnswer } from '../../../src/core/content/content-answer.ts'
import { CONTENT_KEYS } from '../../../src/core/content/content-key-list.ts'
import {
  type ContentManifest,
  findPack,
  verifyContentManifest,
} from '../../../src/core/content/content-manifest.ts'
import { verifyTrustList } from '../../../src/core/credential/trust-list.ts'
import { createAuditLog } from '../../../src/issuer/audit/audit-log.ts'
import { createContent, type PublicContent } from '../../../src/issuer/content/content.ts'
import {
  type ContentDrafts,
  createContentDrafts,
  MOST_WAITING,
} from '../../../src/issuer/content/content-drafts.ts'
import { createContentKeys } from '../../../src/issuer/content/content-keys.ts'
import {
  DANGEROUS_demoContentKey,
  DANGEROUS_demoKeyEncryptionKey,
  demoRoot,
} from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import { compressPoint, createSign, toKeyId } from '../../../src/issuer/signer-keys/es256-key.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'
import { recordStatements } from '../../support/issuer/recovery-desk.ts'

const shipped = new Uint8Array(readFileSync(new URL('../../../public/facilities.txt', import.meta.url)))
const hashOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')
const [author, releaser] = [
  { id: 'author', officeCode: '001' },
  { id: 'releaser', officeCode: '001' },
]
const changed = encodeUtf8(new TextDecoder().decode(shipped).replace('?Hữu Nghị', '?Hữu Nghị (cơ sở mới)'))

describe.each(['sqlite', 'postgresql'] as const)('public content on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer
  let content: PublicContent
  let drafts: ContentDrafts

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
    test = await createTestIssuer(held.database)
    const signer = {
      keyId: toKeyId(compressPoint(DANGEROUS_demoContentKey)),
      sign: createSign(DANGEROUS_demoContentKey),
    }
    const keys = createContentKeys(held.database, [demoRoot])
    content = createContent(held.database, { keys, findSigner: () => signer })
    drafts = createContentDrafts(held.database, {
      audit: createAuditLog(held.database, DANGEROUS_demoKeyEncryptionKey),
    })
    await keys.refresh(test.clock.now)
  })
  afterAll(async () => {
    await test.issuer.stop()
    await held.dispose()
  })

  async function readManifest(): Promise<{ manifest: ContentManifest; etag: string }> {
    const answer = await test.request('/api/content')
    expect(answer.status).toBe(200)
    const parts = readContentAnswer(new Uint8Array(await answer.arrayBuffer()))
    if (!parts.ok) throw new Error('no answer')
    const { now } = test.clock
    const keys = await verifyTrustList(parts.value.keyList, { roots: [demoRoot], now, kind: CONTENT_KEYS })
    if (!keys.ok) throw new Error(keys.error)
    const verified = await verifyContentManifest(parts.value.manifest, { keys: keys.value, now })
    if (!verified.ok) throw new Error(verified.error)
    return { manifest: verified.value, etag: answer.headers.get('etag') ?? '' }
  }

  it('is there from the first start, signed, and each pack under its hash', async () => {
    const { manifest, etag } = await readManifest()
    const pack = findPack(manifest, 'facilities')
    expect(pack).toMatchObject({ version: 1, size: shipped.length })
    expect(toHex(pack?.sha256 ?? new Uint8Array())).toBe(hashOf(shipped))
    const file = await test.request(`/api/content/packs/${hashOf(shipped)}`)
    expect(file.headers.get('cache-control')).toContain('immutable')
    expect(file.headers.get('set-cookie')).toBeNull()
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(shipped)
    const again = await test.request('/api/content', { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
    expect((await test.request(`/api/content/packs/${'0'.repeat(64)}`)).status).toBe(404)
    expect((await test.request('/api/content/packs/..%2f..%2fetc')).status).toBe(404)
  })

  it('is the same from another process, and is signed anew with time', async () => {
    const { etag, manifest } = await readManifest()
    expect((await content.current(test.clock.now)).etag).toBe(etag)
    test.clock.now += 7 * 3600
    const later = await readManifest()
    expect(later.etag).not.toBe(etag)
    expect(later.manifest.sequence).toBe(manifest.sequence)
    expect(later.manifest.issuedAt).toBeGreaterThan(manifest.issuedAt)
  })

  it('reads all releases again only once there are others', async () => {
    const { packs } = await content.readState(test.clock.now)
    expect((await content.readState(test.clock.now + 60)).packs).toBe(packs)
    expect((await content.readState(0)).packs).toEqual([])
    expect((await content.readState(test.clock.now)).packs).toEqual(packs)
  })

  it('goes out only when a second person has released it, and both stand in the log', async () => {
    const { now } = test.clock
    const before = await readManifest()
    const id = await drafts.draft(author, { name: 'facilities', content: changed, note: 'Đổi tên' }, now)
    if (!id.ok) throw new Error(id.error)
    expect((await readManifest()).manifest.sequence).toBe(before.manifest.sequence)
    expect((await test.request(`/api/content/packs/${hashOf(changed)}`)).status).toBe(404)
    expect(await drafts.release(author, { id: id.value }, now)).toEqual({
      ok: false,
      error: 'second_officer_needed',
    })
    expect(await drafts.release(releaser, { id: id.value }, now)).toEqual({ ok: true, value: undefined })
    expect(await drafts.release(releaser, { id: id.value }, now)).toEqual({
      ok: false,
      error: 'draft_decided',
    })
    const { manifest } = await readManifest()
    expect(manifest.sequence).toBe(before.manifest.sequence + 1)
    expect(findPack(manifest, 'facilities')).toMatchObject({ version: 2, size: changed.length })
    const log = await held.database.query
      .selectFrom('audit_entries')
      .select(['action', 'officer_id'])
      .where('target', '=', id.value)
      .orderBy('sequence')
      .execute()
    expect(log).toEqual([
      { action: 'content-drafted', officer_id: 'author' },
      { action: 'content-release-refused', officer_id: 'author' },
      { action: 'content-released', officer_id: 'releaser' },
      { action: 'content-release-refused', officer_id: 'releaser' },
    ])
  })

  it('begins on its day, and goes back by a newer release of what was', async () => {
    const { now } = test.clock
    const draftOf = async (bytes: typeof shipped) => {
      const id = await drafts.draft(author, { name: 'facilities', content: bytes, note: '' }, now)
      if (!id.ok) throw new Error(id.error)
      return id.value
    }
    const { sequence } = (await readManifest()).manifest
    const later = { id: await draftOf(shipped), startsAt: now + 3600 }
    expect((await drafts.release(releaser, later, now)).ok).toBe(true)
    expect((await readManifest()).manifest.sequence).toBe(sequence)
    test.clock.now += 3600
    const { manifest } = await readManifest()
    expect(manifest.sequence).toBe(sequence + 1)
    expect(toHex(findPack(manifest, 'facilities')?.sha256 ?? new Uint8Array())).toBe(hashOf(shipped))
  })

  it('packs what is in force, and nothing that was so once, however often it is asked for', async () => {
    const ask = async (bytes: typeof shipped) => {
      const headers = { 'accept-encoding': 'gzip, br' }
      const answer = await test.request(`/api/content/packs/${hashOf(bytes)}`, { headers })
      const body = new Uint8Array(await answer.arrayBuffer())
      const packing = answer.headers.get('content-encoding')
      return { packing, bytes: packing === 'br' ? new Uint8Array(brotliDecompressSync(body)) : body }
    }
    expect(await ask(shipped)).toEqual({ packing: 'br', bytes: shipped })
    expect(await ask(changed)).toEqual({ packing: null, bytes: changed })
    expect(await ask(changed)).toEqual({ packing: null, bytes: changed })
  })

  it('reads what is over once, however often it is asked for, and answers it for as long as a manifest', async () => {
    const { database, statements } = recordStatements(held.database)
    const watched = await createTestIssuer(database)
    watched.clock.now = test.clock.now
    const ask = async () => (await watched.request(`/api/content/packs/${hashOf(changed)}`)).status
    const countReadings = () => statements.filter((text) => text.includes('"content_files"."body"')).length
    const before = countReadings()
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 200])
    expect(countReadings()).toBe(before + 1)
    await watched.issuer.stop()
    // Another process, which has not read it.
    const other = await createTestIssuer(held.database)
    const askLater = async (days: number) => {
      other.clock.now = test.clock.now + days * 86_400
      return (await other.request(`/api/content/packs/${hashOf(changed)}`)).status
    }
    expect(await askLater(31)).toBe(404)
    expect(await askLater(29)).toBe(200)
    await other.issuer.stop()
  })

  it('lets others be answered while answers are judged, whatever their phrases are, and judges nothing for their author', async () => {
    const { now } = test.clock
    const chain = `${Array(38).fill('痛'.repeat(100)).join(' … ')} … 胸`
    const growing = `@same ${Array.from({ length: 780 }, (_, at) => 1_000 + at).join(' ')}; x`
    const long = `${growing}\n${`@emergency ${chain}\n`.repeat(20)}!emergency 胸${'痛'.repeat(299)}\n`
    const live = readFileSync(new URL('../../../public/answers-vi.txt', import.meta.url), 'utf8')
    const asked = `\n? ${'x '.repeat(1_900)}\n? `
    const written = encodeUtf8(live.replace('\n@', `\n${long}@`).replace('\n? ', asked))
    const pack = { name: 'answers', language: 'vi', content: written, note: '' } as const
    const id = await drafts.draft(author, pack, now)
    if (!id.ok) throw new Error(id.error)
    let [longest, last] = [0, performance.now()]
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 1)
    const refused = { ok: false, error: 'second_officer_needed' }
    expect(await drafts.release(author, { id: id.value }, now)).toEqual(refused)
    const ofAuthor = longest
    await drafts.release(releaser, { id: id.value }, now)
    clearInterval(timer)
    expect(ofAuthor).toBeLessThan(500)
    expect(longest).toBeLessThan(1_500)
    await drafts.withdraw(author, id.value, now)
  })

  it('answers what another machine’s clock has begun, and forgets it where it is taken back', async () => {
    const { now } = test.clock
    const release = async (content: typeof shipped, startsAt = now) => {
      const id = await drafts.draft(author, { name: 'facilities', content, note: '' }, now)
      if (!id.ok) throw new Error(id.error)
      const released = await drafts.release(releaser, { id: id.value, startsAt }, now)
      expect(released).toEqual({ ok: true, value: undefined })
      return id.value
    }
    const withName = (name: string) =>
      encodeUtf8(new TextDecoder().decode(shipped).replace('?Hữu Nghị', `?Hữu Nghị ${name}`))
    const [wrong, right] = [withName('(sai)'), withName('(đúng)')]
    const id = await release(wrong, now + 300)
    // Anybody asks.
    expect((await content.listPublic(now)).inForce).toContain(hashOf(wrong))
    expect((await drafts.withdraw(author, id, now)).ok).toBe(true)
    await release(right)
    const pack = (await content.readState(now)).packs.find(({ name }) => name === 'facilities')
    expect(toHex(pack?.sha256 ?? new Uint8Array())).toBe(hashOf(right))
    expect((await content.listPublic(now)).inForce).not.toContain(hashOf(wrong))
  })

  it('takes no draft that phones could not read, and none without end', async () => {
    const { now } = test.clock
    const draft = (name: string, bytes: typeof shipped) =>
      drafts.draft(author, { name, content: bytes, note: '' }, now)
    expect(await draft('facilities', encodeUtf8('xin chào'))).toEqual({ ok: false, error: 'pack_unreadable' })
    expect(await draft('constructor', shipped)).toEqual({ ok: false, error: 'pack_unknown' })
    expect(await draft('facilities', new Uint8Array(2_000_000))).toEqual({
      ok: false,
      error: 'pack_too_large',
    })
    expect(await drafts.release(releaser, { id: 'nothing' }, now)).toEqual({
      ok: false,
      error: 'draft_unknown',
    })
    const outcomes = []
    for (let count = 0; count <= 100; count++) outcomes.push(await draft('facilities', shipped))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(100)
    expect(outcomes.at(-1)).toEqual({ ok: false, error: 'too_many_drafts' })
  })

  it('is released once by two who release at once', async () => {
    const { now } = test.clock
    const [waiting] = (await drafts.listDrafts()).filter(({ state }) => state === 'waiting')
    const id = waiting?.id ?? ''
    const outcomes = await Promise.all(
      ['one', 'two', 'three'].map((who) => drafts.release({ id: who, officeCode: '001' }, { id }, now)),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('takes back a draft that waits, and only that', async () => {
    const { now } = test.clock
    const [waiting] = (await drafts.listDrafts(200)).filter(({ state }) => state === 'waiting')
    const id = waiting?.id ?? ''
    expect((await drafts.withdraw(releaser, id, now)).ok).toBe(true)
    expect(await drafts.withdraw(releaser, id, now)).toEqual({ ok: false, error: 'draft_decided' })
    expect(await drafts.release(releaser, { id }, now)).toEqual({ ok: false, error: 'draft_decided' })
  })

  it('takes so many that wait and no more, however many are written at once', async () => {
    const { now } = test.clock
    const listWaiting = () =>
      held.database.query.selectFrom('content_drafts').select('id').where('state', '=', 'waiting').execute()
    const leave = async (most: number) => {
      for (const { id } of (await listWaiting()).slice(most)) await drafts.withdraw(author, id, now)
    }
    const write = () => drafts.draft(author, { name: 'facilities', content: changed, note: '' }, now)
    await leave(MOST_WAITING - 2)
    while ((await listWaiting()).length < MOST_WAITING - 2) await write()
    for (let round = 0; round < 4; round++) {
      await leave(MOST_WAITING - 2)
      const written = await Promise.all(Array.from({ length: 8 }, write))
      expect(written.map((each) => (each.ok ? 'written' : each.error)).sort()).toEqual([
        ...Array.from({ length: 6 }, () => 'too_many_drafts'),
        'written',
        'written',
      ])
      expect(await listWaiting()).toHaveLength(MOST_WAITING)
    }
  })
})
