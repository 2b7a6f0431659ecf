import { createNamespace } from './namespace.ts'

/**
 * Texts of what the card covers, reminders, the extract and reports: `load` with the screen, `t` in it,
 * `use` to follow a change of language.
 */
export const benefitsTexts = createNamespace('cover', {
  vi: () => import('../../i18n/vi/cover.json'),
  others: {
    offline: 'later',
    en: () => import('../../i18n/en/cover.json'),
    ko: () => import('../../i18n/ko/cover.json'),
    zh: () => import('../../i18n/zh/cover.json'),
    ja: () => import('../../i18n/ja/cover.json'),
  },
})

export const tBenefits = benefitsTexts.t
