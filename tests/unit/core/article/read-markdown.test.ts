import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listTexts, readArticle } from '../../../../src/core/article/article.ts'
import { readMarkdown } from '../../../../src/core/article/read-markdown.ts'
import { listWrittenLinks, writeMarkdown } from '../../../../src/core/article/write-markdown.ts'
import { hostileMarkdown } from '../../../support/article/hostile-markdown.ts'

const text = `## Mất điện thoại

Thẻ **không mất** theo máy. Gọi [1900 9068](tel:19009068), *ngay khi*
biết, rồi:

1. Mở [Khóa máy đã mất](/mat-may).
2. Xem [cổng của ngành](https://baohiemxahoi.gov.vn/pages/default.aspx).

> Không đọc mã xác nhận cho ai.

- một
- hai`

const tree = [
  ['h2', 'Mất điện thoại'],
  [
    'p',
    'Thẻ ',
    ['strong', 'không mất'],
    ' theo máy. Gọi ',
    ['a', 'tel:19009068', '1900 9068'],
    ', ',
    ['em', 'ngay khi'],
    ' biết, rồi:',
  ],
  [
    'ol',
    ['Mở ', ['a', '/mat-may', 'Khóa máy đã mất'], '.'],
    ['Xem ', ['a', 'https://baohiemxahoi.gov.vn/pages/default.aspx', 'cổng của ngành'], '.'],
  ],
  ['blockquote', 'Không đọc mã xác nhận cho ai.'],
  ['ul', ['một'], ['hai']],
]

describe('articles out of Markdown', () => {
  it('are paragraphs, headings, lists, quotations, weight and links', () => {
    expect(readMarkdown(text)).toEqual({ ok: true, value: tree })
  })

  it('name their links and their text', () => {
    const article = readMarkdown(text)
    expect(article.ok && listWrittenLinks(writeMarkdown(article.value))).toEqual([
      'tel:19009068',
      '/mat-may',
      'https://baohiemxahoi.gov.vn/pages/default.aspx',
    ])
    expect(article.ok && listTexts(article.value)[1]).toBe(
      'Thẻ không mất theo máy. Gọi 1900 9068, ngay khi biết, rồi:',
    )
  })

  const refused: Record<string, [markdown: string, why: string, line?: number]> = {
    nothing: ['\n\n', 'text_missing'],
    'raw HTML': ['Một\n\n<b>hai</b>', 'text_html', 3],
    'a block of HTML': ['<script>alert(1)</script>', 'text_html', 1],
    'a comment of HTML': ['a\n\n<!-- -->', 'text_html', 3],
    'a picture': ['![x](https://baohiemxahoi.gov.vn/x.png)', 'text_part', 1],
    code: ['`x`', 'text_part', 1],
    'a heading of the page': ['# x', 'text_part', 1],
    'a rule': ['a\n\n---', 'text_part', 3],
    'a list in a list': ['- a\n  - b', 'text_nested', 1],
    'weight in weight': ['**a *b* c**', 'text_nested', 1],
    'a link to a script': ['[x](javascript:alert(1))', 'text_link', 1],
    'a link without security': ['[x](http://baohiemxahoi.gov.vn/)', 'text_link', 1],
    'a link to a look-alike': ['[x](https://baohiemxahoi-gov.vn/)', 'text_link', 1],
    'a link under a look-alike': ['[x](https://baohiemxahoi.gov.vn.evil.com/)', 'text_link', 1],
    'a link with credentials': ['[x](https://baohiemxahoi.gov.vn@evil.com/)', 'text_link', 1],
    'a link in another script': ['[x](https://bаohiemxahoi.gov.vn/)', 'text_link', 1],
    'a link in disguise': ['[x](https://xn--bohiemxahoi-rlf.gov.vn/)', 'text_link', 1],
    'a link with a port': ['[x](https://baohiemxahoi.gov.vn:8443/)', 'text_link', 1],
    'a link to a path that the app does not have': ['[x](/api/session)', 'text_link', 1],
    'a link of another origin by a path': ['[x](//evil.com)', 'text_link', 1],
    'a mark of direction': ['a\n\nb\u202ec', 'text_unsafe', 3],
    'a mark of direction as a reference': ['a &#x202e; b', 'text_unsafe'],
    'a zero-width sign': ['BH\u200bXH', 'text_unsafe', 1],
    'levels without end': ['>'.repeat(5000), 'text_nested'],
    'brackets without end': ['['.repeat(5000), 'text_part'],
    'a book': ['a '.repeat(10_000), 'text_too_long'],
    'a line for each sign': ['a\n'.repeat(5000), 'text_too_long'],
  }
  for (const [name, [markdown, why, line]] of Object.entries(refused))
    it(`refuse ${name}`, () => {
      expect(readMarkdown(markdown)).toEqual({ ok: false, error: { why, ...(line && { line }) } })
    })

  it('hold nothing outside the list, whatever is written, and are the same once written and read again', () => {
    fc.assert(
      fc.property(hostileMarkdown, (markdown) => {
        const article = readMarkdown(markdown)
        if (!article.ok) return
        expect(readArticle(JSON.parse(JSON.stringify(article.value)))).toEqual(article)
        const again = readMarkdown(writeMarkdown(article.value))
        if (again.ok) expect(readMarkdown(writeMarkdown(again.value))).toEqual(again)
      }),
      { numRuns: 500 },
    )
  })
})

it('is read and written in as many steps as it has signs, whatever they are', () => {
  const since = performance.now()
  for (const sign of [' ', '\u3000', '#']) {
    const text = `a${sign.repeat(11_000)}b`
    for (let times = 0; times < 5; times++) {
      readMarkdown(text)
      writeMarkdown([['p', text]])
    }
  }
  expect(performance.now() - since).toBeLessThan(1000)
})

it.each([
  ['a  \n  b', 'a b'],
  ['a\nb \nc', 'a b c'],
  ['a **b**\n c', ' c'],
])('makes one line of %j', (markdown, end) => {
  const article = readMarkdown(markdown)
  expect(article.ok && article.value[0]?.at(-1)).toBe(end)
})

describe('articles of packs', () => {
  const refusedTrees: Record<string, unknown> = {
    'no list': 'p',
    nothing: [],
    'a script': [['script', 'alert(1)']],
    'a block without parts': [['p']],
    attributes: [['p', { onclick: 'x' }]],
    'a link to a script': [['p', ['a', 'javascript:alert(1)', 'x']]],
    'a link without text': [['p', ['a', '/mat-may']]],
    'a link with more': [['p', ['a', '/mat-may', 'x', 'y']]],
    'weight in weight': [['p', ['strong', ['em', 'x']]]],
    'a mark of direction': [['p', 'a\u202eb']],
    'a list in a list': [['ul', [['ul', ['x']]]]],
    'too many blocks': Array.from({ length: 300 }, () => ['p', 'x']),
    'too long': [['p', 'x'.repeat(20_000)]],
  }
  for (const [name, value] of Object.entries(refusedTrees))
    it(`are refused with ${name}`, () => {
      expect(readArticle(value)).toEqual({ ok: false, error: 'article_unreadable' })
    })

  it('are refused or whole, whatever the pack says', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const article = readArticle(value)
        expect(article).toEqual(article.ok ? { ok: true, value } : { ok: false, error: 'article_unreadable' })
      }),
    )
  })
})
