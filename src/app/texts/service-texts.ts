import { createNamespace } from './namespace.ts'

/** Texts of public services: `load` with the screen, `t` in it, `use` to follow a change of language. */
export const serviceTexts = createNamespace('service', {
  offline: 'later',
  vi: () => import('../../i18n/vi/service.json'),
  others: {
    offline: 'later',
    en: () => import('../../i18n/en/service.json'),
    ko: () => import('../../i18n/ko/service.json'),
    zh: () => import('../../i18n/zh/service.json'),
    ja: () => import('../../i18n/ja/service.json'),
  },
})

export const tService = serviceTexts.t
