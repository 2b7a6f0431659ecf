import { createHash, randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { FURTHEST_START } from '../../core/api/content-desk-contract.ts'
import { AppError } from '../../core/app-error.ts'
import { type Bytes, decodeUtf8, toHex } from '../../core/bytes.ts'
import { checkPack, type PackError } from '../../core/content/check-pack.ts'
import { listProtected } from '../../core/content/compare-packs.ts'
import type { PackLanguage } from '../../core/content/content-manifest.ts'
import { findPackKind } from '../../core/content/pack-kinds.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { AuditedOfficer, AuditLog } from '../audit/audit-log.ts'
import type { Database } from '../db/open-database.ts'
import type { ContentDraftRow, ContentReleaseRow, Tables } from '../db/schema.ts'
import { transactResult } from '../db/transact-result.ts'

/** Drafts that may wait at once, and characters of what is said of one. */
const MOST_WAITING = 100
export const LONGEST_NOTE = 500

export type ContentError =
  | PackError
  | 'draft_unknown'
  | 'draft_decided'
  /** The author cannot release what they wrote. */
  | 'second_officer_needed'
  | 'too_many_drafts'
  /** Something else was released, or is to be, since it was written. */
  | 'draft_stale'
  /** It is not what was looked at. */
  | 'draft_changed'
  /** It brings back numbers, hosts or payees that were removed, and not those that were looked at. */
  | 'draft_restores'
  | 'start_too_far'

/** A pack that was written and waits, or what became of it. */
export type ContentDraft = Omit<ContentDraftRow, 'language'> & {
  readonly language: PackLanguage | undefined
  readonly size: number
}

export type DraftedContent = {
  /** Given by the client, which may send it again; a new one if absent. */
  readonly id?: string
  readonly name: string
  readonly language?: PackLanguage | undefined
  readonly content: Bytes
  readonly note: string
  /** The content that it was written on; the newest if absent. */
  readonly base?: string
}

export type ReleasedContent = {
  readonly id: string
  /** What was looked at; whatever the draft has if absent. */
  readonly sha256?: string
  /** What it brings back of what was removed, as it was looked at; nothing if absent. */
  readonly restores?: readonly string[]
  /** From when on, in Unix seconds; never before what is to begin already. */
  readonly startsAt?: number | undefined
}

export type ContentDrafts = ReturnType<typeof createContentDrafts>

type PackPlace = { readonly name: string; readonly language: PackLanguage | null }

/**
 * Drafts of public packs and their releases: what somebody writes, a second one releases. A draft is written
 * on the newest content of its pack, and is released only while that is still the newest.
 */
export function createContentDrafts(database: Database, { audit }: { audit: AuditLog }) {
  return {
    /**
     * Writes a draft down, after looking whether phones will be able to read it; an author may write their
     * own waiting one anew. Gives its id.
     */
    async draft(
      officer: AuditedOfficer,
      { id = randomUUID(), name, language, content, note, base }: DraftedContent,
      now: number,
    ): Promise<Result<string, ContentError>> {
      const checked = checkPack(name, content)
      if (!checked.ok) return checked
      const sha256 = toHex(new Uint8Array(createHash('sha256').update(content).digest()))
      return database.query.transaction().execute(async (transaction) => {
        const present = await findDraft(transaction, id)
        if (present && (present.author !== officer.id || present.name !== name)) return err('draft_decided')
        if (present && present.state !== 'waiting') return err('draft_decided')
        if (!present && (await countWaiting(transaction)) >= MOST_WAITING) return err('too_many_drafts')
        const head = await findHead(transaction, { name, language: language ?? null })
        if (base !== undefined && head !== undefined && base !== head.sha256) return err('draft_stale')
        await transaction
          .insertInto('content_files')
          .values({ sha256, body: content, created_at: now })
          .onConflict((conflict) => conflict.column('sha256').doNothing())
          .execute()
        const written = {
          language: language ?? null,
          sha256,
          note: note.slice(0, LONGEST_NOTE),
          created_at: now,
          base_sha256: head?.sha256 ?? null,
        }
        const { numUpdatedRows } = await transaction
          .updateTable('content_drafts')
          .set(written)
          .where('id', '=', id)
          .where('author', '=', officer.id)
          .where('state', '=', 'waiting')
          .executeTakeFirst()
        if (present && numUpdatedRows === 0n) return err('draft_decided')
        if (!present)
          await transaction
            .insertInto('content_drafts')
            .values({
              id,
              name,
              ...written,
              author: officer.id,
              state: 'waiting',
              decided_by: null,
              decided_at: null,
            })
            .execute()
        await audit.append(transaction, { officer, action: 'content-drafted', target: id }, now)
        return ok(id)
      })
    },

    /** Drafts, the newest first. */
    async listDrafts(most = 50): Promise<readonly ContentDraft[]> {
      const rows = await database.query
        .selectFrom('content_drafts')
        .innerJoin('content_files', 'content_files.sha256', 'content_drafts.sha256')
        .selectAll('content_drafts')
        .select((column) => column.fn<number>('length', ['content_files.body']).as('size'))
        .orderBy('content_drafts.created_at', 'desc')
        .orderBy('content_drafts.id')
        .limit(most)
        .execute()
      return rows.map((row) => ({ ...row, language: row.language ?? undefined, size: Number(row.size) }))
    },

    /** What a draft says, for whoever looks at it before it is released, and what it would bring back. */
    async readDraft(
      id: string,
    ): Promise<{ draft: ContentDraftRow; content: Bytes; restores: readonly string[] } | undefined> {
      const draft = await findDraft(database.query, id)
      if (draft === undefined) return undefined
      const content = await readBody(database.query, draft.sha256)
      const head = draft.state === 'waiting' ? await findHead(database.query, draft) : undefined
      const { restores } = await compareProtected(database.query, draft, content, head)
      return { draft, content, restores }
    },

    /**
     * Releases a draft, now or from a later second on; the officer must not be who wrote it. Going back to
     * older content is a release of a draft that has it: the sequence goes forward all the same.
     */
    async release(
      officer: AuditedOfficer,
      { id, sha256, restores = [], startsAt }: ReleasedContent,
      now: number,
    ): Promise<Result<void, ContentError>> {
      if (startsAt !== undefined && startsAt > now + FURTHEST_START) return err('start_too_far')
      return transactResult(database, async (transaction) => {
        // Locks the end of the chain, and so the numbers of releases and what is newest, until it ends.
        await audit.append(transaction, { officer, action: 'content-released', target: id }, now)
        const draft = await findDraft(transaction, id)
        if (draft === undefined) return err('draft_unknown')
        if (draft.state !== 'waiting') return err('draft_decided')
        if (draft.author === officer.id) return err('second_officer_needed')
        if (sha256 !== undefined && sha256 !== draft.sha256) return err('draft_changed')
        const head = await findHead(transaction, draft)
        if ((head?.sha256 ?? null) !== draft.base_sha256) return err('draft_stale')
        const content = await readBody(transaction, draft.sha256)
        const found = await compareProtected(transaction, draft, content, head)
        if (found.restores.join('\n') !== [...restores].sort().join('\n')) return err('draft_restores')
        const { name, language } = draft
        const { last } = await transaction
          .selectFrom('content_releases')
          .select((column) => column.fn.max('sequence').as('last'))
          .executeTakeFirstOrThrow()
        const sequence = Number(last ?? 0) + 1
        await transaction
          .insertInto('content_releases')
          .values({
            sequence,
            draft_id: id,
            name,
            language,
            sha256: draft.sha256,
            size: content.length,
            // What was to begin later would otherwise undo this one.
            starts_at: Math.max(now, startsAt ?? now, head?.starts_at ?? 0),
          })
          .execute()
        await noteRemoved(transaction, { sequence, name, language }, found)
        const { numUpdatedRows } = await transaction
          .updateTable('content_drafts')
          .set({ state: 'released', decided_by: officer.id, decided_at: now })
          .where('id', '=', id)
          .where('state', '=', 'waiting')
          .executeTakeFirst()
        return numUpdatedRows === 1n ? ok(undefined) : err('draft_decided')
      })
    },

    /** Takes back a draft that waits, or a release that has not begun; anybody may. */
    async withdraw(officer: AuditedOfficer, id: string, now: number): Promise<Result<void, ContentError>> {
      return transactResult(database, async (transaction) => {
        await audit.append(transaction, { officer, action: 'content-withdrawn', target: id }, now)
        const draft = await findDraft(transaction, id)
        if (draft === undefined) return err('draft_unknown')
        if (draft.state === 'withdrawn') return err('draft_decided')
        const upcoming = await transaction
          .selectFrom('content_releases')
          .select('sequence')
          .where('draft_id', '=', id)
          .where('starts_at', '>', now)
          .executeTakeFirst()
        if (draft.state === 'released') {
          if (upcoming === undefined) return err('draft_decided')
          const { sequence } = upcoming
          for (const table of ['content_removed_values', 'content_releases'] as const)
            await transaction.deleteFrom(table).where('sequence', '=', sequence).execute()
        }
        await transaction
          .updateTable('content_drafts')
          .set({ state: 'withdrawn', decided_by: officer.id, decided_at: now })
          .where('id', '=', id)
          .execute()
        return ok(undefined)
      })
    },

    /** Removes files that no draft has any more. */
    async sweep(now: number): Promise<void> {
      await database.query
        .deleteFrom('content_files')
        .where('created_at', '<', now - 86_400)
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('content_drafts')
                .select('id')
                .whereRef('content_drafts.sha256', '=', 'content_files.sha256'),
            ),
          ),
        )
        .execute()
    },
  }
}

