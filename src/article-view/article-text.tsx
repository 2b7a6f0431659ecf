import { h } from 'preact'
import { type Article, type Block, type Inline, isList, lineOf, linesOf } from '../core/article/article.ts'
import { isOpenLink, readLinkHost } from '../core/article/article-link.ts'

/** An article as it is read, for the wallet and for the officer who writes it; links say where they lead. */
export function ArticleText({ article }: { article: Article }) {
  return <>{article.map(writeBlock)}</>
}

function writeBlock(block: Block) {
  const content = isList(block)
    ? linesOf(block).map((line) => h('li', null, ...line.map(writeInline)))
    : lineOf(block).map(writeInline)
  return h(block[0], null, ...content)
}

function writeInline(part: Inline) {
  if (typeof part === 'string') return part
  if (part[0] !== 'a') return h(part[0], null, part[1])
  const [, href, text] = part
  const host = readLinkHost(href)
  // A path of a newer version is no way anywhere.
  if (!isOpenLink(href)) return text
  if (!host) return <a href={href}>{text}</a>
  return (
    <>
      <a href={href} target="_blank" rel="noopener noreferrer">
        {text}
      </a>{' '}
      <span class="small">({host})</span>
    </>
  )
}
