import { createNamespace } from './namespace.ts'

/**
 * Texts of accounts: recovery, devices, passkeys, personal information, leaving: `load` with the screen, `t`
 * in it, `use` to follow a change of language.
 */
export const accountTexts = createNamespace('account', {
  vi: () => import('../../i18n/vi/account.json'),
  others: {
    offline: 'later',
    en: () => import('../../i18n/en/account.json'),
    ko: () => import('../../i18n/ko/account.json'),
    zh: () => import('../../i18n/zh/account.json'),
    ja: () => import('../../i18n/ja/account.json'),
  },
})

export const tAccount = accountTexts.t
