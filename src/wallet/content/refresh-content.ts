import { contentEndpoints } from '../../core/api/content-contract.ts'
import { type IssuerConnection, request, requestIfChanged } from '../../core/api/request.ts'
import { AppError } from '../../core/app-error.ts'
import { toHex } from '../../core/bytes.ts'
import {
  APP_SCHEMA,
  type ContentManifest,
  findPack,
  type PackLanguage,
} from '../../core/content/content-manifest.ts'
import { isPack, verifyContent } from '../../core/content/verify-content.ts'
import type { RootKey } from '../../core/credential/trusted-keys.ts'
import type { StoredContent } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { dropOtherPacks, keepPack, readKeptPack } from './content-cache.ts'
import { readHeldContent } from './held-content.ts'

export type ContentInputs = {
  readonly db: WalletDatabase
  readonly caches: CacheStorage
  /** Without cookies: what is fetched says nothing of who fetches it. */
  readonly issuer: IssuerConnection
  readonly roots: readonly RootKey[]
  /** Of packs in several languages, the one that is fetched; all of them while nothing is said. */
  readonly language?: PackLanguage
}

/**
 * Fetches which public packs are in force, then each pack that this device does not have, whole, and only
 * then notes the new manifest: killed anywhere, the old packs are still there and still named. Every phone
 * fetches the same, whatever is looked up.
 *
 * @returns whether something is new
 * @throws AppError of the network or the database, `answer_unverifiable` for an answer that does not verify,
 * `answer_outdated` for one that is older than what is held; what is held stays
 */
export async function refreshContent(inputs: ContentInputs): Promise<boolean> {
  const { db, caches, issuer, roots } = inputs
  const now = issuer.now()
  const held = await readHeldContent(db, { roots, now })
  const { answer, ...reply } = await requestIfChanged(issuer, contentEndpoints.readContent, {
    etag: held.etag,
  })
  if (!answer) {
    // The browser may have dropped files that the manifest names.
    if (held.manifest) await fetchMissing(inputs, held.manifest)
    return false
  }
  const list = await verifyContent(answer, { roots, now })
  if (!list.keyList) throw new AppError('answer_unverifiable')
  if (held.keyList && list.keyList.sequence < held.keyList.sequence) throw new AppError('answer_outdated')
  // What is held counts only if its key is still listed.
  const stored = held.manifest && (await readHeldUnder(inputs, list.keyList, now))
  const next = await verifyContent(answer, { roots, now, held: stored })
  if (!next.manifest) throw new AppError(list.manifest ? 'answer_outdated' : 'answer_unverifiable')
  await fetchMissing(inputs, next.manifest)
  const { sequence, issuedAt } = next.manifest
  const keys = list.keyList.sequence
  const written = await db.transact(['trust'], 'readwrite', async (tx) => {
    const store = tx.objectStore('trust')
    const present = await store.get('content')
    // Another page may have been quicker, and have a list that drops a key.
    const isNewer = (kept: StoredContent) =>
      kept.keys > keys || (kept.keys === keys && kept.issuedAt > issuedAt)
    if (present?.id === 'content' && isNewer(present)) return false
    await store.put({
      id: 'content',
      bytes: answer,
      keys,
      sequence,
      issuedAt,
      ...('etag' in reply && { etag: reply.etag }),
    })
    return true
  })
  if (written) await dropOtherPacks(caches, next.manifest.packs).catch(() => {})
  return written
}

async function readHeldUnder(
  { db, roots }: ContentInputs,
  keyList: Parameters<typeof verifyContent>[1]['under'],
  now: number,
): Promise<ContentManifest | undefined> {
  const row = await db.transact(['trust'], 'readonly', (tx) => tx.objectStore('trust').get('content'))
  if (row?.id !== 'content') return undefined
  return (await verifyContent(row.bytes, { roots, now, under: keyList })).manifest
}

/** Fetches the packs that this version can read and this device does not have. */
async function fetchMissing(inputs: ContentInputs, manifest: ContentManifest): Promise<void> {
  const { caches, issuer, language } = inputs
  for (const pack of manifest.packs) {
    if (language && findPack(manifest, pack.name, language) !== pack) continue
    if (pack.minAppSchema > APP_SCHEMA || (await readKeptPack(caches, pack))) continue
    const bytes = await request(issuer, contentEndpoints.readPack, { params: { sha256: toHex(pack.sha256) } })
    if (!(await isPack(pack, bytes))) throw new AppError('answer_unverifiable')
    await keepPack(caches, pack, bytes)
  }
}
