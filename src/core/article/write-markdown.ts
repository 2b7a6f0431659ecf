import { type Article, type Block, type Inline, isList, type Line, lineOf, linesOf } from './article.ts'

/** An article as officers edit it; `readMarkdown` makes the same of it. */
export function writeMarkdown(article: Article): string {
  return article.map(writeBlock).join('\n\n')
}

/**
 * Where the links lead of a text that `writeMarkdown` has made, whether or not it can be read again; with
 * whatever else looks like one.
 */
export function listWrittenLinks(markdown: string): readonly string[] {
  return Array.from(markdown.matchAll(/\]\(((?:[^()\\]|\\[()])*)\)/g), ([, href = '']) =>
    href.replace(/\\([()])/g, '$1'),
  )
}

function writeBlock(block: Block): string {
  if (isList(block))
    return linesOf(block)
      .map((line, at) => `${block[0] === 'ul' ? '-' : `${at + 1}.`} ${writeLine(line)}`)
      .join('\n')
  const text = writeLine(lineOf(block))
  return { p: text, h2: `## ${text}`, h3: `### ${text}`, blockquote: `> ${text}` }[block[0]]
}

function writeLine(line: Line): string {
  return line
    .map(writeInline)
    .join('')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^[-+=~#>]/, '\\$&')
    .replace(/(^|[^#])(#+)$/, (_, before: string, signs: string) => before + signs.replaceAll('#', '\\#'))
}

function writeInline(part: Inline): string {
  if (typeof part === 'string') return escapeText(part)
  const [tag, first, text = ''] = part
  if (tag === 'a') return `[${escapeText(text)}](${first.replace(/[()]/g, '\\$&')})`
  const sign = tag === 'strong' ? '**' : '*'
  return `${sign}${escapeText(first)}${sign}`
}

const escapeText = (text: string): string =>
  text.replace(/[\\`*_[\]<]/g, '\\$&').replace(/&(?=#|[a-z])/gi, '\\&')
