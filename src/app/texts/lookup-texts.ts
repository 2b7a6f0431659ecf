import { createNamespace } from './namespace.ts'

/** Texts of the look-ups: `load` with the screen, `t` in it, `use` to follow a change of language. */
export const lookupTexts = createNamespace('lookup', {
  offline: 'later',
  vi: () => import('../../i18n/vi/lookup.json'),
  others: {
    offline: 'later',
    en: () => import('../../i18n/en/lookup.json'),
    ko: () => import('../../i18n/ko/lookup.json'),
    zh: () => import('../../i18n/zh/lookup.json'),
    ja: () => import('../../i18n/ja/lookup.json'),
  },
})

export const tLookup = lookupTexts.t
