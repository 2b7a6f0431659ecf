import { createNamespace } from './namespace.ts'

/**
 * Texts of signing in, of the services and of whether the phone is ready: `load` with the screen, `t` in it,
 * `use` to follow a change of language.
 */
export const appTexts = createNamespace('app', {
  vi: () => import('../../i18n/vi/app.json'),
  others: {
    offline: 'later',
    en: () => import('../../i18n/en/app.json'),
    ko: () => import('../../i18n/ko/app.json'),
    zh: () => import('../../i18n/zh/app.json'),
    ja: () => import('../../i18n/ja/app.json'),
  },
})

export const tApp = appTexts.t
