// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { HistoryScreens } from '../../../../../src/app/screens/history/history-screens.tsx'
import { tHistory } from '../../../../../src/app/texts/history-texts.ts'
import { tUi } from '../../../../../src/app/texts/ui-texts.ts'
import { loadSummary } from '../../../../../src/wallet/cards/read-wallet.ts'
import { loadChanges } from '../../../../../src/wallet/history/load-changes.ts'
import { noteSignedIn } from '../../../../../src/wallet/session/sign-in.ts'
import { renderScreen } from '../../../../support/app/render-screen.tsx'
import { eventually } from '../../../../support/eventually.ts'
import { createTestWallet, openTestDatabase } from '../../../../support/wallet/test-wallet.ts'

const paths = ['/qua-trinh', '/qua-trinh/huong', '/qua-trinh/kham', '/qua-trinh/moi'] as const

async function open(route: (typeof paths)[number], wallet: Awaited<ReturnType<typeof createTestWallet>>) {
  const { db } = wallet
  return renderScreen(<HistoryScreens route={route} />, { db, summary: await loadSummary(db) })
}

describe.each(paths)('the history at %s', (route) => {
  it('leads to the sign-in where nobody is signed in', async () => {
    const db = await openTestDatabase()
    const screen = await renderScreen(<HistoryScreens route={route} />, {
      db,
      summary: await loadSummary(db),
    })
    expect(screen.text()).toContain(tHistory('history.signedOut'))
    expect(screen.hasButton(tHistory('history.signIn'))).toBe(true)
  })

  it('says that nothing has come in yet', async () => {
    const db = await openTestDatabase()
    await noteSignedIn(db)
    const screen = await renderScreen(<HistoryScreens route={route} />, {
      db,
      summary: await loadSummary(db),
    })
    expect(screen.text()).toContain(tHistory('history.none'))
  })

  it('keeps room while it is read', async () => {
    const db = await openTestDatabase()
    const stuck = { ...db, transact: () => new Promise<never>(() => {}) }
    const screen = await renderScreen(<HistoryScreens route={route} />, { db: stuck })
    expect(screen.root.querySelector('.skeleton')).not.toBeNull()
    expect(screen.text()).not.toContain(tHistory('history.failed'))
  })

  it('says so when what is stored does not open, and when nothing does', async () => {
    const db = await openTestDatabase()
    const broken = { ...db, transact: () => Promise.reject(new DOMException('', 'UnknownError')) }
    const screen = await renderScreen(<HistoryScreens route={route} />, { db: broken })
    expect(screen.text()).toContain(tHistory('history.failed'))
    // Its words come with the texts of errors, which are loaded now.
    await eventually(() => expect(screen.alert()).toContain(tUi('error.storage_damaged')))
    const without = await renderScreen(<HistoryScreens route={route} />)
    await eventually(() => expect(without.alert()).toContain(tUi('error.storage_timeout')))
  })

  it('is shown without a network as with one', async () => {
    const wallet = await createTestWallet()
    await wallet.refresh()
    const { text, show, app } = await open(route, wallet)
    const shown = text()
    expect(shown).not.toContain(tHistory('history.failed'))
    const offline = await renderScreen(<HistoryScreens route={route} />, { ...app, online: false })
    expect(offline.text()).toBe(shown)
    await show(null)
  })
})

describe('a history without anything', () => {
  it.each([
    ['/qua-trinh/huong', 'Chưa có lần hưởng nào.'],
    ['/qua-trinh/kham', 'Chưa có lần khám nào.'],
    ['/qua-trinh/moi', 'Không có gì mới từ lần xem trước.'],
  ] as const)('says so at %s', async (route, words) => {
    const wallet = await createTestWallet()
    await wallet.refresh()
    expect((await open(route, wallet)).text()).toContain(words)
  })
})

describe('what is new', () => {
  it('is said, and marked as seen once', async () => {
    const wallet = await createTestWallet()
    await wallet.refresh()
    Object.assign(wallet.issuer, {
      sequence: 2,
      participation: [{ kind: 'bhyt', from: '2020-01', to: '2027-01' }],
    })
    await wallet.refresh()
    const { press, text } = await open('/qua-trinh/moi', wallet)
    await press(tHistory('changes.markSeen'))
    expect(await loadChanges(wallet.db)).toEqual([])
    expect(text()).toContain(tHistory('changes.seen'))
  })
})
