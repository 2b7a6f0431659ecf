import type {
  ContentDeskView,
  ContentDraftRequest,
  ContentDraftSummary,
  ContentDraftView,
} from '../../core/api/content-desk-contract.ts'
import { type Bytes, encodeUtf8 } from '../../core/bytes.ts'
import { findNewest } from '../../core/content/newest-release.ts'
import { err, type Result } from '../../core/result.ts'
import type { AuditedOfficer } from '../audit/audit-log.ts'
import type { Database } from '../db/open-database.ts'
import type { RateLimit, RateLimits } from '../rate-limits/rate-limits.ts'
import { LIFE, type PublicContent } from './content.ts'
import type { ContentDrafts, ContentError, ReleasedContent } from './content-drafts.ts'
import type { ContentEdits } from './content-edits.ts'

/** Drafts and releases that are shown. */
const MOST_SHOWN = 50

/** Drafts that an officer may write, each of up to a mebibyte, and releases that they may try. */
const WRITES: RateLimit = { name: 'content-drafts', uses: 200, window: 86_400 }
const RELEASES: RateLimit = { name: 'content-releases', uses: 200, window: 86_400 }

export type ContentDesk = ReturnType<typeof createContentDesk>

type DraftError = { readonly code: ContentError } | { readonly code: 'too_many_requests'; retryAfter: number }

