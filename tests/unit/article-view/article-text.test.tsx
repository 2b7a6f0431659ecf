import { renderToString } from 'preact-render-to-string'
import { expect, it } from 'vitest'
import { ArticleText } from '../../../src/article-view/article-text.tsx'
import type { Article } from '../../../src/core/article/article.ts'

const show = (article: Article) => renderToString(<ArticleText article={article} />)

it('shows blocks, lists and weight', () => {
  expect(
    show([
      ['h2', 'Một'],
      ['p', 'hai ', ['strong', 'ba'], ['em', 'bốn']],
      ['ol', ['năm'], ['sáu']],
      ['blockquote', 'bảy'],
    ]),
  ).toBe(
    '<h2>Một</h2><p>hai <strong>ba</strong><em>bốn</em></p><ol><li>năm</li><li>sáu</li></ol><blockquote>bảy</blockquote>',
  )
})

it('says of a page where it is, and opens it elsewhere', () => {
  expect(show([['p', ['a', 'https://baohiemxahoi.gov.vn/tin', 'tin']]])).toBe(
    '<p><a href="https://baohiemxahoi.gov.vn/tin" target="_blank" rel="noopener noreferrer">tin</a> <span class="small">(baohiemxahoi.gov.vn)</span></p>',
  )
})

it('leads to screens and numbers, and not to a screen of a newer version', () => {
  expect(
    show([['p', ['a', '/mat-may', 'khóa'], ['a', 'tel:115', '115'], ['a', '/tien-ich/sau-nay', 'sau này']]]),
  ).toBe('<p><a href="/mat-may">khóa</a><a href="tel:115">115</a>sau này</p>')
})

it('shows signs of HTML as signs', () => {
  expect(show([['p', '<img src=x onerror=alert(1)>']])).toBe('<p>&lt;img src=x onerror=alert(1)></p>')
})
