import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../../../src/core/bytes.ts'
import { createAuditLog } from '../../../src/issuer/audit/audit-log.ts'
import { createContentDrafts } from '../../../src/issuer/content/content-drafts.ts'
import { demoSecrets } from '../../../src/issuer/demo/demo.ts'
import { startPortalStandIn } from '../../../src/issuer/demo/portal-stand-in.ts'
import { draftFromFeed, fetchFeed } from '../../../src/issuer/portal-feed/portal-feed.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'

describe.each(['sqlite', 'postgresql'] as const)('the portal’s feed on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer
  beforeAll(async () => {
    held = await openDemoDatabase(kind)
    test = await createTestIssuer(held.database)
  })
  afterAll(async () => {
    await test.issuer.stop()
    await held.dispose()
  })

  it('becomes one draft beside the news of now, once, and never news by itself', async () => {
    const { now } = test.clock
    const { database } = held
    const drafts = createContentDrafts(database, {
      audit: createAuditLog(database, demoSecrets.keyEncryptionKey),
    })
    const portal = await startPortalStandIn(now)
    const feed = await fetchFeed(portal.url)
    await portal.stop()
    if (!feed.ok) throw new Error(feed.error)
    const released = await drafts.listDrafts()
    const draft = () => draftFromFeed(feed.value, { database, drafts }, now)
    // By two processes in the same moment.
    const both = await Promise.all([draft(), draft()])
    expect(both[0]).toEqual({ ok: true, value: 2 })
    expect(both[1]?.ok).toBe(true)
    expect(await draft()).toEqual({ ok: true, value: 0 })
    const newest = (await drafts.listDrafts()).find(({ state }) => state === 'waiting')
    expect(newest).toMatchObject({
      name: 'news',
      language: 'vi',
      state: 'waiting',
      author: 'command:portal-feed',
    })
    expect(await drafts.listDrafts()).toHaveLength(released.length + 1)
    const id = newest?.id ?? ''
    // Nobody has read it yet: one officer makes it a draft of their own, and only then another releases it.
    const [first, second] = ['one', 'another'].map((officer) => ({ id: officer, officeCode: '' }))
    if (!newest || !first || !second) throw new Error('no draft')
    expect(await drafts.release(first, { id }, now)).toEqual({ ok: false, error: 'second_officer_needed' })
    const { sha256 } = newest
    const { body } = await database.query
      .selectFrom('content_files')
      .select('body')
      .where('sha256', '=', sha256)
      .executeTakeFirstOrThrow()
    const own = await drafts.draft(
      first,
      { name: 'news', language: 'vi', content: new Uint8Array(body), note: '' },
      now,
    )
    if (!own.ok) throw new Error(own.error)
    expect(await drafts.release(second, { id: own.value }, now)).toEqual({ ok: true, value: undefined })
    await drafts.withdraw({ id: 'command:somebody', officeCode: '' }, id, now)
    expect(await draft()).toEqual({ ok: true, value: 0 })
  })

  it('that cannot be reached or read changes nothing', async () => {
    expect(await fetchFeed('http://127.0.0.1:1/rss')).toEqual({ ok: false, error: 'feed_unreachable' })
    const { database } = held
    const drafts = createContentDrafts(database, {
      audit: createAuditLog(database, demoSecrets.keyEncryptionKey),
    })
    expect(await draftFromFeed(encodeUtf8('<!DOCTYPE x>'), { database, drafts }, test.clock.now)).toEqual({
      ok: false,
      error: 'feed_unreadable',
    })
  })
})
