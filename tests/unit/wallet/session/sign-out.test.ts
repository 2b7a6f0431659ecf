import { describe, expect, it } from 'vitest'
import type { WalletDatabase } from '../../../../src/wallet/database/wallet-database.ts'
import { loadInbox } from '../../../../src/wallet/inbox/inbox.ts'
import { refreshWallet } from '../../../../src/wallet/refresh/refresh-wallet.ts'
import { signOut, storesClearedOn } from '../../../../src/wallet/session/sign-out.ts'
import { createTestWallet } from '../../../support/wallet/test-wallet.ts'

/** Makes way for a sign-out before the transaction of this number, from 1 on. */
function interruptAt(db: WalletDatabase, place: number, leave: () => Promise<void>) {
  const state = { begun: 0, left: Promise.resolve() }
  const transact: WalletDatabase['transact'] = async (names, mode, use) => {
    state.begun++
    if (state.begun === place) {
      state.left = leave()
      // Not for its end, which waits for whoever writes the ready page.
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return db.transact(names, mode, use)
  }
  return Object.assign(state, { db: { ...db, transact } })
}

async function listRows(db: WalletDatabase): Promise<string[]> {
  const names = storesClearedOn('sign-out')
  const keys = await db.transact(names, 'readonly', (tx) =>
    Promise.all(names.map((name) => tx.objectStore(name).getAllKeys())),
  )
  return keys.flatMap((ids, at) => ids.map((id) => `${names[at]} ${id}`))
}

describe('a sign-out', () => {
  it('leaves nothing of a person behind, wherever a refresh and the inbox are by then', async () => {
    const keysOfNobody = ['keys device', 'keys wallet']
    for (let place = 1; ; place++) {
      const { db, caches, inputs } = await createTestWallet()
      const interrupted = interruptAt(db, place, () => signOut(db, caches))
      await refreshWallet({ ...inputs, db: interrupted.db }, { force: true })
      await loadInbox(interrupted.db).catch(() => undefined)
      await interrupted.left
      if (interrupted.begun < place) break
      const left = (await listRows(db)).filter((row) => !keysOfNobody.includes(row))
      expect(left, `before transaction ${place}`).toEqual([])
    }
  })
})
