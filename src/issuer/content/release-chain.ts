import { setImmediate } from 'node:timers/promises'
import type { Kysely, Transaction } from 'kysely'
import { type Bytes, decodeUtf8 } from '../../core/bytes.ts'
import type { PackLanguage } from '../../core/content/content-manifest.ts'
import { findPackKind } from '../../core/content/pack-kinds.ts'
import type { AuditedOfficer } from '../audit/audit-log.ts'
import type { ContentDraftRow, ContentReleaseRow, Tables } from '../db/schema.ts'
import { compareProtected, type ProtectedChanges } from './removed-values.ts'

type PackPlace = { readonly name: string; readonly language: PackLanguage | null }

/**
 * What phones have in the place of a pack, or are to have: its newest release, whether or not it has begun;
 * for a language that has none the one for every language. The next draft is written on it. Of an `upcoming`
 * release, what it is to take the place of.
 */
export async function findBefore(
  query: Kysely<Tables>,
  { name, language }: PackPlace,
  upcoming?: ContentReleaseRow,
): Promise<ContentReleaseRow | undefined> {
  const newest = await query
    .selectFrom('content_releases')
    .selectAll()
    .where('name', '=', name)
    .where('language', language === null ? 'is' : '=', language)
    .$if(upcoming !== undefined, (releases) =>
      releases
        .where('starts_at', '<=', upcoming?.starts_at ?? 0)
        .where('sequence', '!=', upcoming?.sequence ?? 0),
    )
    .orderBy('starts_at', 'desc')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  return newest ?? (language === null ? undefined : findBefore(query, { name, language: null }, upcoming))
}

/**
 * Releases of the same pack in other languages, or in all, that begin with this one or later and would bring
 * back what it takes out: they were released while that still stood there. In the order in which they begin.
 */
export async function listRestoring(
  query: Kysely<Tables>,
  { name, language, starts_at }: Pick<ContentReleaseRow, 'name' | 'language' | 'starts_at'>,
  removed: readonly string[],
  now: number,
): Promise<readonly ContentReleaseRow[]> {
  if (removed.length === 0) return []
  const upcoming = await query
    .selectFrom('content_releases')
    .selectAll()
    .where('name', '=', name)
    .where('starts_at', '>', now)
    .where('starts_at', '>=', starts_at)
    .orderBy('starts_at')
    .orderBy('sequence')
    .execute()
  const restoring: ContentReleaseRow[] = []
  for (const release of upcoming.filter((each) => each.language !== language)) {
    const { restores } = await compareContent(query, release, await findBefore(query, release, release))
    if (restores.some((value) => removed.includes(value))) restoring.push(release)
  }
  return restoring
}

/** Takes back a draft, with its release if it has one that has not begun. */
export async function takeBack(
  transaction: Transaction<Tables>,
  { draft_id, sequence }: Pick<ContentReleaseRow, 'draft_id'> & { readonly sequence?: number | undefined },
  officer: AuditedOfficer,
  now: number,
): Promise<void> {
  if (sequence !== undefined)
    for (const table of ['content_removed_values', 'content_releases'] as const)
      await transaction.deleteFrom(table).where('sequence', '=', sequence).execute()
  await transaction
    .updateTable('content_drafts')
    .set({ state: 'withdrawn', decided_by: officer.id, decided_at: now })
    .where('id', '=', draft_id)
    .execute()
}

/** The size of what was written, and what it does to protected values. */
export async function compareContent(
  query: Kysely<Tables>,
  { name, sha256 }: Pick<ContentDraftRow, 'name' | 'sha256'>,
  head: ContentReleaseRow | undefined,
): Promise<ProtectedChanges & { readonly size: number }> {
  const after = await readBody(query, sha256)
  const before = head && (await readBody(query, head.sha256))
  return { size: after.length, ...(await compareProtected(query, name, { before, after })) }
}

/** After how long others are answered, in milliseconds; one step may take some more. */
const SLICE = 10

/**
 * Whether a draft does worse than the content in its place what its kind is held to; others are answered
 * meanwhile.
 */
export async function isWorse(
  query: Kysely<Tables>,
  { name, sha256 }: Pick<ContentDraftRow, 'name' | 'sha256'>,
  head: Pick<ContentReleaseRow, 'sha256'> | undefined,
): Promise<boolean> {
  const kind = findPackKind(name)
  if (!kind?.isWorse || !head) return false
  const [before, after] = [
    decodeUtf8(await readBody(query, head.sha256)),
    decodeUtf8(await readBody(query, sha256)),
  ]
  if (!before.ok || !after.ok) return false
  const steps = kind.isWorse(before.value, after.value)
  let until = performance.now() + SLICE
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() < until) continue
    await setImmediate()
    until = performance.now() + SLICE
  }
}

async function readBody(query: Kysely<Tables>, sha256: string): Promise<Bytes> {
  const { body } = await query
    .selectFrom('content_files')
    .select('body')
    .where('sha256', '=', sha256)
    .executeTakeFirstOrThrow()
  return new Uint8Array(body)
}