/** Public packs as the officers of the content desk see them. */
export function createContentDesk(
  database: Database,
  parts: {
    readonly content: PublicContent
    readonly drafts: ContentDrafts
    readonly edits: ContentEdits
    readonly limits: RateLimits
  },
) {
  const { content, drafts, edits, limits } = parts

  const selectDrafts = () =>
    database.query
      .selectFrom('content_drafts')
      .innerJoin('content_files', 'content_files.sha256', 'content_drafts.sha256')
      .leftJoin('content_releases', 'content_releases.draft_id', 'content_drafts.id')
      .leftJoin('officers as authors', 'authors.id', 'content_drafts.author')
      .leftJoin('officers as deciders', 'deciders.id', 'content_drafts.decided_by')
      .selectAll('content_drafts')
      .select((column) => column.fn<number>('length', ['content_files.body']).as('size'))
      .select(['content_releases.starts_at', 'authors.full_name as author_name'])
      .select('deciders.full_name as decider_name')

  type DraftRow = Awaited<ReturnType<ReturnType<typeof selectDrafts>['execute']>>[number]

  const readReleases = async (now: number): Promise<ContentDeskView['releases']> => {
    const rows = await database.query
      .selectFrom('content_releases')
      .innerJoin('content_drafts', 'content_drafts.id', 'content_releases.draft_id')
      .leftJoin('officers as authors', 'authors.id', 'content_drafts.author')
      .leftJoin('officers as deciders', 'deciders.id', 'content_drafts.decided_by')
      .selectAll('content_releases')
      .select(['content_drafts.note', 'content_drafts.author', 'content_drafts.decided_by'])
      .select(['authors.full_name as author_name', 'deciders.full_name as decider_name'])
      .orderBy('content_releases.starts_at', 'desc')
      .orderBy('content_releases.sequence', 'desc')
      .execute()
    const live = new Set<string>()
    const shown = new Map<string, number>()
    return rows.flatMap((row) => {
      const { sequence, name, language, sha256, starts_at: startsAt, note } = row
      const pack = `${name} ${language ?? ''}`
      const state = startsAt > now ? 'upcoming' : live.has(pack) ? 'past' : 'live'
      if (state === 'live') live.add(pack)
      const count = (shown.get(pack) ?? 0) + 1
      shown.set(pack, count)
      // What is live is shown, whatever is to come.
      if (count > MOST_SHOWN && state !== 'live') return []
      return [
        {
          sequence: Number(sequence),
          draftId: row.draft_id,
          name,
          ...(language && { language }),
          sha256,
          size: Number(row.size),
          note,
          author: row.author_name ?? row.author,
          releasedBy: row.decider_name ?? row.decided_by ?? '',
          startsAt: Number(startsAt),
          state,
        },
      ]
    })
  }

  const toSummary = (
    officer: AuditedOfficer,
    row: DraftRow,
    releases: ContentDeskView['releases'],
  ): ContentDraftSummary => {
    const { id, name, language, sha256, note, state, base_sha256: base } = row
    const head = findNewest(releases, { name, ...(language && { language }) })
    return {
      id,
      name,
      ...(language && { language }),
      sha256,
      size: Number(row.size),
      note,
      author: row.author_name ?? row.author,
      isOwn: row.author === officer.id,
      createdAt: Number(row.created_at),
      state,
      ...(base !== null && { base }),
      isStale: state === 'waiting' && base !== (head?.sha256 ?? null),
      ...(row.decided_by !== null && { decidedBy: row.decider_name ?? row.decided_by }),
      ...(row.decided_at !== null && { decidedAt: Number(row.decided_at) }),
      ...(row.starts_at !== null && { startsAt: Number(row.starts_at) }),
    }
  }

  return {
    edits,
    withdraw: drafts.withdraw,

    /** What is live, what waits, and what the officer was writing. */
    async read(officer: AuditedOfficer, now: number): Promise<ContentDeskView> {
      const releases = await readReleases(now)
      const rows = await selectDrafts()
        .orderBy('content_drafts.created_at', 'desc')
        .orderBy('content_drafts.id')
        .limit(MOST_SHOWN)
        .execute()
      const { sequence, issuedAt } = await content.readState(now)
      return {
        sequence,
        ...(content.canSign(now) && { expiresAt: issuedAt + LIFE }),
        releases,
        drafts: rows.map((row) => toSummary(officer, row, releases)),
        edits: await edits.list(officer.id),
      }
    },

    /** One draft; undefined if there is none. */
    async readDraft(officer: AuditedOfficer, id: string, now: number): Promise<ContentDraftView | undefined> {
      const row = await selectDrafts().where('content_drafts.id', '=', id).executeTakeFirst()
      if (row === undefined) return undefined
      const { restores = [], isFirst = false, notBefore } = (await drafts.foresee(id)) ?? {}
      return {
        ...toSummary(officer, row, await readReleases(now)),
        restores: [...restores],
        isFirst,
        ...(notBefore !== undefined && notBefore > now && { notBefore }),
      }
    },

    /** Releases what another officer wrote. */
    async release(
      officer: AuditedOfficer,
      released: ReleasedContent,
      now: number,
    ): Promise<Result<void, DraftError>> {
      const retryAfter = await limits.take([[RELEASES, officer.id]], now)
      if (retryAfter > 0) return err({ code: 'too_many_requests', retryAfter })
      const done = await drafts.release(officer, released, now)
      return done.ok ? done : err({ code: done.error })
    },

    /** A pack of a draft or a release, by its hash. */
    async readFile(sha256: string): Promise<Bytes | undefined> {
      const row = await database.query
        .selectFrom('content_files')
        .select('body')
        .where('sha256', '=', sha256)
        .executeTakeFirst()
      return row && new Uint8Array(row.body)
    },

    /** Writes a draft, or one's own waiting one anew. */
    async write(
      officer: AuditedOfficer,
      id: string,
      { name, language, note, base, content: text }: ContentDraftRequest,
      now: number,
    ): Promise<Result<string, DraftError>> {
      const retryAfter = await limits.take([[WRITES, officer.id]], now)
      if (retryAfter > 0) return err({ code: 'too_many_requests', retryAfter })
      const drafted = { id, name, language, content: encodeUtf8(text), note, base }
      const written = await drafts.draft(officer, drafted, now)
      return written.ok ? written : err({ code: written.error })
    },
  }
}
