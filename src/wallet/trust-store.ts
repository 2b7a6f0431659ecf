import type { ErrorCode } from '../core/api/error-codes.ts'
import type { Bytes } from '../core/bytes.ts'
import { type RootKey, type TrustList, verifyTrustList } from '../core/credential/trust-list.ts'
import { type Issuer, requestIssuer } from './issuer-client.ts'
import type { StoredTrustList } from './stores.ts'
import type { WalletDatabase } from './wallet-database.ts'

type TrustInputs = {
  db: WalletDatabase
  roots: readonly RootKey[]
  /** The list that came with the app (`/trust-list.cose`), if it can be read. */
  readShippedTrustList: () => Promise<Bytes | undefined>
}

/**
 * The newest trust list on this device that verifies now (Unix seconds): the stored one, or the one the app came with. Bytes
 * are verified at every reading, so that the store itself need not be believed.
 */
export async function loadTrustList(inputs: TrustInputs, now: number): Promise<TrustList | undefined> {
  const { db, roots, readShippedTrustList } = inputs
  const [stored, shipped] = await Promise.all([readStored(db), readShippedTrustList()])
  let newest: TrustList | undefined
  for (const bytes of [stored?.bytes, shipped]) {
    if (!bytes) continue
    const list = await verifyTrustList(bytes, { roots, now, newerThan: newest?.sequence ?? -1 })
    if (list.ok) newest = list.value
  }
  return newest
}

/**
 * Fetches the issuer's trust list and stores it if it verifies and is newer; the list to use from now on. `defect` says that
 * the issuer's answer did not verify; the list on the device then still stands.
 * @throws AppError of the network or the database
 */
export async function refreshTrustList(
  inputs: TrustInputs & { issuer: Issuer },
): Promise<{ list: TrustList | undefined; defect?: ErrorCode }> {
  const { db, roots, issuer } = inputs
  const now = issuer.now()
  const [held, stored] = await Promise.all([loadTrustList(inputs, now), readStored(db)])
  const condition: HeadersInit = held && stored?.etag ? { 'If-None-Match': stored.etag } : {}
  const answer = await requestIssuer(issuer, '/api/trust-list', { headers: condition })
  if (answer.status === 304) return { list: held }
  const fetched = await verifyTrustList(answer.body, { roots, now })
  if (!fetched.ok) return { list: held, defect: 'trust_list_unverifiable' }
  if (held && fetched.value.sequence < held.sequence) return { list: held, defect: 'answer_outdated' }
  const { etag, body: bytes } = answer
  const row: StoredTrustList = { id: 'list', bytes, sequence: fetched.value.sequence, ...(etag && { etag }) }
  await db.transact(['trust'], 'readwrite', async (tx) => {
    const store = tx.objectStore('trust')
    const present = await store.get('list')
    if (!present || present.sequence <= row.sequence) await store.put(row)
  })
  return { list: fetched.value }
}

function readStored(db: WalletDatabase): Promise<StoredTrustList | undefined> {
  return db.transact(['trust'], 'readonly', (tx) => tx.objectStore('trust').get('list'))
}
