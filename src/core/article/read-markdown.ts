import type { Nodes, Parent, PhrasingContent, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { isSafeText } from '../qr/safe-text.ts'
import { err, type Result } from '../result.ts'
import {
  type Article,
  type Block,
  type Inline,
  type Line,
  LONGEST_ARTICLE,
  MOST_PARTS,
  readArticle,
} from './article.ts'
import { isArticleLink, isOpenLink } from './article-link.ts'

/** Why a text cannot be an article. */
export type MarkdownError =
  | 'text_missing'
  | 'text_too_long'
  /** Signs that cannot be seen or turn the direction of writing. */
  | 'text_unsafe'
  | 'text_html'
  /** A link that leads to no official page, phone number or screen of the app. */
  | 'text_link'
  /** Weight, links or lists within each other. */
  | 'text_nested'
  /** A part that articles do not have: pictures, tables, code, rules, headings of another level. */
  | 'text_part'

/** Where it stands, in lines from 1; absent where it is the whole. */
export type MarkdownFault = { readonly why: MarkdownError; readonly line?: number }

/**
 * Markers that begin or end parts of a line, and lines. A reader of Markdown weighs each against the others,
 * so that their number bounds the time.
 */
const MOST_MARKERS = 400
const MOST_LINES = 400

/** More levels than this no author writes; each costs the reader the whole line. */
const DEEP = /^[ \t]*(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]*){4}/m

/**
 * Reads an article out of Markdown (CommonMark) as officers write it. What articles do not have is an error
 * that names the line, never left out in silence. For the service and the officers' page: the reader of
 * Markdown is no part of the wallet.
 */
export function readMarkdown(markdown: string): Result<Article, MarkdownFault> {
  if (markdown.length > LONGEST_ARTICLE) return err({ why: 'text_too_long' })
  const text = markdown.normalize('NFC').replace(/\r\n?/g, '\n')
  const lines = text.split('\n')
  if (lines.length > MOST_LINES) return err({ why: 'text_too_long' })
  const unsafe = lines.findIndex((line) => !isSafeText(line))
  if (unsafe >= 0) return err({ why: 'text_unsafe', line: unsafe + 1 })
  if (DEEP.test(text)) return err({ why: 'text_nested' })
  if ((text.match(/[[\]*_`<&!\\]/g)?.length ?? 0) > MOST_MARKERS) return err({ why: 'text_part' })
  try {
    const blocks = fromMarkdown(text).children.map(readBlock)
    if (blocks.length === 0) return err({ why: 'text_missing' })
    const article = readArticle(blocks)
    // A character reference can stand for what the text itself must not have.
    if (!article.ok) return err({ why: isLong(blocks) ? 'text_too_long' : 'text_unsafe' })
    return article
  } catch (cause) {
    if (cause instanceof Refused) return err(cause.fault)
    throw cause
  }
}

const isLong = (blocks: Article): boolean =>
  JSON.stringify(blocks).length > LONGEST_ARTICLE || blocks.some(({ length }) => length > MOST_PARTS)

/** Leaves the tree at the first part that cannot be taken. */
class Refused extends Error {
  readonly fault: MarkdownFault
  constructor(why: MarkdownError, node: Nodes) {
    super(why)
    const line = node.position?.start.line
    this.fault = { why, ...(line !== undefined && { line }) }
  }
}

function readBlock(node: RootContent): Block {
  switch (node.type) {
    case 'paragraph':
      return ['p', ...readLine(node)]
    case 'heading':
      if (node.depth !== 2 && node.depth !== 3) throw new Refused('text_part', node)
      return [`h${node.depth}`, ...readLine(node)]
    case 'blockquote':
      return ['blockquote', ...readOnlyParagraph(node)]
    case 'list':
      return [node.ordered ? 'ol' : 'ul', ...node.children.map(readOnlyParagraph)]
    default:
      throw new Refused(node.type === 'html' ? 'text_html' : 'text_part', node)
  }
}

/** The one paragraph that a list's item or a quotation holds. */
function readOnlyParagraph(node: Extract<Nodes, Parent>): Line {
  const [paragraph, ...others] = node.children
  if (paragraph === undefined) throw new Refused('text_missing', node)
  if (paragraph.type === 'html') throw new Refused('text_html', paragraph)
  if (paragraph.type !== 'paragraph' || others.length > 0) throw new Refused('text_nested', node)
  return readLine(paragraph)
}

function readLine(node: { readonly children: readonly PhrasingContent[] } & Nodes): Line {
  const line: Inline[] = []
  for (const part of node.children.map(readInline)) {
    const last = line.at(-1)
    if (typeof part === 'string' && typeof last === 'string') line[line.length - 1] = last + part
    else if (part !== '') line.push(part)
  }
  if (line.length === 0) throw new Refused('text_missing', node)
  return line
}

function readInline(node: PhrasingContent): Inline {
  switch (node.type) {
    case 'text':
      return flow(node.value)
    case 'break':
      return ' '
    case 'strong':
      return ['strong', readText(node)]
    case 'emphasis':
      return ['em', readText(node)]
    case 'link':
      if (!isArticleLink(node.url) || !isOpenLink(node.url)) throw new Refused('text_link', node)
      return ['a', node.url, readText(node)]
    default:
      throw new Refused(node.type === 'html' ? 'text_html' : 'text_part', node)
  }
}

/** What stands within weight or a link: text alone. */
function readText(node: { readonly children: readonly PhrasingContent[] } & Nodes): string {
  const text = node.children
    .map((child) => {
      if (child.type === 'text') return flow(child.value)
      throw new Refused(child.type === 'html' ? 'text_html' : 'text_nested', child)
    })
    .join('')
  if (text === '') throw new Refused('text_missing', node)
  return text
}

/**
 * A line that was wrapped is one line: a blank stands for each end of one, the blanks and empty lines
 * around it included. Not by an expression, which takes the square of a run of blanks.
 */
function flow(text: string): string {
  const lines = text.split('\n')
  if (lines.length === 1) return text
  const inner = lines.slice(1, -1).flatMap((line) => line.trim() || [])
  return [(lines[0] ?? '').trimEnd(), ...inner, (lines.at(-1) ?? '').trimStart()].join(' ')
}
