/** Texts of registering an account, in the source language. */
export const viRegistration = {
  'registration.title': 'Đăng ký tài khoản',
} as const

export type RegistrationTextKey = keyof typeof viRegistration

/** These texts in one language: every key, nothing else. */
export type RegistrationTexts = Readonly<Record<RegistrationTextKey, string>>
