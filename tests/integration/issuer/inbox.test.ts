import { sql, type Transaction } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyTrustList } from '../../../src/core/credential/trust-list.ts'
import type { TrustList } from '../../../src/core/credential/trusted-keys.ts'
import { type InboxItem, readInbox } from '../../../src/core/snapshot/inbox.ts'
import { verifySnapshot } from '../../../src/core/snapshot/snapshot.ts'
import { lockPerson } from '../../../src/issuer/db/lock-person.ts'
import { outdateSnapshots } from '../../../src/issuer/db/outdate-snapshots.ts'
import type { Tables } from '../../../src/issuer/db/schema.ts'
import { demoRoot } from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { addInboxItem, clearInbox } from '../../../src/issuer/inbox/inbox.ts'
import { findNoticeFacts, type InboxNotice, inboxNotices } from '../../../src/issuer/inbox/inbox-notices.ts'

import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import { waitForLock, whileUncommitted } from '../../support/issuer/interleave.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'

const [mother, couple] = demoAccounts

describe.each(['sqlite', 'postgresql'] as const)('the inbox on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer
  let trustList: TrustList
  let cookie: string
  let person: { id: number; public_id: string }

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
    test = await createTestIssuer(held.database)
    const body = new Uint8Array(await (await test.request('/api/trust-list')).arrayBuffer())
    const verified = await verifyTrustList(body, { roots: [demoRoot], now: test.clock.now })
    if (!verified.ok) throw new Error(verified.error)
    trustList = verified.value
    cookie = await test.signIn(mother)
    person = await held.database.query
      .selectFrom('people')
      .select(['id', 'public_id'])
      .where('bhxh_code', '=', mother.login)
      .executeTakeFirstOrThrow()
  })
  beforeEach(async () => {
    await held.database.query.deleteFrom('inbox_items').execute()
    await held.database.query.deleteFrom('outgoing_messages').execute()
    await held.database.query.deleteFrom('snapshots').execute()
  })
  afterAll(async () => {
    await test.issuer.stop()
    await held.dispose()
  })

  it('is emptied in the order in which what stands in it is planned, so that they do not wait for each other', async () => {
    const { query } = held.database
    await query.transaction().execute(async (transaction) => {
      await addInboxItem(transaction, person.id, { code: 'service-received' }, test.clock.now)
      await transaction
        .insertInto('notice_states')
        .values({ person_id: person.id, off_kinds: '', pushed_at: null, texted_at: null })
        .onConflict((conflict) => conflict.column('person_id').doNothing())
        .execute()
    })
    await whileUncommitted(
      held.database,
      (transaction) =>
        transaction
          .updateTable('notice_states')
          .set({ pushed_at: 1 })
          .where('person_id', '=', person.id)
          .execute(),
      () => query.transaction().execute((other) => clearInbox(other, person.id)),
      (transaction) =>
        transaction
          .updateTable('inbox_items')
          .set({ push_at: null })
          .where('person_id', '=', person.id)
          .execute(),
    )
    expect(await query.selectFrom('inbox_items').selectAll().execute()).toEqual([])
  })

  const readSnapshot = async (as = cookie) => {
    const answer = await test.request('/api/snapshot', { cookie: as })
    const body = new Uint8Array(await answer.arrayBuffer())
    const verified = await verifySnapshot(body, { trustList, now: test.clock.now })
    if (!verified.ok) throw new Error(verified.error)
    return verified.value
  }
  const read = async (as = cookie): Promise<readonly InboxItem[]> => {
    const inbox = readInbox((await readSnapshot(as)).unread)
    if (!inbox.ok) throw new Error(inbox.error)
    return inbox.value
  }
  const add = (personId: number | undefined = person.id) =>
    held.database.query
      .transaction()
      .execute((transaction) =>
        addInboxItem(transaction, personId, { code: 'password-changed' }, test.clock.now),
      )
  const addMany = (many: number) =>
    held.database.query.transaction().execute(async (transaction) => {
      for (let count = 1; count <= many; count++)
        await addInboxItem(transaction, person.id, { code: 'password-changed' }, test.clock.now + count)
    })
  const mark = (ids: readonly string[], personId = person.public_id, as = cookie) =>
    test.request('/api/inbox/read', { method: 'POST', cookie: as, body: { personId, ids } })

  it('is marked as read after whoever closes the account, who has the snapshot before the items', async () => {
    await add()
    const ids = (await read()).map(({ id }) => id)
    const answer = await whileUncommitted(
      held.database,
      async (transaction) => {
        await lockPerson(transaction, person.id)
        await outdateSnapshots(transaction, [person.id])
      },
      () => mark(ids),
      (transaction) => clearInbox(transaction, person.id),
    )
    expect(answer.status).toBe(204)
  })

  it('has what goes out as text message and mail, from the same transaction', async () => {
    expect(await read()).toEqual([])
    await test.signIn(mother)
    const sent = await held.database.query.selectFrom('outgoing_messages').select('channel').execute()
    expect(sent.map(({ channel }) => channel)).toEqual(expect.arrayContaining(['sms', 'email']))
    expect(await read(await test.signIn(mother))).toEqual([
      expect.objectContaining({ kind: 'security', severity: 'warning', route: '/tien-ich/may' }),
      expect.objectContaining({ kind: 'security', isRead: false, values: { device: expect.any(String) } }),
    ])
    cookie = await test.signIn(mother)
  })

  it('comes with the next reading of a snapshot that was signed before', async () => {
    const { sequence } = await readSnapshot()
    await add()
    const after = await readSnapshot()
    expect(after.sequence).toBe(sequence + 1)
    expect(await read()).toMatchObject([{ code: 'password-changed', at: test.clock.now, isRead: false }])
    expect((await readSnapshot()).sequence).toBe(sequence + 1)
  })

  it('loses nothing that is added while snapshots are signed', async () => {
    await readSnapshot()
    for (let round = 0; round < 5; round++) await Promise.all([add(), readSnapshot(), add(), readSnapshot()])
    expect(await read()).toHaveLength(10)
  })

  it('loses nothing that is added while the first snapshot is signed', async () => {
    let reading: Promise<unknown> = Promise.resolve()
    await held.database.query.transaction().execute(async (transaction) => {
      await addInboxItem(transaction, person.id, { code: 'password-changed' }, test.clock.now)
      reading = readSnapshot()
      // SQLite signs once this has ended; PostgreSQL signs now, and does not see what is added here.
      if (kind === 'postgresql') await Promise.race([reading, waitForLock(held.database.query)])
    })
    await reading
    expect(await read()).toHaveLength(1)

    for (let round = 0; round < 5; round++) {
      await held.database.query.deleteFrom('snapshots').execute()
      await held.database.query.deleteFrom('inbox_items').execute()
      await Promise.all([add(), readSnapshot(), add(), readSnapshot()])
      expect(await read()).toHaveLength(2)
    }
  })

  it('signs nothing for who never reads a snapshot, and counts from one for who does', async () => {
    await add()
    const rows = () =>
      held.database.query
        .selectFrom('snapshots')
        .select('sequence')
        .where('person_id', '=', person.id)
        .execute()
    expect(await rows()).toEqual([{ sequence: 0 }])
    expect((await readSnapshot()).sequence).toBe(1)
  })

  it('says on every device what has been read, once and for all', async () => {
    await add()
    await add()
    const [first] = await read()
    expect((await mark([first?.id ?? ''])).status).toBe(204)
    const marked = await readSnapshot()
    expect((await read()).map(({ id, isRead }) => [id, isRead])).toEqual(
      expect.arrayContaining([[first?.id, true]]),
    )
    expect((await read()).filter(({ isRead }) => isRead)).toHaveLength(1)
    // Again, and what is not there: nothing changes, and nothing is signed again.
    expect((await mark([first?.id ?? '', 'A'.repeat(16)])).status).toBe(204)
    expect((await readSnapshot()).sequence).toBe(marked.sequence)
  })

  it("takes no mark on somebody else's items, nor in somebody else's name", async () => {
    await add()
    const [item] = await read()
    const other = await test.signIn(couple)
    const { personId } = await readSnapshot(other)
    expect((await mark([item?.id ?? ''], personId, other)).status).toBe(204)
    expect(await (await mark([item?.id ?? ''], person.public_id, other)).json()).toMatchObject({
      code: 'other_person',
    })
    expect((await read())[0]?.isRead).toBe(false)
    expect(await read(other)).not.toContainEqual(expect.objectContaining({ id: item?.id }))
  })

  it('refuses what names no items, and whoever is not signed in', async () => {
    expect((await mark([])).status).toBe(422)
    expect((await mark(['<script>'])).status).toBe(422)
    expect((await mark(['A'.repeat(16)], person.public_id, '')).status).toBe(401)
  })

  it('takes every kind of notice to the phone, as it is', async () => {
    const codes = Object.keys(inboxNotices) as InboxNotice[]
    await held.database.query.transaction().execute(async (transaction) => {
      for (const code of codes) await addInboxItem(transaction, person.id, { code }, test.clock.now)
    })
    const items = await read()
    expect(items).toHaveLength(codes.length)
    for (const code of codes)
      expect(items).toContainEqual(expect.objectContaining({ code, ...findNoticeFacts(code), isRead: false }))
  })

  it('shows the newest fifty', async () => {
    for (let count = 0; count < 52; count++) await add()
    expect(await read()).toHaveLength(50)
  })

  it('shows what somebody cannot push out of it by causing another notice again and again', async () => {
    await add()
    await held.database.query.transaction().execute(async (transaction) => {
      for (let count = 1; count <= 60; count++)
        await addInboxItem(transaction, person.id, { code: 'service-received' }, test.clock.now + count)
    })
    const items = await read()
    expect(items).toHaveLength(50)
    expect(items.at(-1)).toMatchObject({ code: 'password-changed' })
    const times = items.map(({ at }) => at)
    expect(times).toEqual([...times].sort((one, other) => other - one))
  })

  it('shows what somebody cannot push out of it by causing many kinds of notices', async () => {
    await add()
    const others = [
      'service-received',
      'passkey-added',
      'passkey-removed',
      'email-changed',
      'new-device',
    ] as const
    await held.database.query.transaction().execute(async (transaction) => {
      for (let count = 1; count <= 12; count++)
        for (const code of others)
          await addInboxItem(transaction, person.id, { code }, test.clock.now + count)
    })
    const items = await read()
    expect(items).toHaveLength(50)
    expect(items.at(-1)).toMatchObject({ code: 'password-changed' })
  })

  it('keeps no more of one notice than it may show, but for what is still to go out', async () => {
    const { query } = held.database
    const count = async () => (await query.selectFrom('inbox_items').select('id').execute()).length
    await addMany(60)
    expect(await count()).toBe(60)
    await query.updateTable('inbox_items').set({ push_at: null }).execute()
    await query.transaction().execute(async (transaction) => {
      await addInboxItem(transaction, person.id, { code: 'passkey-added' }, test.clock.now)
      await addInboxItem(transaction, person.id, { code: 'password-changed' }, test.clock.now + 61)
    })
    expect(await count()).toBe(51)
  })

  it('makes way for another by whoever has the snapshot first, who does not wait for the others', async () => {
    const { query } = held.database
    const outdate = (transaction: Transaction<Tables>) => outdateSnapshots(transaction, [person.id])
    const fill = async () => {
      await query.deleteFrom('inbox_items').execute()
      await addMany(50)
      await query.updateTable('inbox_items').set({ push_at: null }).execute()
      return (await query.selectFrom('inbox_items').select('id').execute()).map(({ id }) => id)
    }
    const addOne = (transaction: Transaction<Tables>) =>
      addInboxItem(transaction, person.id, { code: 'password-changed' }, test.clock.now + 61)
    await fill()
    const adding = () => query.transaction().execute(addOne)
    await whileUncommitted(held.database, outdate, adding, (other) => clearInbox(other, person.id))
    const ids = await fill()
    expect((await whileUncommitted(held.database, outdate, () => mark(ids), addOne)).status).toBe(204)
  })

  // On SQLite everybody waits for the one who writes.
  if (kind === 'postgresql') {
    it('has nobody wait who is nobody', async () => {
      const { query } = held.database
      const addNobody = (transaction: Transaction<Tables>) =>
        addInboxItem(transaction, undefined, { code: 'lock' }, test.clock.now)
      for (let count = 0; count < 50; count++) await query.transaction().execute(addNobody)
      await query.transaction().execute(async (transaction) => {
        await addNobody(transaction)
        await query.transaction().execute(async (other) => {
          await sql`set local lock_timeout = '2s'`.execute(other)
          await addNobody(other)
        })
      })
    })
  }

  it('forgets at the next sweep what was written for nobody', async () => {
    await held.database.query
      .transaction()
      .execute((transaction) => addInboxItem(transaction, undefined, { code: 'lock' }, test.clock.now))
    await add()
    await test.issuer.sweep()
    const left = await held.database.query.selectFrom('inbox_items').select('person_id').execute()
    expect(left).toEqual([{ person_id: person.id }])
  })
})
