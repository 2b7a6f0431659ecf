import type { Bytes } from '../../core/bytes.ts'
import type { EnvelopeRecord } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { obtainDeviceKey } from './device-key.ts'
import {
  obtainWalletKey,
  openEnvelope,
  openEnvelopeBytes,
  type Place,
  sealEnvelope,
  sealEnvelopeBytes,
  unwrapWalletKey,
} from './wallet-key.ts'

/** Sealing to, and opening with, the wallet's pair of keys. Opening throws AppError `storage_damaged`. */
export type TierB = {
  seal(place: Place, value: unknown): Promise<EnvelopeRecord>
  sealBytes(place: Place, bytes: Bytes): Promise<EnvelopeRecord>
  open(store: string, record: EnvelopeRecord): Promise<unknown>
  openBytes(store: string, record: EnvelopeRecord): Promise<Bytes>
}

/** The wallet's pair, made at the first use; its private half is unwrapped for each opening. @throws AppError of the database */
export async function obtainTierB(db: WalletDatabase): Promise<TierB> {
  const deviceKey = await obtainDeviceKey(db)
  const walletKey = await obtainWalletKey(db, deviceKey)
  const unwrap = async () => ({
    keyId: walletKey.keyId,
    privateKey: await unwrapWalletKey(deviceKey, walletKey),
  })
  return {
    seal: (place, value) => sealEnvelope(walletKey, place, value),
    sealBytes: (place, bytes) => sealEnvelopeBytes(walletKey, place, bytes),
    open: async (store, record) => openEnvelope(await unwrap(), store, record),
    openBytes: async (store, record) => openEnvelopeBytes(await unwrap(), store, record),
  }
}
