import type { CoverTexts } from './vi.ts'

export const koCover: CoverTexts = {
  'cover.title': '카드 보장 내용',
}
