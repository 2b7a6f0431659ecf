import { describe, expect, it } from 'vitest'
import { AppError } from '../../../../src/core/app-error.ts'
import type { OutboxKind } from '../../../../src/wallet/database/stores.ts'
import type { WalletDatabase } from '../../../../src/wallet/database/wallet-database.ts'
import { loadDraft, saveDraft } from '../../../../src/wallet/outbox/drafts.ts'
import {
  cancelItem,
  listOutbox,
  queueItem,
  readAnswer,
  retryItem,
} from '../../../../src/wallet/outbox/outbox.ts'
import { type ItemToSend, sendOutbox } from '../../../../src/wallet/outbox/send-outbox.ts'
import { loadBlob, saveBlob } from '../../../../src/wallet/sealing/blobs.ts'
import { noteSignedIn } from '../../../../src/wallet/session/sign-in.ts'
import { signOut } from '../../../../src/wallet/session/sign-out.ts'
import { NOW } from '../../../support/vectors/world.ts'
import { createTestWallet, openTestDatabase } from '../../../support/wallet/test-wallet.ts'
import { DECLARATION, NO_ISSUER, RECEIVED, REPORT, recordSenders } from './outbox-items.ts'

const form = { fullName: 'Nguyễn Thị Mẫu' }
const picture = new Uint8Array([9, 8, 7])

function queueForm(db: WalletDatabase, id = 'one', now = NOW) {
  return queueItem(
    db,
    { kind: 'registration', payload: DECLARATION, blobs: { portrait: picture }, draft: 'registration' },
    { id, now },
  )
}

function send(db: WalletDatabase, act: (item: ItemToSend<OutboxKind>) => unknown, onChange?: () => void) {
  return sendOutbox({
    db,
    issuer: NO_ISSUER,
    senders: recordSenders(act),
    ...(onChange && { onChange }),
  })
}

const failWith = (code: AppError['code']) => () => {
  throw new AppError(code)
}

