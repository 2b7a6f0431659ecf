// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { showUnread } from '../../../../src/app/inbox/unread-badge.ts'
import { requestRefresh } from '../../../../src/app/wallet/refresh.ts'
import { eventually } from '../../../support/eventually.ts'
import { makeInboxItem } from '../../../support/vectors/inbox.ts'
import { createTestWallet } from '../../../support/wallet/test-wallet.ts'

vi.mock('../../../../src/app/service-worker/worker-bridge.ts', () => ({
  askWorker: async () => ({ type: 'REFRESHED', outcome: { kind: 'fresh', at: 4_000_000_000 } }),
}))

// happy-dom has none; the wallet has a lock of its own where a browser has none.
vi.stubGlobal('navigator', { language: 'vi', onLine: true })

const { style } = document.documentElement
const shown = () => style.getPropertyValue('--unread')
const readAloud = () => style.getPropertyValue('--unread-named')

async function openWallet(count: number) {
  const { db, refresh, issuer } = await createTestWallet()
  issuer.inbox = Array.from({ length: count }, (_, index) =>
    makeInboxItem({ id: String(index).padStart(16, 'A') }),
  )
  await refresh()
  return db
}

describe('what is unread, on the bottom bar', () => {
  beforeEach(() => {
    document.documentElement.lang = 'vi'
    style.removeProperty('--unread')
    style.removeProperty('--unread-named')
  })

  it('is a number, up to nine and more', async () => {
    await showUnread(await openWallet(9))
    expect(shown()).toBe('"9"')
    await showUnread(await openWallet(10))
    expect(shown()).toBe('"9+"')
    await showUnread(await openWallet(0))
    expect(shown() + readAloud()).toBe('')
  })

  it('is what was read last, whichever reading ends last', async () => {
    const [older, newer] = [await openWallet(2), await openWallet(1)]
    await Promise.all([showUnread(older), showUnread(newer)])
    expect(shown()).toBe('"1"')
  })

  it('is read aloud with its words, in the language of the page', async () => {
    await showUnread(await openWallet(1))
    expect(readAloud()).toBe('"1" / "1 thông báo chưa đọc"')
    document.documentElement.lang = 'en'
    await eventually(() => expect(readAloud()).toBe('"1" / "1 unread notice"'))
  })

  it('comes with each refresh, also the first, which no worker tells the page of', async () => {
    await requestRefresh(await openWallet(2), { force: false })
    await eventually(() => expect(shown()).toBe('"2"'))
  })
})
