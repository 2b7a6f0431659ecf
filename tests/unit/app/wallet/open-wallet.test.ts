import { beforeEach, describe, expect, it, vi } from 'vitest'
import { readReadyPage } from '../../../../src/wallet/cards/ready-page.ts'
import { signOut } from '../../../../src/wallet/session/sign-out.ts'
import { createTestWallet, openTestDatabase } from '../../../support/wallet/test-wallet.ts'

describe('the wallet of a page that came with cards, read again', () => {
  beforeEach(() => vi.stubGlobal('navigator', {}))

  async function openCarriedPage() {
    const wallet = await createTestWallet()
    vi.stubGlobal('caches', wallet.caches)
    await wallet.refresh()
    const { reloadSummary } = await import('../../../../src/app/wallet/open-wallet.ts')
    const carried = await readReadyPage(wallet.caches)
    const reload = async (db = wallet.db) =>
      (await reloadSummary(db, { isPreRendered: false, carried })).summary
    return { ...wallet, reload }
  }

  it('is what the page came with where the browser has lost the database', async () => {
    const { reload } = await openCarriedPage()
    expect(await reload(await openTestDatabase())).toMatchObject({ cards: [{}, {}], signedIn: false })
  })

  it('is empty after a sign-out in another tab, of which the page has not heard', async () => {
    const { db, caches, reload } = await openCarriedPage()
    expect((await reload()).cards).toHaveLength(2)
    await signOut(db, caches)
    expect((await reload()).cards).toEqual([])
  })
})
