/** Texts of participation, benefits, visits and what changed, in the source language. */
export const viHistory = {
  'history.title': 'Quá trình',
} as const

export type HistoryTextKey = keyof typeof viHistory

/** These texts in one language: every key, nothing else. */
export type HistoryTexts = Readonly<Record<HistoryTextKey, string>>
