import { createCipheriv, createDecipheriv, createPrivateKey, type KeyObject, randomBytes } from 'node:crypto'
import { AppError } from '../../core/app-error.ts'
import { type Bytes, concatBytes } from '../../core/bytes.ts'

const NONCE_LENGTH = 12
const TAG_LENGTH = 16

/**
 * Seals a private key: nonce (12 bytes), PKCS#8 under AES-256-GCM, tag (16). `label` says what the key is for and is
 * authenticated, so that a row cannot be given another key's content.
 */
export function sealPrivateKey(key: KeyObject, keyEncryptionKey: Uint8Array, label: string): Bytes {
  const nonce = randomBytes(NONCE_LENGTH)
  const cipher = createCipheriv('aes-256-gcm', keyEncryptionKey, nonce)
  cipher.setAAD(Buffer.from(label))
  const sealed = cipher.update(key.export({ format: 'der', type: 'pkcs8' }))
  return concatBytes(nonce, sealed, cipher.final(), cipher.getAuthTag())
}

/** Opens what `sealPrivateKey` made; `unavailable` if the key-encryption key is another one. */
export function openPrivateKey(sealed: Uint8Array, keyEncryptionKey: Uint8Array, label: string): KeyObject {
  const cipher = createDecipheriv('aes-256-gcm', keyEncryptionKey, sealed.subarray(0, NONCE_LENGTH))
  cipher.setAAD(Buffer.from(label))
  cipher.setAuthTag(sealed.subarray(-TAG_LENGTH))
  try {
    const opened = cipher.update(sealed.subarray(NONCE_LENGTH, -TAG_LENGTH))
    return createPrivateKey({ format: 'der', type: 'pkcs8', key: Buffer.concat([opened, cipher.final()]) })
  } catch (cause) {
    throw new AppError('unavailable', { cause })
  }
}
