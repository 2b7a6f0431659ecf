import { createNamespace } from './namespace.ts'

/**
 * Texts of accounts: recovery, devices, passkeys, personal information, leaving: `load` with the screen, `t`
 * in it, `use` to follow a change of language.
 */
export const accountTexts = createNamespace({
  vi: async () => (await import('../../i18n/account/vi.ts')).viAccount,
  others: {
    offline: 'later',
    en: async () => (await import('../../i18n/account/en.ts')).enAccount,
    ko: async () => (await import('../../i18n/account/ko.ts')).koAccount,
    zh: async () => (await import('../../i18n/account/zh.ts')).zhAccount,
    ja: async () => (await import('../../i18n/account/ja.ts')).jaAccount,
  },
})

export const tAccount = accountTexts.t
