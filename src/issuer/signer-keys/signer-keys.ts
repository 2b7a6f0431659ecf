import type { KeyObject } from 'node:crypto'
import { AppError } from '../../core/app-error.ts'
import { type Bytes, fromHex, toHex } from '../../core/bytes.ts'
import type { Signer } from '../../core/credential/issuer-signed.ts'
import type { TrustedKey, TrustList } from '../../core/credential/trusted-keys.ts'
import type { KeyRole } from '../../core/credential/typ.ts'
import type { Database } from '../db/open-database.ts'
import type { SignerKeyRow } from '../db/schema.ts'
import { compressPoint, toKeyId, toP256PublicKey } from './es256-key.ts'
import { openPrivateKey, sealPrivateKey } from './sealed-key.ts'
import type { SignatureThread } from './signature-thread.ts'

export type SignerKey = {
  readonly keyId: string
  readonly role: KeyRole
  readonly notBefore: number
  readonly notAfter: number
  readonly signer: Signer
}

const labelOf = (role: string, keyId: string) => `${role} ${keyId}`

/** Puts a signer key into the database, sealed; a key that is there already stays as it is. */
export async function addSignerKey(
  database: Database,
  key: { role: KeyRole; privateKey: KeyObject; notBefore: number; notAfter: number },
  context: { keyEncryptionKey: Uint8Array; now: number },
): Promise<string> {
  const { role, privateKey, notBefore, notAfter } = key
  const point = compressPoint(privateKey)
  const keyId = toHex(toKeyId(point))
  await database.query
    .insertInto('signer_keys')
    .values({
      key_id: keyId,
      role,
      public_key: point,
      sealed_private_key: sealPrivateKey(privateKey, context.keyEncryptionKey, labelOf(role, keyId)),
      created_at: context.now,
      not_before: notBefore,
      not_after: notAfter,
    })
    .onConflict((conflict) => conflict.column('key_id').doNothing())
    .execute()
  return keyId
}

/** The public halves of the signer keys of some roles, as a list certifies them. */
export async function listTrustedKeys(
  database: Database,
  roles: readonly KeyRole[] = ['card', 'snapshot', 'status'],
): Promise<TrustedKey[]> {
  const rows = await database.query
    .selectFrom('signer_keys')
    .select(['key_id', 'role', 'public_key', 'not_before', 'not_after'])
    .where('role', 'in', roles)
    .orderBy('not_before')
    .orderBy('key_id')
    .execute()
  return rows.map((row) => ({
    keyId: readKeyId(row.key_id),
    role: row.role,
    publicKey: toP256PublicKey(row.public_key),
    notBefore: row.not_before,
    notAfter: row.not_after,
  }))
}

/** The private key of a row; nothing if it was sealed under another key, or as another key's. */
function openRow(
  { key_id: keyId, role, sealed_private_key: sealed }: SignerKeyRow,
  keyEncryptionKey: Uint8Array,
): KeyObject | undefined {
  try {
    return openPrivateKey(sealed, keyEncryptionKey, labelOf(role, keyId))
  } catch {
    return undefined
  }
}

/**
 * Whether the first of the signer keys that were made opens under the key-encryption key, so that it is this
 * database's; true where there is none.
 */
export async function opensFirstSignerKey(
  database: Database,
  keyEncryptionKey: Uint8Array,
): Promise<boolean> {
  const row = await database.query
    .selectFrom('signer_keys')
    .selectAll()
    .orderBy('created_at')
    .orderBy('key_id')
    .limit(1)
    .executeTakeFirst()
  return row === undefined || openRow(row, keyEncryptionKey) !== undefined
}

/**
 * Seals every key with another key-encryption key, all in one transaction; gives their number, and the ids of
 * those that do not open and stay as they are.
 */
export async function resealSignerKeys(
  database: Database,
  from: Uint8Array,
  to: Uint8Array,
): Promise<{ resealed: number; unopened: readonly string[] }> {
  return database.query.transaction().execute(async (transaction) => {
    const rows = await transaction.selectFrom('signer_keys').selectAll().execute()
    const unopened: string[] = []
    for (const row of rows) {
      const { key_id: keyId, role } = row
      const privateKey = openRow(row, from)
      if (privateKey === undefined) unopened.push(keyId)
      else
        await transaction
          .updateTable('signer_keys')
          .set({ sealed_private_key: sealPrivateKey(privateKey, to, labelOf(role, keyId)) })
          .where('key_id', '=', keyId)
          .execute()
    }
    return { resealed: rows.length - unopened.length, unopened }
  })
}

/**
 * The keys that sign now. A key signs between its `notBefore` and `notAfter`, and only once the published
 * trust list carries it, so that nothing is signed that wallets cannot verify; of several the newest signs.
 *
 * @param onUnopened Told once of each key that does not open, which is left out.
 */
export function createSignerKeys(
  database: Database,
  keyEncryptionKey: Uint8Array,
  thread: Pick<SignatureThread, 'createSign'>,
  onUnopened: (keyId: string) => void = () => {},
) {
  let keys: readonly SignerKey[] = []
  const told = new Set<string>()

  function readRow(row: SignerKeyRow): readonly SignerKey[] {
    const { key_id: keyId, role } = row
    const known = keys.find((key) => key.keyId === keyId)
    const signer = known?.signer ?? openSigner(row)
    if (signer !== undefined)
      return [{ keyId, role, notBefore: row.not_before, notAfter: row.not_after, signer }]
    if (!told.has(keyId)) onUnopened(keyId)
    told.add(keyId)
    return []
  }

  function openSigner(row: SignerKeyRow): Signer | undefined {
    const privateKey = openRow(row, keyEncryptionKey)
    return privateKey && { keyId: readKeyId(row.key_id), sign: thread.createSign(privateKey) }
  }

  return {
    /** Reads the keys again, to notice a rotation. */
    async refresh(): Promise<void> {
      const rows = await database.query
        .selectFrom('signer_keys')
        .selectAll()
        .orderBy('not_before', 'desc')
        .orderBy('key_id')
        .execute()
      keys = rows.flatMap(readRow)
    },

    /** The key that signs for a role; `unavailable` if there is none. */
    find(role: KeyRole, trustList: TrustList, now: number): SignerKey {
      const key = keys.find(
        (candidate) =>
          candidate.role === role &&
          candidate.notBefore <= now &&
          now <= candidate.notAfter &&
          trustList.keys.some((listed) => toHex(listed.keyId) === candidate.keyId && listed.role === role),
      )
      if (key === undefined) throw new AppError('unavailable', { retryable: true })
      return key
    },
  }
}

function readKeyId(hex: string): Bytes {
  const keyId = fromHex(hex)
  if (!keyId.ok) throw new AppError('internal')
  return keyId.value
}
