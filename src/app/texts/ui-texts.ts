import { createNamespace } from './namespace.ts'

/**
 * Texts that several screens speak: errors, ways on and back, details of a person, wards: `load` with the
 * screen, `t` in it, `use` to follow a change of language.
 */
export const uiTexts = createNamespace('ui', {
  vi: () => import('../../i18n/vi/ui.json'),
  others: {
    offline: 'later',
    en: () => import('../../i18n/en/ui.json'),
    ko: () => import('../../i18n/ko/ui.json'),
    zh: () => import('../../i18n/zh/ui.json'),
    ja: () => import('../../i18n/ja/ui.json'),
  },
})

export const tUi = uiTexts.t
