import { createNamespace } from './namespace.ts'

/**
 * Texts of participation, benefits, visits and what changed: `load` with the screen, `t` in it,
 * `use` to follow a change of language.
 */
export const historyTexts = createNamespace('history', {
  vi: () => import('../../i18n/vi/history.json'),
  others: {
    offline: 'later',
    en: () => import('../../i18n/en/history.json'),
    ko: () => import('../../i18n/ko/history.json'),
    zh: () => import('../../i18n/zh/history.json'),
    ja: () => import('../../i18n/ja/history.json'),
  },
})

export const tHistory = historyTexts.t
