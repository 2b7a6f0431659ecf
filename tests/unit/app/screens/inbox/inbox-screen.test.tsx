// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { InboxScreen } from '../../../../../src/app/screens/inbox/inbox-screen.tsx'
import { tInbox } from '../../../../../src/app/texts/inbox-texts.ts'
import type { InboxItem } from '../../../../../src/core/snapshot/inbox.ts'
import { writeMoment } from '../../../../../src/i18n/written-forms.ts'
import { loadSummary } from '../../../../../src/wallet/cards/read-wallet.ts'
import { loadInbox } from '../../../../../src/wallet/inbox/inbox.ts'
import { renderScreen } from '../../../../support/app/render-screen.tsx'
import { makeInboxItem } from '../../../../support/vectors/inbox.ts'
import { NOW } from '../../../../support/vectors/world.ts'
import { createTestWallet } from '../../../../support/wallet/test-wallet.ts'

async function openInbox(...items: InboxItem[]) {
  const { db, refresh, issuer } = await createTestWallet()
  issuer.inbox = items
  await refresh()
  vi.stubGlobal('fetch', async () => new Response(null, { status: 204 }))
  return { db, ...(await renderScreen(<InboxScreen />, { db, summary: await loadSummary(db) })) }
}

const unreadOnBar = () => document.documentElement.style.getPropertyValue('--unread')

describe('the inbox', () => {
  it('says what happened and when, what is new, and where it belongs', async () => {
    const { root, button } = await openInbox(makeInboxItem())
    const row = root.querySelector('li')?.textContent ?? ''
    expect(row).toContain(tInbox('inbox.new'))
    expect(row).toContain(tInbox('inbox.kind.security'))
    expect(row).toContain('Chrome, Android')
    expect(row).toContain(writeMoment(NOW, 'vi'))
    expect(button(`${tInbox('inbox.look')}: ${tInbox('new-device.title')}`)).toHaveProperty(
      'pathname',
      '/tien-ich/may',
    )
  })

  it('is read once it was opened, on the bar as well', async () => {
    const { db, root, leave } = await openInbox(makeInboxItem())
    expect((await loadInbox(db))?.items).toMatchObject([{ isRead: true }])
    expect(unreadOnBar()).toBe('')
    // While the screen is open it still says what was new.
    expect(root.textContent).toContain(tInbox('inbox.new'))
    await leave()
    const again = await renderScreen(<InboxScreen />, { db })
    expect(again.root.querySelector('li')?.textContent).not.toContain(tInbox('inbox.new'))
  })

  it('says so where there is nothing yet, and where nobody has signed in', async () => {
    expect((await openInbox()).text()).toContain(tInbox('inbox.empty'))
    const { db } = await createTestWallet()
    const { text, hasButton } = await renderScreen(<InboxScreen />, { db })
    expect(text()).toContain(tInbox('inbox.signedOut'))
    expect(hasButton(tInbox('inbox.signIn'))).toBe(true)
  })

  it('has a name for a browser without one, and words for what this build has no words for', async () => {
    const { text, hasButton } = await openInbox(
      makeInboxItem({ values: { device: '' } }),
      makeInboxItem({
        id: 'b'.repeat(16),
        code: 'of-a-later-version',
        kind: 'unknown-7',
        severity: 'unknown-9',
        route: '/nowhere',
      }),
    )
    expect(text()).toContain(tInbox('inbox.unnamed'))
    expect(text()).toContain(tInbox('inbox.unknown.text'))
    expect(hasButton(`${tInbox('inbox.look')}: ${tInbox('inbox.unknown.title')}`)).toBe(false)
  })

  it('says what is wrong with a wallet that does not open, and offers to try again', async () => {
    const { alert, hasButton } = await renderScreen(<InboxScreen />)
    expect(alert()).not.toBe('')
    expect(hasButton(tInbox('inbox.retry'))).toBe(true)
  })
})
