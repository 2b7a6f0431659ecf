import { createHash } from 'node:crypto'
import { parseFeed } from 'feedsmith'
import { isArticleLink, isOfficialHost, readLinkHost } from '../../core/article/article-link.ts'
import { type Bytes, decodeUtf8 } from '../../core/bytes.ts'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import { isSafeText } from '../../core/qr/safe-text.ts'
import { err, ok, type Result } from '../../core/result.ts'

/** A piece of news of a feed, as text alone. */
export type FeedItem = {
  /** Tells it from others: a digest of where it leads. */
  readonly id: string
  readonly title: string
  /** A page of an official host. */
  readonly link: string
  /** `YYYY-MM-DD` in Vietnam. */
  readonly date: string
  readonly summary: string
}

export type FeedError = 'feed_too_large' | 'feed_unreadable'

/** Largest feed that is read, in bytes; the portal's is a tenth of it. */
export const MAX_FEED_BYTES = 524_288

/** Items that are taken of one feed, and the elements that one may have: each costs the reader. */
const MOST_ITEMS = 30
const MOST_MARKS = 20_000

const LONGEST_TITLE = 120
const LONGEST_SUMMARY = 240

/**
 * Reads RSS, RDF, Atom or JSON Feed. What has a document type, and so could define entities, is refused
 * before it is parsed; markup is taken out; an item without a title, a day, or a link to an official page is
 * left out.
 */
export function readFeed(bytes: Bytes, now: number): Result<readonly FeedItem[], FeedError> {
  if (bytes.length > MAX_FEED_BYTES) return err('feed_too_large')
  const text = decodeUtf8(bytes)
  if (!text.ok || /<!(?:doctype|entity)/i.test(text.value)) return err('feed_unreadable')
  if ((text.value.match(/[<{[]/g)?.length ?? 0) > MOST_MARKS) return err('feed_too_large')
  try {
    const items = listItems(parseFeed(text.value)).slice(0, MOST_ITEMS)
    return ok(items.flatMap((item) => readItem(item, now) ?? []))
  } catch {
    return err('feed_unreadable')
  }
}

type RawItem = { readonly [Part in 'title' | 'link' | 'date' | 'summary']: unknown }

function listItems(parsed: ReturnType<typeof parseFeed>): readonly RawItem[] {
  if (parsed.format === 'atom')
    return (parsed.feed.entries ?? []).map((entry) => ({
      title: entry.title?.value,
      link: entry.links?.[0]?.href,
      date: entry.published ?? entry.updated,
      summary: entry.summary?.value,
    }))
  if (parsed.format === 'json')
    return (parsed.feed.items ?? []).map((item) => ({
      title: item.title,
      link: item.url,
      date: item.date_published,
      summary: item.summary ?? item.content_text,
    }))
  if (parsed.format === 'rdf')
    return (parsed.feed.items ?? []).map((item) => ({
      title: item.title,
      link: item.link,
      date: item.dc?.dates?.[0],
      summary: item.description,
    }))
  return (parsed.feed.items ?? []).map((item) => ({
    title: item.title,
    link: item.link,
    date: item.pubDate,
    summary: item.description,
  }))
}

function readItem({ title, link, date, summary }: RawItem, now: number): FeedItem | undefined {
  const [head, text] = [toText(title, LONGEST_TITLE), toText(summary, LONGEST_SUMMARY)]
  const at = Date.parse(typeof date === 'string' ? date.slice(0, 60) : '') / 1000
  if (head === '' || typeof link !== 'string' || !(at > 0) || at > now + 86_400) return undefined
  if (!isArticleLink(link) || !isOfficialHost(readLinkHost(link) ?? '')) return undefined
  const id = `cong-${createHash('sha256').update(link).digest('hex').slice(0, 12)}`
  return { id, title: head, link, date: vietnamDay(Math.floor(at)), summary: text }
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/**
 * Markup as text: tags out, the usual references written out once, signs that deceive left out, cut at a
 * word.
 */
function toText(value: unknown, longest: number): string {
  if (typeof value !== 'string') return ''
  const plain = value
    .slice(0, 20_000)
    .replace(/<[^<>]{0,2000}>/g, ' ')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
      if (name) return named[String(name).toLowerCase()] ?? whole
      const point = decimal ? Number(decimal) : Number.parseInt(hex, 16)
      return point <= 0x10ffff ? String.fromCodePoint(point) : ''
    })
  const safe = [...plain.replace(/\s+/g, ' ')].filter(isSafeText).join('').normalize('NFC').trim()
  if (safe.length <= longest) return safe
  return `${safe.slice(0, longest - 1).replace(/\s+\S*$/, '')}…`
}
