import { fromBase64Url, toBase64Url } from '../../core/bytes.ts'
import type { SealedRecord } from '../database/stores.ts'
import { openRecord, sealRecord } from '../sealing/tier-a.ts'
import type { WalletCard } from './wallet-card.ts'

/**
 * The schema of the sealed rows of `cards`; written into each row, so that later versions can read earlier
 * ones. Rows of schema 1 hold the bearer code for print as well.
 */
export const CARD_SCHEMA = 2

type Plain = Omit<WalletCard, 'credential'> & { credential?: string; paperCredential?: string }

/** Seals a card for its row; `sequence` is the snapshot's, 0 on a self-declared card. */
export function sealCard(deviceKey: CryptoKey, card: WalletCard, sequence: number): Promise<SealedRecord> {
  const { credential, ...rest } = card
  const plain: Plain = { ...rest, ...(credential && { credential: toBase64Url(credential) }) }
  return sealRecord(deviceKey, { store: 'cards', id: card.cardId, schema: CARD_SCHEMA, sequence }, plain)
}

/** @throws AppError `storage_damaged` */
export async function openCard(deviceKey: CryptoKey, record: SealedRecord): Promise<WalletCard> {
  const plain = (await openRecord(deviceKey, 'cards', record)) as Plain
  const { credential, paperCredential: _, ...rest } = plain
  const bytes = credential === undefined ? undefined : fromBase64Url(credential)
  return bytes?.ok ? { ...rest, credential: bytes.value } : rest
}
