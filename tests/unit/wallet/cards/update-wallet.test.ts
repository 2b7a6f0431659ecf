import { describe, expect, it } from 'vitest'
import { openWallet } from '../../../../src/wallet/cards/read-wallet.ts'
import { updateWallet } from '../../../../src/wallet/cards/update-wallet.ts'
import type { WalletCard } from '../../../../src/wallet/cards/wallet-card.ts'
import { noteSignedIn } from '../../../../src/wallet/session/sign-in.ts'
import { signOut } from '../../../../src/wallet/session/sign-out.ts'
import { FACE, NOW } from '../../../support/vectors/world.ts'
import { createMemoryCaches } from '../../../support/wallet/memory-caches.ts'
import { createTestWallet, openTestDatabase } from '../../../support/wallet/test-wallet.ts'

const scanned: WalletCard = {
  cardId: '~1',
  origin: 'self-declared',
  relation: 'self',
  face: FACE,
  hospitalText: '',
  position: 0,
  updatedAt: NOW,
  desksVerify: false,
}

describe('a change of the wallet', () => {
  it('is computed once more from what somebody else has written meanwhile', async () => {
    const db = await openTestDatabase()
    let runs = 0
    const wallet = await updateWallet(db, async ({ state }) => {
      runs++
      if (runs === 1) await noteSignedIn(db)
      return { state: { ...state, sequence: 5 } }
    })
    expect(runs).toBe(2)
    expect(wallet.state).toMatchObject({ sequence: 5, signedIn: true, signIns: expect.any(Number) })
    expect((await openWallet(db)).state).toEqual(wallet.state)
  })

  it('is computed once more when one of its cards has changed, not when another has', async () => {
    const db = await openTestDatabase()
    await updateWallet(db, () => ({ cards: [scanned, { ...scanned, cardId: '~2', position: 1 }] }))
    const change = async (other: string) => {
      let runs = 0
      await updateWallet(db, async ({ cards }) => {
        runs++
        const [first, second] = cards
        const named = other === '~1' ? first : second
        if (runs === 1 && named) await updateWallet(db, () => ({ cards: [{ ...named, label: 'Mẹ' }] }))
        return first && { cards: [{ ...first, updatedAt: NOW + 1 }] }
      })
      return runs
    }
    expect(await change('~2')).toBe(1)
    expect(await change('~1')).toBe(2)
    const { cards } = await openWallet(db)
    expect(cards.map(({ label, updatedAt }) => [label, updatedAt])).toEqual([
      ['Mẹ', NOW + 1],
      ['Mẹ', NOW],
    ])
  })

  it('is given up when others are faster twice', async () => {
    const db = await openTestDatabase()
    const racing = updateWallet(db, async ({ state }) => {
      await noteSignedIn(db)
      return { state: { ...state, sequence: 5 } }
    })
    await expect(racing).rejects.toMatchObject({ code: 'storage_unavailable', retryable: true })
    expect((await openWallet(db)).state).toMatchObject({ sequence: 0, signedIn: true })
  })

  it('seals no card with a device key that a sign-out has taken away', async () => {
    const db = await openTestDatabase()
    await updateWallet(db, () => ({ cards: [scanned] }))
    await updateWallet(db, () => ({ dropped: ['~1'] }))
    let isLeft = false
    await updateWallet(db, async () => {
      if (!isLeft) await signOut(db, createMemoryCaches())
      isLeft = true
      return { cards: [scanned] }
    })
    expect((await openWallet(db)).cards).toEqual([scanned])
  })

  it('gives back the wallet as it is on the device', async () => {
    const { db, refresh } = await createTestWallet()
    await refresh()
    const written = await updateWallet(db, ({ state, cards }) => ({
      state: { ...state, sequence: 9 },
      cards: [...cards].reverse().map((card, position) => ({ ...card, position })),
      dropped: [],
    }))
    expect(written).toEqual(await openWallet(db))
  })
})