async function findDraft(query: Kysely<Tables>, id: string): Promise<ContentDraftRow | undefined> {
  return query.selectFrom('content_drafts').selectAll().where('id', '=', id).executeTakeFirst()
}

async function countWaiting(query: Kysely<Tables>): Promise<number> {
  const { waiting } = await query
    .selectFrom('content_drafts')
    .select((column) => column.fn.countAll<number>().as('waiting'))
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return Number(waiting)
}

/** The newest release of a pack, whether or not it has begun: what the next draft is written on. */
async function findHead(
  query: Kysely<Tables>,
  { name, language }: PackPlace,
): Promise<ContentReleaseRow | undefined> {
  return query
    .selectFrom('content_releases')
    .selectAll()
    .where('name', '=', name)
    .where('language', language === null ? 'is' : '=', language)
    .orderBy('starts_at', 'desc')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
}

async function readBody(query: Kysely<Tables>, sha256: string): Promise<Bytes> {
  const { body } = await query
    .selectFrom('content_files')
    .select('body')
    .where('sha256', '=', sha256)
    .executeTakeFirstOrThrow()
  return new Uint8Array(body)
}

type ComparedProtected = { readonly removed: readonly string[]; readonly restores: readonly string[] }

/** What a draft takes out of the newest content, and what it brings back that was taken out before. */
async function compareProtected(
  query: Kysely<Tables>,
  { name, language }: PackPlace,
  content: Bytes,
  head: ContentReleaseRow | undefined,
): Promise<ComparedProtected> {
  if (head === undefined) return { removed: [], restores: [] }
  const next = readValues(name, content)
  const before = readValues(name, await readBody(query, head.sha256))
  const added = new Set(lacking(before, next))
  if (added.size === 0) return { removed: lacking(next, before), restores: [] }
  const gone = await query
    .selectFrom('content_removed_values')
    .select('value')
    .distinct()
    .where('name', '=', name)
    .where('language', language === null ? 'is' : '=', language)
    .execute()
  const restores = gone.map(({ value }) => value).filter((value) => added.has(value))
  return { removed: lacking(next, before), restores: restores.sort() }
}

/** What `there` has and `here` has not. */
function lacking(here: ReadonlySet<string>, there: ReadonlySet<string>): string[] {
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

async function noteRemoved(
  transaction: Transaction<Tables>,
  release: PackPlace & { readonly sequence: number },
  { removed }: ComparedProtected,
): Promise<void> {
  for (let at = 0; at < removed.length; at += BATCH)
    await transaction
      .insertInto('content_removed_values')
      .values(removed.slice(at, at + BATCH).map((value) => ({ ...release, value })))
      .execute()
}
