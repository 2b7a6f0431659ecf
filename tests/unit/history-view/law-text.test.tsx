import { render } from 'preact-render-to-string'
import { expect, it } from 'vitest'
import { LawText } from '../../../src/history-view/law-text.tsx'

const kept = (text: string) =>
  [...render(<LawText text={text} />).matchAll(/<span class="unbroken">(.*?)<\/span>/g)].map(
    ([, part]) => part,
  )

it('keeps numbers of law texts, articles and paragraphs on one line, and changes no letter', () => {
  const text = '6 lần (NĐ 188/2025/NĐ-CP, Điều 18 khoản 2 điểm b); theo Luật 51/2024/QH15, từ 01/07/2026.'
  expect(kept(text)).toEqual(['(NĐ 188/2025/NĐ-CP,', 'Điều 18', 'khoản 2', 'điểm b);', '51/2024/QH15,'])
  expect(render(<LawText text={text} />).replace(/<[^>]+>/g, '')).toBe(text)
})
