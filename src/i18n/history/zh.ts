import type { HistoryTexts } from './vi.ts'

export const zhHistory: HistoryTexts = {
  'history.title': '记录',
}
