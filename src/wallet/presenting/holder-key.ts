import { compressPublicKey, signerOf } from '../../core/cose/p256.ts'
import type { StoredHolderKey } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' }
const ES256 = { name: 'ECDSA', hash: 'SHA-256' }

/** The holder key of a card, if this device has one. */
async function findHolderKey(db: WalletDatabase, cardId: string): Promise<StoredHolderKey | undefined> {
  const row = await db.transact(['keys'], 'readonly', (tx) => tx.objectStore('keys').get(`holder:${cardId}`))
  return row && 'cardId' in row ? row : undefined
}

/**
 * The holder key of a card, made at the first use: P-256, private half not extractable. A new key counts only after a
 * self-test (store, read back, sign, verify), because some browsers store keys and give back nothing; then `undefined`,
 * and the wallet shows BHYT QR text and bearer code.
 */
export async function obtainHolderKey(
  db: WalletDatabase,
  cardId: string,
): Promise<StoredHolderKey | undefined> {
  const existing = await findHolderKey(db, cardId)
  if (existing) return existing
  const { privateKey, publicKey } = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify'])
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))
  const id = `holder:${cardId}` as const
  const row: StoredHolderKey = { id, cardId, privateKey, publicKey: compressPublicKey(raw), enrolled: false }
  try {
    await db.transact(['keys', 'cards'], 'readwrite', async (tx) => {
      // Of a card that a sign-out has wiped meanwhile no key stays behind.
      const isHere = (await tx.objectStore('cards').getKey(cardId)) !== undefined
      if (isHere) await tx.objectStore('keys').put(row)
    })
    const stored = await findHolderKey(db, cardId)
    const message = crypto.getRandomValues(new Uint8Array(32))
    if (stored) {
      const signature = await signerOf(stored.privateKey)(message)
      if (await crypto.subtle.verify(ES256, publicKey, signature, message)) return stored
    }
    await db.transact(['keys'], 'readwrite', (tx) => tx.objectStore('keys').delete(id))
  } catch {
    // Cannot be stored or used here; the same answer as a failed self-test.
  }
  return undefined
}
