import { createHash, randomUUID } from 'node:crypto'
import { AppError } from '../../core/app-error.ts'
import { type Bytes, fromHex, toHex } from '../../core/bytes.ts'
import { APP_SCHEMA, checkPack, type PackError } from '../../core/content/check-pack.ts'
import { writeContentAnswer } from '../../core/content/content-answer.ts'
import {
  type ContentManifest,
  type ContentPack,
  issueContentManifest,
  MAX_PACKS,
  type PackLanguage,
} from '../../core/content/content-manifest.ts'
import type { Signer } from '../../core/credential/issuer-signed.ts'
import type { TrustList } from '../../core/credential/trusted-keys.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { AuditedOfficer, AuditLog } from '../audit/audit-log.ts'
import type { Database } from '../db/open-database.ts'
import type { ContentDraftRow } from '../db/schema.ts'
import type { ContentKeys } from './content-keys.ts'

/** For how long a manifest may be used, and how often it is signed anew, in seconds. */
const LIFE = 30 * 86_400
const PERIOD = 6 * 3600

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

/** A pack that was written and waits, or what became of it. */
export type ContentDraft = Omit<ContentDraftRow, 'language'> & {
  readonly language: PackLanguage | undefined
  readonly size: number
}

export type PublishedContent = { readonly body: Bytes; readonly etag: string }

export type PublicContent = ReturnType<typeof createContent>

/**
 * Public packs: what somebody writes, a second one releases; the manifest of what is in force, signed by a
 * content key.
 *
 * @param findSigner The content key that signs now under a list of keys.
 */
