import { AppError } from '../../core/app-error.ts'
import { type Bytes, decodeUtf8, encodeUtf8, toBase64Url } from '../../core/bytes.ts'
import { encodeCbor } from '../../core/cose/cbor.ts'
import type { EnvelopeRecord, StoredKey, StoredWalletKey } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { GCM, IV_LENGTH } from './tier-a.ts'

export type Place = { store: string; id: string; schema: number }

const CURVE = { name: 'ECDH', namedCurve: 'P-256' }

function randomBytes(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length))
}

function describePlace({ store, id, schema }: Place): Bytes {
  return encodeCbor([store, id, schema])
}

/** A new pair whose private half leaves this function only wrapped by the device key. */
export async function generateWalletKey(deviceKey: CryptoKey): Promise<StoredWalletKey> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits'])
  const iv = randomBytes(IV_LENGTH)
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const key = new Uint8Array(
    await crypto.subtle.wrapKey('pkcs8', pair.privateKey, deviceKey, { name: GCM, iv }),
  )
  return {
    id: 'wallet',
    version: 1,
    keyId: toBase64Url(randomBytes(6)),
    publicKey,
    wrapped: [{ by: 'device', iv, key }],
  }
}

/**
 * The wallet's pair, made at the first use; whoever stores one first decides. A pair that this device key does not open (a
 * sign-out came in between) is replaced: what it could read is lost already.
 * @throws AppError of the database
 */
export async function obtainWalletKey(db: WalletDatabase, deviceKey: CryptoKey): Promise<StoredWalletKey> {
  const existing = await db.transact(['keys'], 'readonly', (tx) => tx.objectStore('keys').get('wallet'))
  if (existing?.id === 'wallet' && (await opens(deviceKey, existing))) return existing
  const made = await generateWalletKey(deviceKey)
  return db.transact(['keys'], 'readwrite', async (tx) => {
    const store = tx.objectStore('keys')
    const present = await store.get('wallet')
    const isNew = present?.id === 'wallet' && present.keyId !== (existing?.id === 'wallet' && existing.keyId)
    if (isNew) return present
    await store.put(made)
    return made
  })
}

function opens(deviceKey: CryptoKey, stored: StoredWalletKey): Promise<boolean> {
  return unwrapWalletKey(deviceKey, stored).then(
    () => true,
    () => false,
  )
}

/** The private half, not extractable, for as long as the caller holds it. @throws AppError `storage_damaged` */
export async function unwrapWalletKey(deviceKey: CryptoKey, stored: StoredWalletKey): Promise<CryptoKey> {
  for (const { by, iv, key } of stored.wrapped) {
    if (by !== 'device') continue
    try {
      return await crypto.subtle.unwrapKey('pkcs8', key, deviceKey, { name: GCM, iv }, CURVE, false, [
        'deriveBits',
      ])
    } catch (cause) {
      throw new AppError('storage_damaged', { cause })
    }
  }
  throw new AppError('storage_damaged')
}

async function agreeKey(
  privateKey: CryptoKey,
  publicPoint: Bytes,
  place: Place,
  usage: KeyUsage,
): Promise<CryptoKey> {
  const publicKey = await crypto.subtle.importKey('raw', publicPoint, CURVE, true, [])
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: publicKey }, privateKey, 256)
  const material = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: describePlace(place) }
  return crypto.subtle.deriveKey(algorithm, material, { name: GCM, length: 256 }, false, [usage])
}

/** Encrypts a JSON value to the wallet's public key; needs no secret. */
export function sealEnvelope(wallet: StoredWalletKey, place: Place, value: unknown): Promise<EnvelopeRecord> {
  return sealEnvelopeBytes(wallet, place, encodeUtf8(JSON.stringify(value)))
}

/** Encrypts bytes to the wallet's public key; needs no secret. */
export async function sealEnvelopeBytes(
  wallet: StoredWalletKey,
  place: Place,
  content: Bytes,
): Promise<EnvelopeRecord> {
  const additionalData = describePlace(place)
  const dataKey = await crypto.subtle.generateKey({ name: GCM, length: 256 }, true, ['encrypt'])
  const iv = randomBytes(IV_LENGTH)
  const sealed = await crypto.subtle.encrypt({ name: GCM, iv, additionalData }, dataKey, content)
  const ephemeral = await crypto.subtle.generateKey(CURVE, false, ['deriveBits'])
  const keyKey = await agreeKey(ephemeral.privateKey, wallet.publicKey, place, 'wrapKey')
  const keyIv = randomBytes(IV_LENGTH)
  const wrapping = { name: GCM, iv: keyIv, additionalData }
  const wrappedKey = await crypto.subtle.wrapKey('raw', dataKey, keyKey, wrapping)
  const recipient = {
    keyId: wallet.keyId,
    ephemeral: new Uint8Array(await crypto.subtle.exportKey('raw', ephemeral.publicKey)),
    iv: keyIv,
    wrappedKey: new Uint8Array(wrappedKey),
  }
  const { id, schema } = place
  return { id, schema, version: 1, recipients: [recipient], iv, sealed: new Uint8Array(sealed) }
}

/**
 * Whether a row was sealed to the pair that is here now, asked in the transaction that would keep it: else
 * somebody has signed out since.
 */
export function isSealedTo(present: StoredKey | undefined, { recipients }: EnvelopeRecord): boolean {
  return present?.id === 'wallet' && recipients.some(({ keyId }) => keyId === present.keyId)
}

/** The wallet's pair as far as opening a row takes it. */
export type OpeningKey = { keyId: string; privateKey: CryptoKey }

/**
 * Decrypts a JSON value of `store` with the wallet's private half.
 * @throws AppError `storage_damaged` if the row was altered, moved, or made for another pair.
 */
export async function openEnvelope(
  wallet: OpeningKey,
  store: string,
  record: EnvelopeRecord,
): Promise<unknown> {
  const plain = decodeUtf8(await openEnvelopeBytes(wallet, store, record))
  if (plain.ok) return JSON.parse(plain.value)
  throw new AppError('storage_damaged')
}

/** Decrypts bytes of `store` with the wallet's private half. @throws AppError `storage_damaged` as `openEnvelope` */
export async function openEnvelopeBytes(
  wallet: OpeningKey,
  store: string,
  record: EnvelopeRecord,
): Promise<Bytes> {
  const place = { store, id: record.id, schema: record.schema }
  const additionalData = describePlace(place)
  const recipient = record.recipients.find(({ keyId }) => keyId === wallet.keyId)
  if (!recipient) throw new AppError('storage_damaged')
  try {
    const keyKey = await agreeKey(wallet.privateKey, recipient.ephemeral, place, 'unwrapKey')
    const wrapping = { name: GCM, iv: recipient.iv, additionalData }
    const { wrappedKey } = recipient
    const dataKey = await crypto.subtle.unwrapKey('raw', wrappedKey, keyKey, wrapping, GCM, false, [
      'decrypt',
    ])
    const algorithm = { name: GCM, iv: record.iv, additionalData }
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, dataKey, record.sealed))
  } catch (cause) {
    throw new AppError('storage_damaged', { cause })
  }
}
