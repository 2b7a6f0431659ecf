import { createPrivateKey, type KeyObject } from 'node:crypto'
import { AppError } from '../../core/app-error.ts'
import type { Bytes } from '../../core/bytes.ts'
import { openBytes, sealBytes } from '../sealing/sealed-bytes.ts'

/** Seals a private key (PKCS#8). `label` says what the key is for; a row cannot be given another key's content. */
export function sealPrivateKey(key: KeyObject, keyEncryptionKey: Uint8Array, label: string): Bytes {
  return sealBytes(key.export({ format: 'der', type: 'pkcs8' }), keyEncryptionKey, label)
}

/** Opens what `sealPrivateKey` made; `unavailable` if the key-encryption key is another one. */
export function openPrivateKey(sealed: Uint8Array, keyEncryptionKey: Uint8Array, label: string): KeyObject {
  const key = Buffer.from(openBytes(sealed, keyEncryptionKey, label))
  try {
    return createPrivateKey({ format: 'der', type: 'pkcs8', key })
  } catch (cause) {
    throw new AppError('unavailable', { cause })
  }
}
