import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { vi } from 'vitest'
import { openWalletDatabase } from '../../../src/wallet/database/wallet-database.ts'
import { type RefreshInputs, refreshWallet } from '../../../src/wallet/refresh/refresh-wallet.ts'
import { noteSignedIn } from '../../../src/wallet/session/sign-in.ts'
import { noTimer } from '../issuer/no-timer.ts'
import { createIssuerDouble, ROOTS } from './issuer-double.ts'
import { createMemoryCaches } from './memory-caches.ts'

/** A fresh device: an empty IndexedDB, and the database in it. */
export async function openTestDatabase() {
  vi.stubGlobal('indexedDB', new IDBFactory())
  return openWalletDatabase()
}

/** A signed-in wallet on a fresh device, and its issuer. */
export async function createTestWallet() {
  const db = await openTestDatabase()
  const issuer = await createIssuerDouble()
  const caches = createMemoryCaches()
  const changes: number[] = []
  const inputs: RefreshInputs = {
    db,
    issuer: { fetch: issuer.fetch, now: () => issuer.now, startTimer: noTimer },
    roots: ROOTS,
    readShippedTrustList: async () => undefined,
    caches,
    renderQr: (text) => ({ path: `path of ${text}`, size: 21 }),
    onChange: (sequence) => changes.push(sequence),
  }
  await noteSignedIn(db)
  const refresh = () => refreshWallet(inputs, { force: true })
  return { db, issuer, caches, changes, inputs, refresh }
}
