import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { AppError } from '../../core/app-error.ts'
import { type Bytes, concatBytes } from '../../core/bytes.ts'

const NONCE_LENGTH = 12
const TAG_LENGTH = 16

/**
 * Seals bytes for keeping: nonce (12 bytes), AES-256-GCM, tag (16). `label` says what they are and is authenticated, so that a row
 * cannot be given another one's content.
 */
export function sealBytes(content: Uint8Array, key: Uint8Array, label: string): Bytes {
  const nonce = randomBytes(NONCE_LENGTH)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(label))
  return concatBytes(nonce, cipher.update(content), cipher.final(), cipher.getAuthTag())
}

/** Opens what `sealBytes` made; `unavailable` if key or label is another one. */
export function openBytes(sealed: Uint8Array, key: Uint8Array, label: string): Bytes {
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_LENGTH))
    cipher.setAAD(Buffer.from(label))
    cipher.setAuthTag(sealed.subarray(-TAG_LENGTH))
    return concatBytes(cipher.update(sealed.subarray(NONCE_LENGTH, -TAG_LENGTH)), cipher.final())
  } catch (cause) {
    throw new AppError('unavailable', { cause })
  }
}

/**
 * Seals bytes under another key; those that are already stay as they are, so that it can be done again where
 * it was interrupted. `unavailable` if neither key opens them.
 */
export function resealBytes(
  sealed: Bytes,
  { from, to }: { readonly from: Uint8Array; readonly to: Uint8Array },
  label: string,
): Bytes {
  try {
    openBytes(sealed, to, label)
    return sealed
  } catch {
    return sealBytes(openBytes(sealed, from, label), to, label)
  }
}

/** The same; undefined where neither key opens it, which is to hold up nothing else. */
export function tryResealing(...sealed: Parameters<typeof resealBytes>): Bytes | undefined {
  try {
    return resealBytes(...sealed)
  } catch (error) {
    if (error instanceof AppError && error.code === 'unavailable') return undefined
    throw error
  }
}
