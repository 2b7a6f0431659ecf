import { createHash, randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { FEED_AUTHOR, FURTHEST_START } from '../../core/api/content-desk-contract.ts'
import { type Bytes, toHex } from '../../core/bytes.ts'
import { checkPack, type PackError } from '../../core/content/check-pack.ts'
import type { PackLanguage } from '../../core/content/content-manifest.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { AuditedOfficer, AuditLog } from '../audit/audit-log.ts'
import type { Database } from '../db/open-database.ts'
import type { ContentDraftRow, Tables } from '../db/schema.ts'
import { transactResult } from '../db/transact-result.ts'
import { compareContent, findBefore, isWorse, listRestoring, takeBack } from './release-chain.ts'
import { noteRemoved } from './removed-values.ts'

/** Drafts that may wait at once, and characters of what is said of one. */
export const MOST_WAITING = 100
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
  /** It does worse than the content before it what its kind is held to. */
  | 'draft_worse'
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

/** A draft as somebody looked at it. */
export type SeenContent = {
  readonly name: string
  readonly language?: PackLanguage | undefined
  readonly sha256: string
  /** The content that it was written on; absent if there was none. */
  readonly base?: string | undefined
}

export type ReleasedContent = {
  readonly id: string
  /** What was looked at: nothing else is released. Whatever the draft is if absent. */
  readonly seen?: SeenContent
  /** What it brings back of what was removed, as it was looked at; nothing if absent. */
  readonly restores?: readonly string[]
  /**
   * From when on, in Unix seconds; at once if absent. Never before the content that it was written on: who
   * says what they have seen must say so, else the later one counts.
   */
  readonly startsAt?: number | undefined
}

export type ContentDrafts = ReturnType<typeof createContentDrafts>

/** What releasing a waiting draft does beside what its content says. */
export type ForeseenRelease = {
  /** Numbers, hosts and payees that it brings back. */
  readonly restores: readonly string[]
  /** When the content that it was written on begins, in Unix seconds. */
  readonly notBefore: number | undefined
  /** Whether it is the first release for its language, or of its pack at all. */
  readonly isFirst: boolean
}

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
      return transactResult<string, ContentError>(database, async (transaction) => {
        // Locks the end of the chain until it ends: how many wait, and what is newest, stays so.
        await audit.append(transaction, { officer, action: 'content-drafted', target: id }, now)
        const present = await findDraft(transaction, id)
        if (present && (present.author !== officer.id || present.state !== 'waiting'))
          return err('draft_decided')
        // What an id stands for stays the same.
        if (present && (present.name !== name || (present.language ?? undefined) !== language))
          return err('draft_decided')
        if (!present && (await countWaiting(transaction)) >= MOST_WAITING) return err('too_many_drafts')
        const head = await findBefore(transaction, { name, language: language ?? null })
        if (base !== undefined && head !== undefined && base !== head.sha256) return err('draft_stale')
        await transaction
          .insertInto('content_files')
          .values({ sha256, body: content, created_at: now })
          .onConflict((conflict) => conflict.column('sha256').doNothing())
          .execute()
        const written = {
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
              language: language ?? null,
              ...written,
              author: officer.id,
              state: 'waiting',
              decided_by: null,
              decided_at: null,
            })
            .execute()
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

    /** What a waiting draft does beside what its content says; undefined if there is none that waits. */
    async foresee(id: string): Promise<ForeseenRelease | undefined> {
      const { query } = database
      const draft = await findDraft(query, id)
      if (draft?.state !== 'waiting') return undefined
      const head = await findBefore(query, draft)
      const { restores } = await compareContent(query, draft, head)
      return {
        restores,
        notBefore: head && Number(head.starts_at),
        isFirst: head?.language !== draft.language,
      }
    },

    /**
     * Releases a draft, now or from a later second on; the officer must not be who wrote it. Going back to
     * older content is a release of a draft that has it: the sequence goes forward all the same.
     */
    async release(
      officer: AuditedOfficer,
      { id, seen, restores = [], startsAt }: ReleasedContent,
      now: number,
    ): Promise<Result<void, ContentError>> {
      if (startsAt !== undefined && startsAt > now + FURTHEST_START) return err('start_too_far')
      const judged = await judgeDraft(database.query, id, officer.id)
      const released = await transactResult<void, ContentError>(database, async (transaction) => {
        // Locks the end of the chain, and so the numbers of releases and what is newest, until it ends.
        await audit.append(transaction, { officer, action: 'content-released', target: id }, now)
        const draft = await findDraft(transaction, id)
        if (draft === undefined) return err('draft_unknown')
        if (draft.state !== 'waiting') return err('draft_decided')
        if (!mayRelease(draft, officer.id)) return err('second_officer_needed')
        if (seen && !isAsSeen(draft, seen)) return err('draft_changed')
        const head = await findBefore(transaction, draft)
        if ((head?.sha256 ?? null) !== draft.base_sha256) return err('draft_stale')
        const start = Math.max(now, startsAt ?? now)
        // What was to begin later would otherwise undo this one.
        const earliest = Math.max(start, Number(head?.starts_at ?? 0))
        if (seen && earliest > start) return err('draft_changed')
        // Written anew since it was judged.
        if (judged?.sha256 !== draft.sha256 || judged.base !== head?.sha256) return err('draft_changed')
        if (judged.isWorse) return err('draft_worse')
        const { size, ...found } = await compareContent(transaction, draft, head)
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
            size,
            starts_at: earliest,
          })
          .execute()
        const release = { sequence, name, language, starts_at: earliest }
        await noteRemoved(transaction, { sequence, name, language }, found)
        for (const restoring of await listRestoring(transaction, release, found.removed, now)) {
          const target = restoring.draft_id
          await audit.append(transaction, { officer, action: 'content-withdrawn', target }, now)
          await takeBack(transaction, restoring, officer, now)
        }
        const { numUpdatedRows } = await transaction
          .updateTable('content_drafts')
          .set({ state: 'released', decided_by: officer.id, decided_at: now })
          .where('id', '=', id)
          .where('state', '=', 'waiting')
          .executeTakeFirst()
        return numUpdatedRows === 1n ? ok(undefined) : err('draft_decided')
      })
      if (!released.ok && released.error !== 'draft_unknown')
        await audit.note({ officer, action: 'content-release-refused', target: id }, now)
      return released
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
        if (draft.state === 'released' && upcoming === undefined) return err('draft_decided')
        await takeBack(transaction, { draft_id: id, sequence: upcoming?.sequence }, officer, now)
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

/** What a feed brought nobody has written: whoever releases it would be the first to have read it. */
function mayRelease({ author }: ContentDraftRow, officerId: string): boolean {
  return author !== officerId && author !== FEED_AUTHOR
}

async function findDraft(query: Kysely<Tables>, id: string): Promise<ContentDraftRow | undefined> {
  return query.selectFrom('content_drafts').selectAll().where('id', '=', id).executeTakeFirst()
}

/**
 * Whether a waiting draft does worse than what it is to take the place of; undefined if there is none that
 * this officer may release, as judging takes a while. Before the transaction that releases it, which others
 * wait for: whatever changes meanwhile is noticed there.
 */
async function judgeDraft(
  query: Kysely<Tables>,
  id: string,
  officerId: string,
): Promise<{ sha256: string; base: string | undefined; isWorse: boolean } | undefined> {
  const draft = await findDraft(query, id)
  if (draft?.state !== 'waiting' || !mayRelease(draft, officerId)) return undefined
  const head = await findBefore(query, draft)
  const { sha256 } = draft
  return { sha256, base: head?.sha256, isWorse: await isWorse(query, draft, head) }
}

async function countWaiting(query: Kysely<Tables>): Promise<number> {
  const { waiting } = await query
    .selectFrom('content_drafts')
    .select((column) => column.fn.countAll<number>().as('waiting'))
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return Number(waiting)
}

function isAsSeen(draft: ContentDraftRow, seen: SeenContent): boolean {
  return (
    draft.name === seen.name &&
    (draft.language ?? undefined) === seen.language &&
    draft.sha256 === seen.sha256 &&
    (draft.base_sha256 ?? undefined) === seen.base
  )
}
