import type { StoredDeviceKey } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { GCM, IV_LENGTH } from './tier-a.ts'

const ALGORITHM = { name: GCM, length: 256 }
const USAGES: KeyUsage[] = ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey']

/** The usable device key of a stored row. */
export function readDeviceKey(row: StoredDeviceKey): Promise<CryptoKey> {
  return 'key' in row ? Promise.resolve(row.key) : crypto.subtle.importKey('raw', row.raw, GCM, false, USAGES)
}

/** The device key if there is one. */
export async function findDeviceKey(db: WalletDatabase): Promise<CryptoKey | undefined> {
  const row = await db.transact(['keys'], 'readonly', (tx) => tx.objectStore('keys').get('device'))
  return row?.id === 'device' ? readDeviceKey(row) : undefined
}

/**
 * The device key, made at the first use: AES-256-GCM, not extractable. Where the browser refuses to store a
 * CryptoKey (Lockdown Mode, private tabs, some iOS builds) or gives back something else, its bytes are
 * stored instead: then the sealing protects against moved and altered rows only.
 */
export async function obtainDeviceKey(db: WalletDatabase): Promise<CryptoKey> {
  const existing = await findDeviceKey(db)
  if (existing) return existing
  const key = await crypto.subtle.generateKey(ALGORITHM, false, USAGES)
  try {
    const kept = await addDeviceKey(db, { id: 'device', key })
    if ('raw' in kept || (await worksAs(key, kept.key))) return await readDeviceKey(kept)
  } catch {
    // Not storable: below.
  }
  const raw = crypto.getRandomValues(new Uint8Array(32))
  return readDeviceKey(await addDeviceKey(db, { id: 'device', raw }, true))
}

/**
 * Stores the row unless another tab was first; whichever row is there afterwards. `replace`: a key that
 * came back as something else gives way, but not the bytes that another tab has stored, and seals with.
 */
function addDeviceKey(db: WalletDatabase, row: StoredDeviceKey, replace = false): Promise<StoredDeviceKey> {
  return db.transact(['keys'], 'readwrite', async (tx) => {
    const store = tx.objectStore('keys')
    const present = await store.get('device')
    if (present?.id === 'device' && (!replace || 'raw' in present)) return present
    await store.put(row)
    const back = await store.get('device')
    return back?.id === 'device' ? back : row
  })
}

/** Whether what was read back decrypts; true as well if another tab's key was read back and works. */
async function worksAs(made: CryptoKey, kept: CryptoKey): Promise<boolean> {
  const algorithm = { name: GCM, iv: crypto.getRandomValues(new Uint8Array(IV_LENGTH)) }
  const probe = await crypto.subtle.encrypt(algorithm, kept, new Uint8Array(1))
  if (kept === made) return true
  const plain = await crypto.subtle.decrypt(algorithm, kept, probe)
  return plain.byteLength === 1
}
