import type { Kysely, Transaction } from 'kysely'
import { AppError } from '../../core/app-error.ts'
import { type Bytes, decodeUtf8 } from '../../core/bytes.ts'
import { listProtected } from '../../core/content/compare-packs.ts'
import type { PackLanguage } from '../../core/content/content-manifest.ts'
import { findPackKind } from '../../core/content/pack-kinds.ts'
import type { Tables } from '../db/schema.ts'

/** What a draft does to numbers, hosts and payees. */
export type ProtectedChanges = { readonly removed: readonly string[]; readonly restores: readonly string[] }

/**
 * What a draft takes out of the content that phones have in its place, and what it brings back that any
 * release of a pack of this name, in whatever language, has taken out.
 *
 * @param before The content in its place; undefined if phones have none.
 */
export async function compareProtected(
  query: Kysely<Tables>,
  name: string,
  { before, after }: { readonly before: Bytes | undefined; readonly after: Bytes },
): Promise<ProtectedChanges> {
  const next = readValues(name, after)
  const held = before === undefined ? new Set<string>() : readValues(name, before)
  const removed = listLacking(next, held)
  const added = new Set(listLacking(held, next))
  if (added.size === 0) return { removed, restores: [] }
  const gone = await query
    .selectFrom('content_removed_values')
    .select('value')
    .distinct()
    .where('name', '=', name)
    .execute()
  const restores = gone.map(({ value }) => value).filter((value) => added.has(value))
  return { removed, restores: restores.sort() }
}

/** What `there` has and `here` has not. */
function listLacking(here: ReadonlySet<string>, there: ReadonlySet<string>): string[] {
  return [...there].filter((value) => !here.has(value))
}

function readValues(name: string, body: Bytes): ReadonlySet<string> {
  const kind = findPackKind(name)
  const text = decodeUtf8(body)
  const table = kind && text.ok ? kind.read(text.value) : undefined
  if (!kind || !table?.ok) throw new AppError('internal')
  return listProtected(kind, table.value)
}

/** Rows in one statement. */
const BATCH = 200

/** Notes what a release has taken out. */
export async function noteRemoved(
  transaction: Transaction<Tables>,
  release: { readonly sequence: number; readonly name: string; readonly language: PackLanguage | null },
  { removed }: ProtectedChanges,
): Promise<void> {
  for (let at = 0; at < removed.length; at += BATCH)
    await transaction
      .insertInto('content_removed_values')
      .values(removed.slice(at, at + BATCH).map((value) => ({ ...release, value })))
      .execute()
}
