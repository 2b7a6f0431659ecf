/** Texts of what the card covers, reminders, the extract and reports, in the source language. */
export const viCover = {
  'cover.title': 'Thẻ chi trả những gì',
} as const

export type CoverTextKey = keyof typeof viCover

/** These texts in one language: every key, nothing else. */
export type CoverTexts = Readonly<Record<CoverTextKey, string>>
