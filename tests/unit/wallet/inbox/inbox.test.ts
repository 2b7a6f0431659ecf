import { describe, expect, it } from 'vitest'
import { countUnread, loadInbox, markInboxRead } from '../../../../src/wallet/inbox/inbox.ts'
import { listOutbox } from '../../../../src/wallet/outbox/outbox.ts'
import { sendOutbox } from '../../../../src/wallet/outbox/send-outbox.ts'
import { makeInboxItem } from '../../../support/vectors/inbox.ts'
import { NOW } from '../../../support/vectors/world.ts'
import { outboxSenders } from '../../../support/wallet/every-sender.ts'
import { createTestWallet } from '../../../support/wallet/test-wallet.ts'

const [first, second, third] = [
  makeInboxItem({ id: 'a'.repeat(16) }),
  makeInboxItem({ id: 'b'.repeat(16) }),
  makeInboxItem({ id: 'c'.repeat(16), isRead: true }),
]

async function openWith(...items: ReturnType<typeof makeInboxItem>[]) {
  const test = await createTestWallet()
  test.issuer.inbox = items
  await test.refresh()
  const mark = (ids: readonly string[], key: string) => markInboxRead(test.db, ids, { id: key, now: NOW })
  const send = () => sendOutbox({ db: test.db, issuer: test.inputs.issuer, senders: outboxSenders })
  return { ...test, mark, send }
}

describe('the inbox of a wallet', () => {
  it('is that of the newest snapshot, and none before the first', async () => {
    const { db } = await createTestWallet()
    expect(await loadInbox(db)).toBeUndefined()
    expect(await countUnread(db)).toBe(0)
    const opened = await openWith(first, second, third)
    expect(await loadInbox(opened.db)).toEqual({ issuedAt: NOW, items: [first, second, third] })
    expect(await countUnread(opened.db)).toBe(2)
  })

  it('is empty where an issuer writes none', async () => {
    const { db } = await openWith()
    expect((await loadInbox(db))?.items).toEqual([])
  })

  it('is read at once on this device, and tells the issuer once there is a network', async () => {
    const { db, mark, send, issuer } = await openWith(first, second, third)
    await mark([first.id, second.id], 'mark-1')
    expect((await loadInbox(db))?.items.map(({ isRead }) => isRead)).toEqual([true, true, true])
    expect(await countUnread(db)).toBe(0)
    expect(issuer.marked).toEqual([])
    expect(await send()).toEqual({ waiting: 0 })
    expect(issuer.marked).toEqual([{ personId: 'person-1', ids: [first.id, second.id] }])
  })

  it('counts anew what a later snapshot brings, and forgets nothing that was read here', async () => {
    const { db, mark, refresh, issuer } = await openWith(first)
    await mark([first.id], 'mark-1')
    issuer.inbox = [second, first]
    issuer.sequence++
    await refresh()
    expect(await countUnread(db)).toBe(1)
    expect((await loadInbox(db))?.items.map(({ isRead }) => isRead)).toEqual([false, true])
  })

  it('is in no list of what the person has sent, and leaves no sent marks behind', async () => {
    const { db, mark, send } = await openWith(first, second)
    await mark([first.id], 'mark-1')
    expect(await listOutbox(db)).toEqual([])
    await send()
    await mark([second.id], 'mark-2')
    const kept = await db.transact(['outbox'], 'readonly', (tx) => tx.objectStore('outbox').getAllKeys())
    expect(kept).toEqual(['mark-2'])
  })
})
