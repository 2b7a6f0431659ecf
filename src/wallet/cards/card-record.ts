import { type Bytes, fromBase64Url, toBase64Url } from '../../core/bytes.ts'
import type { SealedRecord } from '../database/stores.ts'
import { openRecord, sealRecord } from '../sealing/tier-a.ts'
import type { WalletCard } from './wallet-card.ts'

/** The schema of the sealed rows of `cards`; written into each row, so that later versions can read earlier ones. */
const SCHEMA = 1

type Plain = Omit<WalletCard, 'credential' | 'paperCredential'> & {
  credential?: string
  paperCredential?: string
}

/** Seals a card for its row; `sequence` is the snapshot's, 0 on a self-declared card. */
export function sealCard(deviceKey: CryptoKey, card: WalletCard, sequence: number): Promise<SealedRecord> {
  const { credential, paperCredential, ...rest } = card
  const plain: Plain = {
    ...rest,
    ...(credential && { credential: toBase64Url(credential) }),
    ...(paperCredential && { paperCredential: toBase64Url(paperCredential) }),
  }
  return sealRecord(deviceKey, { store: 'cards', id: card.cardId, schema: SCHEMA, sequence }, plain)
}

/** @throws AppError `storage_damaged` */
export async function openCard(deviceKey: CryptoKey, record: SealedRecord): Promise<WalletCard> {
  const { credential, paperCredential, ...rest } = (await openRecord(deviceKey, 'cards', record)) as Plain
  return {
    ...rest,
    ...readBytes('credential', credential),
    ...readBytes('paperCredential', paperCredential),
  }
}

function readBytes<Name extends string>(name: Name, text: string | undefined): Partial<Record<Name, Bytes>> {
  const bytes = text === undefined ? undefined : fromBase64Url(text)
  return bytes?.ok ? ({ [name]: bytes.value } as Record<Name, Bytes>) : {}
}
