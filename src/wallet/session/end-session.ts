import { type IssuerConnection, request } from '../../core/api/request.ts'
import { signOutEndpoint } from '../../core/api/sign-out-endpoint.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { withLock } from '../database/web-lock.ts'

/**
 * Ends the session at the issuer, to be called after the wallet was wiped. No script can delete the cookie;
 * where the issuer cannot be reached, the wallet, if there is one, keeps in mind to ask again
 * (`endSessionLeftOpen`). Never throws.
 */
export async function endSession(db: WalletDatabase | undefined, issuer: IssuerConnection): Promise<void> {
  if (!db) {
    await request(issuer, signOutEndpoint).catch(() => {})
    return
  }
  await noteSessionToEnd(db)
  await endSessionLeftOpen(db, issuer)
}

/**
 * Keeps in mind that the session is to be ended: before another tab hears of the sign-out, which ends the
 * session before it opens one. Never throws.
 */
export async function noteSessionToEnd(db: WalletDatabase): Promise<void> {
  await db
    .transact(['preferences'], 'readwrite', (tx) => tx.objectStore('preferences').put({ id: 'end-session' }))
    .catch(() => {})
}

/**
 * Ends the session that a sign-out had to leave open, if there is one; to be called before any other sign-in.
 * Never throws.
 */
export function endSessionLeftOpen(db: WalletDatabase, issuer: IssuerConnection): Promise<void> {
  return withLock('vi-bhyt-session', async () => {
    const note = await db.transact(['preferences'], 'readonly', (tx) =>
      tx.objectStore('preferences').get('end-session'),
    )
    if (!note) return
    await request(issuer, signOutEndpoint)
    await forgetSessionLeftOpen(db)
  }).catch(() => {})
}

function forgetSessionLeftOpen(db: WalletDatabase): Promise<void> {
  return db.transact(['preferences'], 'readwrite', (tx) =>
    tx.objectStore('preferences').delete('end-session'),
  )
}
