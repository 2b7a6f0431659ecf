/** Texts of accounts: recovery, devices, passkeys, personal information, leaving, in the source language. */
export const viAccount = {
  'account.title': 'Tài khoản',
} as const

export type AccountTextKey = keyof typeof viAccount

/** These texts in one language: every key, nothing else. */
export type AccountTexts = Readonly<Record<AccountTextKey, string>>