describe('the outbox', () => {
  it('sends what was queued, once, and forgets everything but the answer', async () => {
    const db = await openTestDatabase()
    await saveDraft(db, 'registration', form)
    await saveBlob(db, 'draft/registration', 'portrait', picture)
    await queueForm(db)
    await queueForm(db) // a second tap
    expect(await listOutbox(db)).toEqual([
      { id: 'one', kind: 'registration', state: 'waiting', queuedAt: NOW, tries: 0 },
    ])
    const sent: unknown[] = []
    const act = async (item: ItemToSend<OutboxKind>) =>
      sent.push([item.id, item.payload, await item.readBlob('portrait')])
    expect(await send(db, act)).toEqual({ waiting: 0 })
    await send(db, act)
    expect(sent).toEqual([['one', DECLARATION, picture]])
    expect(await listOutbox(db)).toMatchObject([{ id: 'one', state: 'sent', tries: 1 }])
    expect(await readAnswer(db, 'registration', 'one')).toEqual(RECEIVED)
    expect(await readAnswer(db, 'report', 'one')).toBeUndefined()
    expect(await loadDraft(db, 'registration')).toBeUndefined()
    expect(await loadBlob(db, 'draft/registration', 'portrait')).toBeUndefined()
    expect(await loadBlob(db, 'outbox/one', 'portrait')).toBeUndefined()
  })

  it('sends the oldest first, and one at a time however many ask', async () => {
    const db = await openTestDatabase()
    await queueForm(db, 'later', NOW + 1)
    await queueForm(db, 'earlier', NOW)
    const order: string[] = []
    let running = 0
    const act = async ({ id }: ItemToSend<OutboxKind>) => {
      expect(++running).toBe(1)
      await new Promise((resolve) => setTimeout(resolve))
      running--
      order.push(id)
    }
    await Promise.all([send(db, act), send(db, act), send(db, act)])
    expect(order).toEqual(['earlier', 'later'])
  })

  it.each(['offline', 'timeout', 'answer_malformed', 'unavailable', 'too_many_requests'] as const)(
    'waits on after %s, with the draft untouched',
    async (code) => {
      const db = await openTestDatabase()
      await saveDraft(db, 'registration', form)
      await queueForm(db)
      expect(await send(db, failWith(code))).toEqual({ waiting: 1 })
      expect(await listOutbox(db)).toMatchObject([
        { state: 'waiting', tries: 1, lastFault: { at: NOW, code } },
      ])
      expect(await loadDraft(db, 'registration')).toEqual(form)
      expect(await send(db, () => {})).toEqual({ waiting: 0 })
      expect(await listOutbox(db)).toMatchObject([{ state: 'sent', tries: 2 }])
    },
  )

  it('keeps what was refused, with the reason, and sends it again only when told to', async () => {
    const db = await openTestDatabase()
    await queueForm(db)
    expect(await send(db, failWith('phone_in_use'))).toEqual({ waiting: 0 })
    const refused = { state: 'refused', lastFault: { at: NOW, code: 'phone_in_use' } }
    expect(await listOutbox(db)).toMatchObject([refused])
    await send(db, () => expect.unreachable())
    await retryItem(db, 'one')
    await send(db, async (item) => expect(await item.readBlob('portrait')).toEqual(picture))
    expect(await listOutbox(db)).toMatchObject([{ state: 'sent', tries: 2 }])
  })

  it('goes on where a closed page has stopped, under the same key', async () => {
    const db = await openTestDatabase()
    await queueForm(db)
    const progress = { done: 1, total: 3 }
    const never = send(db, async (item) => {
      await item.note({ portrait: 'arrived' }, progress)
      throw new Error('the page is gone')
    })
    await never
    // as a page leaves it that is closed in the middle
    await db.transact(['outbox'], 'readwrite', async (tx) => {
      const item = await tx.objectStore('outbox').get('one')
      if (item) await tx.objectStore('outbox').put({ ...item, state: 'sending' })
    })
    expect(await listOutbox(db)).toMatchObject([{ state: 'sending', progress }])
    await send(db, ({ id, notes }) => expect([id, notes]).toEqual(['one', { portrait: 'arrived' }]))
    expect(await listOutbox(db)).toMatchObject([{ state: 'sent' }])
  })

  it('says each change after it is stored', async () => {
    const db = await openTestDatabase()
    await queueForm(db)
    const seen: Promise<string | undefined>[] = []
    await send(
      db,
      (item) => item.note({}, { done: 1, total: 2 }),
      () => seen.push(listOutbox(db).then(([item]) => item?.state)),
    )
    expect((await Promise.all(seen)).at(-1)).toBe('sent')
    expect(seen).toHaveLength(3)
  })

  it('takes an item back, unless it has been sent meanwhile', async () => {
    const db = await openTestDatabase()
    await queueForm(db)
    const [waiting] = await listOutbox(db)
    if (!waiting) throw new Error('nothing queued')
    const sending = send(db, () => new Promise((resolve) => setTimeout(resolve, 5)))
    expect(await cancelItem(db, waiting)).toBe('sent')
    await sending
    const [sent] = await listOutbox(db)
    expect(sent && (await cancelItem(db, sent))).toBe('dropped')
    await queueForm(db, 'two')
    const [second] = await listOutbox(db)
    expect(second && (await cancelItem(db, second))).toBe('dropped')
    expect(await listOutbox(db)).toEqual([])
    expect(await loadBlob(db, 'outbox/two', 'portrait')).toBeUndefined()
  })

  it('is bounded: what was sent longest ago makes room, what waits does not', async () => {
    const db = await openTestDatabase()
    for (let at = 0; at < 20; at++) await queueForm(db, `item ${at}`, NOW + at)
    expect(await queueForm(db, 'too many')).toEqual({ ok: false, error: 'outbox_full' })
    await send(db, () => {})
    expect(await queueForm(db, 'next', NOW + 30)).toEqual({ ok: true, value: undefined })
    const ids = (await listOutbox(db)).map(({ id }) => id)
    expect(ids).toHaveLength(20)
    expect(ids).not.toContain('item 0')
    const payload = { ...DECLARATION, address: 'x'.repeat(70_000) }
    await expect(queueItem(db, { kind: 'registration', payload }, { id: 'long', now: NOW })).rejects.toThrow(
      RangeError,
    )
  })

  it('brings nothing back after a sign-out', async () => {
    const { db, caches } = await createTestWallet()
    await queueForm(db)
    const sending = send(db, async () => {
      await signOut(db, caches)
    })
    await sending
    expect(await listOutbox(db)).toEqual([])
  })

  it('keeps nothing that was being sealed when somebody signed out', async () => {
    const { db, caches, refresh } = await createTestWallet()
    await refresh()
    const writings: ((late: WalletDatabase) => Promise<unknown>)[] = [
      (late) => saveDraft(late, 'report', form),
      (late) => saveBlob(late, 'draft/registration', 'portrait', picture),
      (late) => queueItem(late, { kind: 'report', payload: REPORT }, { id: 'report', now: NOW }),
    ]
    for (const write of writings) {
      await noteSignedIn(db)
      await refresh()
      const signOutBefore: WalletDatabase['transact'] = async (names, mode, use) => {
        const isLast = mode === 'readwrite' && names.some((name) => /drafts|blobs|outbox/.test(name))
        if (isLast) await signOut(db, caches)
        return db.transact(names, mode, use)
      }
      await write({ ...db, transact: signOutBefore }).catch((cause) =>
        expect(cause).toMatchObject({ code: 'session_expired' }),
      )
      const left = await db.transact(['drafts', 'blobs', 'outbox'], 'readonly', (tx) =>
        Promise.all([...tx.objectStoreNames].map((name) => tx.objectStore(name).count())),
      )
      expect(left).toEqual([0, 0, 0])
    }
  })
})

describe('what is sent in the name of a person', () => {
  const queueReport = (db: WalletDatabase) =>
    queueItem(db, { kind: 'report', payload: REPORT }, { id: 'report', now: NOW })

  it('takes a session', async () => {
    const db = await openTestDatabase()
    await expect(queueReport(db)).rejects.toMatchObject({ code: 'session_expired' })
  })

  it('goes out once it is known who has signed in', async () => {
    const { db, refresh } = await createTestWallet()
    await refresh()
    await queueReport(db)
    await noteSignedIn(db)
    await send(db, () => expect.unreachable())
    expect(await listOutbox(db)).toMatchObject([{ state: 'waiting', tries: 0 }])
    await refresh()
    await send(db, (item) => expect(item.payload).toEqual(REPORT))
    expect(await listOutbox(db)).toMatchObject([{ state: 'sent' }])
  })

  it('is dropped when another person comes, what needs no session is not', async () => {
    const { db, refresh, issuer } = await createTestWallet()
    await refresh()
    await queueReport(db)
    await queueForm(db)
    await saveDraft(db, 'registration', form)
    await saveBlob(db, 'draft/registration', 'portrait', picture)
    await noteSignedIn(db)
    issuer.personId = 'person-2'
    await send(db, ({ id }) => expect(id).toBe('one'))
    await refresh()
    expect(await listOutbox(db)).toMatchObject([{ id: 'one', state: 'sent' }])
    expect(await loadDraft(db, 'registration')).toBeUndefined()
    expect(await loadBlob(db, 'draft/registration', 'portrait')).toBeUndefined()
  })
})
