import { fromBase64Url, toBase64Url } from '../core/bytes.ts'
import type { Snapshot } from '../core/snapshot/snapshot.ts'
import { findDeviceKey } from './device-key.ts'
import type { WalletDatabase } from './wallet-database.ts'
import type { StoredWalletKey } from './wallet-key.ts'
import { type EnvelopeRecord, openEnvelope, sealEnvelope, unwrapWalletKey } from './wallet-key.ts'

/** The part of the snapshot that is not on the card. */
export type History = Pick<
  Snapshot,
  'issuedAt' | 'holder' | 'participation' | 'benefits' | 'visits' | 'totalsToken'
>

const SCHEMA = 1

/** Encrypts the history of a snapshot for its row; needs only the wallet's public key. */
export function sealHistory(wallet: StoredWalletKey, snapshot: Snapshot): Promise<EnvelopeRecord> {
  const { issuedAt, holder, participation, benefits, visits, totalsToken } = snapshot
  const plain = { issuedAt, holder, participation, benefits, visits, totalsToken: toBase64Url(totalsToken) }
  return sealEnvelope(wallet, { store: 'history', id: 'snapshot', schema: SCHEMA }, plain)
}

/**
 * The history, opened with the wallet's private half; undefined before the first snapshot.
 * @throws AppError of the database, or `storage_damaged`
 */
export async function loadHistory(db: WalletDatabase): Promise<History | undefined> {
  const deviceKey = await findDeviceKey(db)
  const { wallet, record } = await db.transact(['keys', 'history'], 'readonly', async (tx) => {
    const row = await tx.objectStore('keys').get('wallet')
    return {
      wallet: row?.id === 'wallet' ? row : undefined,
      record: await tx.objectStore('history').get('snapshot'),
    }
  })
  if (!deviceKey || !wallet || !record) return undefined
  const privateKey = await unwrapWalletKey(deviceKey, wallet)
  const plain = await openEnvelope({ keyId: wallet.keyId, privateKey }, 'history', record)
  const { totalsToken, ...rest } = plain as Omit<History, 'totalsToken'> & { totalsToken: string }
  const token = fromBase64Url(totalsToken)
  return { ...rest, totalsToken: token.ok ? token.value : new Uint8Array() }
}
