import { createNamespace } from './namespace.ts'

/** Texts of scanning: `load` with the screen, `t` in it, `use` to follow a change of language. */
export const scanTexts = createNamespace('scan', {
  vi: () => import('../../i18n/vi/scan.json'),
  others: {
    offline: 'later',
    en: () => import('../../i18n/en/scan.json'),
    ko: () => import('../../i18n/ko/scan.json'),
    zh: () => import('../../i18n/zh/scan.json'),
    ja: () => import('../../i18n/ja/scan.json'),
  },
})

export const tScan = scanTexts.t
