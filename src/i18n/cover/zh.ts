import type { CoverTexts } from './vi.ts'

export const zhCover: CoverTexts = {
  'cover.title': '卡片保障内容',
}