export function createContent(
  database: Database,
  {
    keys,
    audit,
    findSigner,
  }: {
    keys: ContentKeys
    audit: AuditLog
    findSigner: (keyList: TrustList, now: number) => Signer
  },
) {
  let published: (PublishedContent & { readonly state: string }) | undefined

  /** The newest release of each pack that has begun, and how many have. */
  async function readInForce(now: number) {
    const rows = await database.query
      .selectFrom('content_releases')
      .selectAll()
      .where('starts_at', '<=', now)
      .orderBy('starts_at')
      .orderBy('sequence')
      .execute()
    const versions = new Map<string, number>()
    const packs = new Map<string, ContentPack>()
    for (const { name, language, sha256, size } of rows) {
      const key = `${name} ${language ?? ''}`
      const version = (versions.get(key) ?? 0) + 1
      versions.set(key, version)
      const hash = fromHex(sha256)
      if (!hash.ok) throw new AppError('internal')
      packs.set(key, {
        name,
        ...(language && { language }),
        version,
        size,
        sha256: hash.value,
        minAppSchema: APP_SCHEMA,
      })
    }
    return {
      sequence: rows.length,
      since: rows.at(-1)?.starts_at ?? 0,
      packs: [...packs.values()].slice(0, MAX_PACKS),
    }
  }

  async function findDraft(id: string) {
    return database.query.selectFrom('content_drafts').selectAll().where('id', '=', id).executeTakeFirst()
  }

  return {
    /**
     * What phones ask for. Processes that ask in the same six hours give the same manifest under the same
     * ETag, whoever signs it. `unavailable` while there is no list of keys, or no key that signs.
     */
    async current(now: number): Promise<PublishedContent> {
      const keyList = keys.current(now)
      const { sequence, since, packs } = await readInForce(now)
      const issuedAt = Math.max(since, now - (now % PERIOD))
      const state = `${keyList.list.sequence}-${sequence}-${issuedAt}`
      if (published?.state === state) return published
      const manifest: ContentManifest = { sequence, issuedAt, expiresAt: issuedAt + LIFE, packs }
      const signed = await issueContentManifest(manifest, findSigner(keyList.list, now))
      const body = writeContentAnswer({ keyList: keyList.body, manifest: signed })
      published = { state, body, etag: `"content-${state}"` }
      return published
    },

    /** A file that was released, for everybody. */
    async readFile(sha256: string): Promise<Bytes | undefined> {
      const row = await database.query
        .selectFrom('content_files')
        .innerJoin('content_releases', 'content_releases.sha256', 'content_files.sha256')
        .select('content_files.body')
        .where('content_files.sha256', '=', sha256)
        .limit(1)
        .executeTakeFirst()
      return row?.body
    },

    /** Writes a draft down, after looking whether phones will be able to read it. Gives its id. */
    async draft(
      officer: AuditedOfficer,
      {
        name,
        language,
        content,
        note,
      }: { name: string; language?: PackLanguage | undefined; content: Bytes; note: string },
      now: number,
    ): Promise<Result<string, ContentError>> {
      const checked = checkPack(name, content)
      if (!checked.ok) return checked
      const id = randomUUID()
      const sha256 = toHex(new Uint8Array(createHash('sha256').update(content).digest()))
      return database.query.transaction().execute(async (transaction) => {
        const { waiting } = await transaction
          .selectFrom('content_drafts')
          .select((column) => column.fn.countAll<number>().as('waiting'))
          .where('state', '=', 'waiting')
          .executeTakeFirstOrThrow()
        if (Number(waiting) >= MOST_WAITING) return err('too_many_drafts')
        await transaction
          .insertInto('content_files')
          .values({ sha256, body: content, created_at: now })
          .onConflict((conflict) => conflict.column('sha256').doNothing())
          .execute()
        await transaction
          .insertInto('content_drafts')
          .values({
            id,
            name,
            language: language ?? null,
            sha256,
            note: note.slice(0, LONGEST_NOTE),
            author: officer.id,
            created_at: now,
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

    /** What a draft says, for whoever looks at it before it is released. */
    async readDraft(id: string): Promise<{ draft: ContentDraftRow; content: Bytes } | undefined> {
      const draft = await findDraft(id)
      if (draft === undefined) return undefined
      const { body } = await database.query
        .selectFrom('content_files')
        .select('body')
        .where('sha256', '=', draft.sha256)
        .executeTakeFirstOrThrow()
      return { draft, content: body }
    },

    /**
     * Releases a draft, now or from a later second on; the officer must not be who wrote it. Going back to
     * older content is a release of a draft that has it: the sequence goes forward all the same.
     */
    async release(
      officer: AuditedOfficer,
      { id, startsAt }: { id: string; startsAt?: number | undefined },
      now: number,
    ): Promise<Result<void, ContentError>> {
      return database.query.transaction().execute(async (transaction) => {
        const taken = await transaction
          .updateTable('content_drafts')
          .set({ state: 'released', decided_by: officer.id, decided_at: now })
          .where('id', '=', id)
          .where('state', '=', 'waiting')
          .where('author', '!=', officer.id)
          .returning(['name', 'language', 'sha256'])
          .executeTakeFirst()
        if (taken === undefined) {
          const draft = await transaction
            .selectFrom('content_drafts')
            .select('state')
            .where('id', '=', id)
            .executeTakeFirst()
          if (draft === undefined) return err('draft_unknown')
          return err(draft.state === 'waiting' ? 'second_officer_needed' : 'draft_decided')
        }
        // Locks the end of the chain, and so the numbers of releases, until the transaction ends.
        await audit.append(transaction, { officer, action: 'content-released', target: id }, now)
        const { last } = await transaction
          .selectFrom('content_releases')
          .select((column) => column.fn.max('sequence').as('last'))
          .executeTakeFirstOrThrow()
        const { size } = await transaction
          .selectFrom('content_files')
          .select((column) => column.fn<number>('length', ['body']).as('size'))
          .where('sha256', '=', taken.sha256)
          .executeTakeFirstOrThrow()
        await transaction
          .insertInto('content_releases')
          .values({
            ...taken,
            sequence: Number(last ?? 0) + 1,
            draft_id: id,
            size: Number(size),
            starts_at: Math.max(now, startsAt ?? now),
          })
          .execute()
        return ok(undefined)
      })
    },

    /** Takes a draft back that waits; anybody may. */
    async withdraw(officer: AuditedOfficer, id: string, now: number): Promise<Result<void, ContentError>> {
      return database.query.transaction().execute(async (transaction) => {
        const taken = await transaction
          .updateTable('content_drafts')
          .set({ state: 'withdrawn', decided_by: officer.id, decided_at: now })
          .where('id', '=', id)
          .where('state', '=', 'waiting')
          .returning('id')
          .executeTakeFirst()
        if (taken === undefined) {
          const draft = await findDraft(id)
          return err(draft === undefined ? 'draft_unknown' : 'draft_decided')
        }
        await audit.append(transaction, { officer, action: 'content-withdrawn', target: id }, now)
        return ok(undefined)
      })
    },
  }
}
