import type { CoverTexts } from './vi.ts'

export const jaCover: CoverTexts = {
  'cover.title': 'カードの給付内容',
}
