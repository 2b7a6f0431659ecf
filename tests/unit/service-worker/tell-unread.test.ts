import { afterEach, describe, expect, it, vi } from 'vitest'
import { tellUnread } from '../../../src/service-worker/tell-unread.ts'
import { markInboxRead } from '../../../src/wallet/inbox/inbox.ts'
import { savePushChoice } from '../../../src/wallet/push/push-choice.ts'
import { signOut } from '../../../src/wallet/session/sign-out.ts'
import { makeInboxItem } from '../../support/vectors/inbox.ts'
import { NOW } from '../../support/vectors/world.ts'
import { createTestWallet } from '../../support/wallet/test-wallet.ts'

const constant = { title: 'Ví BHYT: có thông báo mới', body: 'Mở ví để xem.', tag: 'inbox' }
const details = { language: 'vi', titles: { 'new-device': 'Đăng nhập trên máy mới', lock: 'Khóa' } }
const items = [
  makeInboxItem({ id: 'a'.repeat(16), code: 'lock' }),
  makeInboxItem({ id: 'b'.repeat(16) }),
  makeInboxItem({ id: 'c'.repeat(16) }),
  makeInboxItem({ id: 'd'.repeat(16), isRead: true, code: 'lock' }),
]

async function open({ inbox = items, shown = [constant] as (typeof constant)[] } = {}) {
  const test = await createTestWallet()
  test.issuer.inbox = inbox
  await test.refresh()
  const setAppBadge = vi.fn(async () => {})
  vi.stubGlobal('navigator', { setAppBadge })
  const registration = {
    getNotifications: vi.fn(async () => shown),
    showNotification: vi.fn(async () => {}),
  }
  return { ...test, setAppBadge, ...registration, tell: () => tellUnread(test.db, registration as never) }
}

afterEach(() => vi.unstubAllGlobals())

describe('what is told of the inbox after a refresh', () => {
  it('is a number on the icon, and nothing of what it is about', async () => {
    const { tell, setAppBadge, showNotification, db } = await open()
    await tell()
    expect(setAppBadge).toHaveBeenLastCalledWith(3)
    expect(showNotification).not.toHaveBeenCalled()
    await markInboxRead(
      db,
      items.map(({ id }) => id),
      { id: 'mark', now: NOW },
    )
    await tell()
    expect(setAppBadge).toHaveBeenLastCalledWith(0)
  })

  it('is the newest title, where the person wants that, in the place of the constant text', async () => {
    const { tell, showNotification, getNotifications, db } = await open()
    await savePushChoice(db, { details })
    await tell()
    expect(getNotifications).toHaveBeenCalledWith({ tag: 'inbox' })
    expect(showNotification.mock.calls).toEqual([
      [constant.title, { body: 'Khóa', lang: 'vi', tag: 'inbox', icon: '/icon-192.png' }],
    ])
  })

  it('says nothing of a kind that is switched off', async () => {
    const { tell, showNotification, db } = await open({
      inbox: [makeInboxItem({ id: 'e'.repeat(16), kind: 'decision', code: 'lock' }), ...items.slice(1)],
    })
    await savePushChoice(db, { details, off: ['decision'] })
    await tell()
    expect(showNotification).toHaveBeenCalledWith(
      constant.title,
      expect.objectContaining({ body: details.titles['new-device'] }),
    )
  })

  it('stays as it is where nothing is shown, nothing is unread, or a title is not known', async () => {
    for (const made of [
      { shown: [] },
      { inbox: [makeInboxItem({ isRead: true })] },
      { inbox: [makeInboxItem({ code: 'of-a-later-build' })] },
      { inbox: [makeInboxItem()], shown: [{ ...constant, body: details.titles['new-device'] }] },
    ]) {
      const { tell, showNotification, db } = await open(made)
      await savePushChoice(db, { details })
      await tell()
      expect(showNotification).not.toHaveBeenCalled()
    }
  })

  it('does without a badge where there is none, and forgets the wish with a sign-out', async () => {
    const { tell, showNotification, db, caches } = await open()
    await savePushChoice(db, { details })
    vi.stubGlobal('navigator', {})
    await signOut(db, caches)
    await tell()
    expect(showNotification).not.toHaveBeenCalled()
  })
})
