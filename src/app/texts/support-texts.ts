import { createNamespace } from './namespace.ts'

/**
 * Texts of guides, news, questions and checks: `load` with the screen, `t` in it, `use` to follow a change of
 * language.
 */
export const supportTexts = createNamespace('support', {
  offline: 'later',
  vi: () => import('../../i18n/vi/support.json'),
  others: {
    offline: 'later',
    en: () => import('../../i18n/en/support.json'),
    ko: () => import('../../i18n/ko/support.json'),
    zh: () => import('../../i18n/zh/support.json'),
    ja: () => import('../../i18n/ja/support.json'),
  },
})

export const tSupport = supportTexts.t
