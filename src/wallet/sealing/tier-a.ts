import { AppError } from '../../core/app-error.ts'
import { type Bytes, decodeUtf8, encodeUtf8 } from '../../core/bytes.ts'
import { encodeCbor } from '../../core/cose/cbor.ts'
import type { SealedRecord } from '../database/stores.ts'

type Place = { store: string; id: string; schema: number; sequence: number }

/** The algorithm of both tiers; 96-bit random nonces, SP 800-38D §8.2.2. */
export const GCM = 'AES-GCM'
export const IV_LENGTH = 12

function associate({ store, id, schema, sequence }: Place): Bytes {
  return encodeCbor([store, id, schema, sequence])
}

/** Seals a JSON value for one place in the database. */
export async function sealRecord(deviceKey: CryptoKey, place: Place, value: unknown): Promise<SealedRecord> {
  const { id, schema, sequence } = place
  const iv = crypto.getRandomValues(new Uint8Array(IV_LENGTH))
  const algorithm = { name: GCM, iv, additionalData: associate(place) }
  const sealed = await crypto.subtle.encrypt(algorithm, deviceKey, encodeUtf8(JSON.stringify(value)))
  return { id, schema, sequence, iv, sealed: new Uint8Array(sealed) }
}

/**
 * Opens a row of `store`. What comes out was written by this wallet under this schema and is believed.
 * @throws AppError `storage_damaged` if the row is not what was sealed there.
 */
export async function openRecord(
  deviceKey: CryptoKey,
  store: string,
  record: SealedRecord,
): Promise<unknown> {
  const algorithm = { name: GCM, iv: record.iv, additionalData: associate({ ...record, store }) }
  try {
    const plain = decodeUtf8(new Uint8Array(await crypto.subtle.decrypt(algorithm, deviceKey, record.sealed)))
    if (plain.ok) return JSON.parse(plain.value)
  } catch (cause) {
    throw new AppError('storage_damaged', { cause })
  }
  throw new AppError('storage_damaged')
}
