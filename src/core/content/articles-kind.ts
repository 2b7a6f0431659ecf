import * as v from 'valibot'
import type { Article } from '../article/article.ts'
import { readLinkHost } from '../article/article-link.ts'
import { type ArticleEntry, ArticleHead, MOST_ENTRIES, readArticlePack } from '../article/article-pack.ts'
import { readMarkdown } from '../article/read-markdown.ts'
import { listWrittenLinks, writeMarkdown } from '../article/write-markdown.ts'
import { err, ok, type Result } from '../result.ts'
import { readArticleFile } from './article-file.ts'
import { type KnownPlaces, type PackKind, type PackRow, protectPhone, type RowFault } from './pack-kind.ts'

/** Guides, or news: a pack for each language. Officers write Markdown, phones have trees. */
export const articlesKind: PackKind = {
  identity: 'id',
  isNamed: true,
  fields: [
    { name: 'title', maxLength: 120 },
    { name: 'summary', maxLength: 240 },
    { name: 'body', form: 'markdown', maxLength: 12_000 },
    { name: 'source', maxLength: 300 },
    { name: 'date', form: 'date', maxLength: 10 },
    { name: 'until', form: 'date', maxLength: 10 },
    { name: 'groups', maxLength: 90 },
    { name: 'provinces', maxLength: 102 },
    { name: 'ages', maxLength: 7 },
  ],

  // As `read` has written it and not read again: a pack may come from elsewhere than the form, and phones
  // show its links also where the text is no Markdown any more; and reading all of a pack takes a second.
  protectedValues: ({ body = '' }) => [...new Set(listWrittenLinks(body).flatMap(protectLink))],

  read(text) {
    const pack = readArticlePack(text)
    if (!pack.ok) return err('pack_unreadable')
    const { asOf, entries } = pack.value
    return ok({ asOf, rows: new Map(entries.map((entry) => [entry.id, writeEntryRow(entry)])) })
  },

  write({ asOf, rows }, known) {
    const entries: ArticleEntry[] = []
    for (const [key, row] of rows) {
      const entry = readEntryRow(row, known)
      if (!entry.ok) return err({ ...entry.error, key })
      entries.push(entry.value)
    }
    if (entries.length > MOST_ENTRIES) return err({ why: 'text_too_long', field: 'id', key: '' })
    const text = JSON.stringify({ asOf, entries })
    return readArticlePack(text).ok ? ok(text) : err({ why: 'value_unknown', field: 'asOf', key: '' })
  },

  importList(text, { asOf, known }) {
    const rows = readArticleFile(text)
    if (rows.length === 0) return err('not_a_list')
    const refused = rows.flatMap((row, at) => {
      const entry = readEntryRow(row, known)
      return entry.ok ? [] : [{ ...entry.error, row: at + 1 }]
    })
    const taken = rows.filter((_row, at) => !refused.some(({ row }) => row === at + 1))
    return ok({ table: { asOf, rows: new Map(taken.map((row) => [row['id'] ?? '', row])) }, refused })
  },
}

/** Hosts and numbers that an article leads to. */
function protectLink(href: string): readonly string[] {
  if (href.startsWith('tel:')) return protectPhone(href.slice(4))
  const host = readLinkHost(href)
  return host === undefined ? [] : [`host ${host}`]
}

function writeEntryRow({
  groups,
  provinces,
  ages,
  specimen,
  body,
  summary,
  until,
  ...entry
}: ArticleEntry): PackRow {
  return {
    ...entry,
    ...(summary !== undefined && { summary }),
    ...(until !== undefined && { until }),
    ...(groups && { groups: groups.join(' ') }),
    ...(provinces && { provinces: provinces.join(' ') }),
    ...(ages && { ages: ages.join('-') }),
    ...(specimen && { specimen: 'yes' }),
    body: writeMarkdown(body),
  }
}

/** Reads an entry as officers edit it. */
export function readEntryRow(row: PackRow, known: KnownPlaces): Result<ArticleEntry, RowFault> {
  const body = readBody(row['body'] ?? '')
  if (!body.ok) return body
  const filled = Object.entries(row).filter(([, value]) => value.trim() !== '')
  const texts = Object.fromEntries(filled.map(([field, value]) => [field, value.normalize('NFC').trim()]))
  const { title = '', groups, provinces, ages, specimen, body: _markdown, ...rest } = texts
  if (title === '') return err({ why: 'name_missing', field: 'title' })
  if (provinces?.split(/[ ,]+/).some((code) => !known.provinces.has(code)))
    return err({ why: 'province_unknown', field: 'provinces' })
  const head = v.safeParse(ArticleHead, {
    ...rest,
    title,
    ...(groups && { groups: groups.split(/[ ,]+/) }),
    ...(provinces && { provinces: provinces.split(/[ ,]+/) }),
    ...(ages && { ages: ages.split('-').map((years) => Number(years)) }),
    ...(specimen && { specimen: true }),
  })
  if (!head.success)
    return err({ why: 'value_unknown', field: String(head.issues[0].path?.[0]?.key ?? 'id') })
  return ok({ ...head.output, body: body.value })
}

function readBody(markdown: string): Result<Article, RowFault> {
  const article = readMarkdown(markdown)
  if (!article.ok) return err({ ...article.error, field: 'body' })
  // What officers see next time must be what was released.
  const again = readMarkdown(writeMarkdown(article.value))
  const isSame = again.ok && JSON.stringify(again.value) === JSON.stringify(article.value)
  return isSame ? article : err({ why: 'text_part', field: 'body' })
}
