import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { FEED_AUTHOR } from '../../core/api/content-desk-contract.ts'
import { MOST_ENTRIES, readArticlePack } from '../../core/article/article-pack.ts'
import { type Bytes, decodeUtf8, encodeUtf8 } from '../../core/bytes.ts'
import { articlesKind } from '../../core/content/articles-kind.ts'
import type { PackRow } from '../../core/content/pack-kind.ts'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { ContentDrafts } from '../content/content-drafts.ts'
import type { Database } from '../db/open-database.ts'
import { type FeedError, type FeedItem, MAX_FEED_BYTES, readFeed } from './read-feed.ts'

const TIME_LIMIT_MS = 15_000

/** Who stands in the log as the author: no officer. */
const AUTHOR = { id: FEED_AUTHOR, officeCode: '' }

/** The only language of the portal. */
const PACK = { name: 'news', language: 'vi' } as const

export type PortalFeedError = FeedError | 'feed_unreachable' | 'draft_refused'

/**
 * Makes a draft of what the portal's feed has and the news have not. It is never news by itself: an officer
 * reads and mends it and makes it a draft of their own, which another one releases, or takes it back. What
 * was drafted once is not drafted again, whatever became of it.
 *
 * @returns how many pieces the draft has; 0 where there is nothing new, and no draft
 */
export async function draftFromFeed(
  bytes: Bytes,
  { database, drafts }: { readonly database: Database; readonly drafts: ContentDrafts },
  now: number,
): Promise<Result<number, PortalFeedError>> {
  const feed = readFeed(bytes, now)
  if (!feed.ok) return feed
  const [present, known] = await Promise.all([readNewestNews(database), readDraftedIds(database)])
  const held = new Set([...present.keys(), ...known])
  const added = feed.value.filter(({ id }) => !held.has(id)).slice(0, MOST_ENTRIES - present.size)
  if (added.length === 0) return ok(0)
  const rows = new Map([...added.map((item) => [item.id, toRow(item)] as const), ...present])
  const provinces = [...present.values()].flatMap(({ provinces: codes = '' }) => codes.split(' '))
  const pack = articlesKind.write(
    { asOf: vietnamDay(now), rows },
    { provinces: new Set(provinces), wards: new Set() },
  )
  if (!pack.ok) return err('draft_refused')
  const note = `Cổng thông tin: ${added.length} bài mới (${added.map(({ id }) => id).join(', ')})`.slice(
    0,
    500,
  )
  const content = encodeUtf8(pack.value)
  // Of processes that read it in the same moment each writes the same draft.
  const id = createHash('sha256').update(content).digest('base64url')
  const drafted = await drafts.draft(AUTHOR, { id, ...PACK, content, note }, now)
  return drafted.ok ? ok(added.length) : err('draft_refused')
}

/** An item as officers edit it: what the feed says of it, and where the whole of it is. */
function toRow({ id, title, link, date, summary }: FeedItem): PackRow {
  const escaped = summary.replace(/[\\`*_[\]<&#!]/g, '\\$&').replace(/^([-+=~>]|\d+[.)])/, '\\$1')
  const body = [escaped, `[Đọc trên cổng thông tin](${link.replace(/[()]/g, '\\$&')})`]
    .filter(Boolean)
    .join('\n\n')
  return { id, title, date, source: 'Cổng thông tin điện tử Bảo hiểm xã hội Việt Nam', body }
}

/** The newest released news, whether or not they have begun, by their ids. */
async function readNewestNews({ query }: Database): Promise<ReadonlyMap<string, PackRow>> {
  const newest = await query
    .selectFrom('content_releases')
    .innerJoin('content_files', 'content_files.sha256', 'content_releases.sha256')
    .select('content_files.body')
    .where('content_releases.name', '=', PACK.name)
    .where('content_releases.language', '=', PACK.language)
    .orderBy('content_releases.starts_at', 'desc')
    .orderBy('content_releases.sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  const text = newest && decodeUtf8(new Uint8Array(newest.body))
  const table = text?.ok ? articlesKind.read(text.value) : undefined
  return table?.ok ? table.value.rows : new Map()
}

/** Drafts of feeds that are looked through for what was drafted before: years of them. */
const MOST_DRAFTS = 200

async function readDraftedIds({ query }: Database): Promise<readonly string[]> {
  const rows = await query
    .selectFrom('content_drafts')
    .select('content_drafts.sha256')
    .where('content_drafts.author', '=', AUTHOR.id)
    .orderBy('content_drafts.created_at', 'desc')
    .limit(MOST_DRAFTS)
    .execute()
  const ids: string[] = []
  for (const { sha256 } of rows) {
    const file = await query
      .selectFrom('content_files')
      .select('body')
      .where('sha256', '=', sha256)
      .executeTakeFirst()
    const text = file ? decodeUtf8(new Uint8Array(file.body)) : undefined
    const pack = text?.ok ? readArticlePack(text.value) : undefined
    if (pack?.ok) ids.push(...pack.value.entries.map(({ id }) => id))
    // Each takes milliseconds, and everybody else would wait for all.
    await setImmediate()
  }
  return ids
}

/** Fetches a feed: bounded in time and size, without following it elsewhere. */
export async function fetchFeed(url: string): Promise<Result<Bytes, PortalFeedError>> {
  try {
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIME_LIMIT_MS) })
    if (!answer.ok || !answer.body) return err('feed_unreachable')
    const parts: Bytes[] = []
    let size = 0
    for await (const part of answer.body as AsyncIterable<Bytes>) {
      size += part.length
      if (size > MAX_FEED_BYTES) return err('feed_too_large')
      parts.push(part)
    }
    return ok(new Uint8Array(Buffer.concat(parts)))
  } catch {
    return err('feed_unreachable')
  }
}
