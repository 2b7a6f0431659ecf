import type { HistoryTexts } from './vi.ts'

export const enHistory: HistoryTexts = {
  'history.title': 'History',
}
