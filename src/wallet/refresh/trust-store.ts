import { credentialEndpoints } from '../../core/api/credential-contract.ts'
import type { ErrorCode } from '../../core/api/error-codes.ts'
import { type IssuerConnection, requestIfChanged } from '../../core/api/request.ts'
import type { Bytes } from '../../core/bytes.ts'
import { verifyTrustList } from '../../core/credential/trust-list.ts'
import type { RootKey, TrustList } from '../../core/credential/trusted-keys.ts'
import type { StoredTrustList } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'

type TrustInputs = {
  db: WalletDatabase
  roots: readonly RootKey[]
  /** The list that came with the app (`/trust-list.cose`), if it can be read. */
  readShippedTrustList: () => Promise<Bytes | undefined>
}

type HeldTrust = {
  list?: TrustList
  /**
   * The highest sequence number this device has had from these roots: it counts although the list has
   * expired.
   */
  highest: number
  etag?: string
}

/**
 * The newest trust list on this device that verifies now (Unix seconds): the stored one, or the one the app
 * came with if that is not older. Bytes are verified at every reading, so that the store itself need not be
 * believed.
 */
async function readHeld({ db, roots, readShippedTrustList }: TrustInputs, now: number): Promise<HeldTrust> {
  const [stored, shipped] = await Promise.all([readStored(db), readShippedTrustList()])
  let highest = -1
  let list: TrustList | undefined
  for (const bytes of [stored?.bytes, shipped]) {
    // First whatever the clock says: an expired list still forbids older ones.
    const genuine = bytes && (await verifyTrustList(bytes, { roots, now: 0 }))
    if (!genuine?.ok || genuine.value.sequence <= highest) continue
    highest = genuine.value.sequence
    list = now < genuine.value.expiresAt ? genuine.value : undefined
  }
  return { highest, ...(list && { list }), ...(stored?.etag && { etag: stored.etag }) }
}

/**
 * The trust list to verify with now (Unix seconds), without asking anybody. @throws AppError of the database
 */
export async function readHeldTrustList(inputs: TrustInputs, now: number): Promise<TrustList | undefined> {
  return (await readHeld(inputs, now)).list
}

/**
 * Fetches the issuer's trust list and stores it if it verifies and is not older than any that this device has
 * had; the list to use from now on. `validationError` says that the issuer's answer did not verify; the list
 * on the device then still stands.
 * @throws AppError of the network or the database
 */
export async function refreshTrustList(
  inputs: TrustInputs & { issuer: IssuerConnection },
): Promise<{ list: TrustList | undefined; validationError?: ErrorCode }> {
  const { db, roots, issuer } = inputs
  const now = issuer.now()
  const held = await readHeld(inputs, now)
  const { answer: bytes, ...reply } = await requestIfChanged(issuer, credentialEndpoints.readTrustList, {
    etag: held.list && held.etag,
  })
  if (!bytes) return { list: held.list }
  const fetched = await verifyTrustList(bytes, { roots, now })
  if (!fetched.ok) return { list: held.list, validationError: 'trust_list_unverifiable' }
  if (fetched.value.sequence < held.highest) return { list: held.list, validationError: 'answer_outdated' }
  const { sequence } = fetched.value
  const row: StoredTrustList = { id: 'list', bytes, sequence, ...('etag' in reply && { etag: reply.etag }) }
  await db.transact(['trust'], 'readwrite', async (tx) => {
    const store = tx.objectStore('trust')
    const present = await store.get('list')
    if (!present || present.sequence <= row.sequence) await store.put(row)
  })
  return { list: fetched.value }
}

function readStored(db: WalletDatabase): Promise<StoredTrustList | undefined> {
  return db.transact(['trust'], 'readonly', async (tx) => {
    const row = await tx.objectStore('trust').get('list')
    return row?.id === 'list' ? row : undefined
  })
}
