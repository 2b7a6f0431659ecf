import type { HistoryTexts } from './vi.ts'

export const koHistory: HistoryTexts = {
  'history.title': '이력',
}
