import type { HistoryTexts } from './vi.ts'

export const jaHistory: HistoryTexts = {
  'history.title': '履歴',
}
