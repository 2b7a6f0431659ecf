import { isSafeText } from '../qr/safe-text.ts'
import { err, ok, type Result } from '../result.ts'
import { isArticleLink } from './article-link.ts'

/** Text, text with weight, or a link: where it leads (`isArticleLink`), and its text. */
export type Inline = string | readonly ['strong' | 'em', string] | readonly ['a', string, string]

/** What stands in one line of an article, however often it wraps. */
export type Line = readonly Inline[]

/** A paragraph, a heading, or something set apart. */
export type Prose = readonly ['p' | 'h2' | 'h3' | 'blockquote', ...Line]

/** A list of lines. */
export type List = readonly ['ul' | 'ol', ...(readonly Line[])]

export type Block = Prose | List

/**
 * The text of an answer, a guide or a piece of news, as packs hold it (JSON) and phones show it. There are no
 * other parts: none that holds HTML, none that loads anything, and none within itself.
 */
export type Article = readonly Block[]

/** Blocks of an article, lines and parts of each, and characters in all, links included. */
export const MOST_PARTS = 200
export const LONGEST_ARTICLE = 12_000

/** Reads an article from a pack; refused whole if any of it is not of the list, or deceives. */
export function readArticle(value: unknown): Result<Article, 'article_unreadable'> {
  const blocks = listOf(value)
  const isArticle = blocks?.every(isBlock) && JSON.stringify(blocks).length <= LONGEST_ARTICLE
  return isArticle ? ok(blocks as Article) : err('article_unreadable')
}

function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) && value.length > 0 && value.length <= MOST_PARTS ? value : undefined
}

function isBlock(value: unknown): boolean {
  const [tag, ...parts] = listOf(value) ?? []
  if (parts.length === 0) return false
  if (tag === 'ul' || tag === 'ol') return parts.every((line) => listOf(line)?.every(isInline))
  return (tag === 'p' || tag === 'h2' || tag === 'h3' || tag === 'blockquote') && parts.every(isInline)
}

function isInline(value: unknown): boolean {
  if (!Array.isArray(value)) return isText(value)
  const [tag, ...texts] = value
  if (!texts.every(isText)) return false
  return tag === 'a'
    ? texts.length === 2 && isArticleLink(texts[0] ?? '')
    : (tag === 'strong' || tag === 'em') && texts.length === 1
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && isSafeText(value)
}

/** The article without weight and links, for searching: a line each. */
export function listTexts(article: Article): readonly string[] {
  return listLines(article).map((line) =>
    line.map((part) => (typeof part === 'string' ? part : part.at(-1))).join(''),
  )
}

function listLines(article: Article): readonly Line[] {
  return article.flatMap((block): readonly Line[] => (isList(block) ? linesOf(block) : [lineOf(block)]))
}

export const isList = (block: Block): block is List => block[0] === 'ul' || block[0] === 'ol'

export const linesOf = ([, ...lines]: List): readonly Line[] => lines

export const lineOf = ([, ...line]: Prose): Line => line
