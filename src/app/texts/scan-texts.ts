import { createNamespace } from './namespace.ts'

/** Texts of scanning: `load` with the screen, `t` in it, `use` to follow a change of language. */
export const scanTexts = createNamespace({
  vi: async () => (await import('../../i18n/scan/vi.ts')).viScan,
  others: {
    offline: 'later',
    en: async () => (await import('../../i18n/scan/en.ts')).enScan,
    ko: async () => (await import('../../i18n/scan/ko.ts')).koScan,
    zh: async () => (await import('../../i18n/scan/zh.ts')).zhScan,
    ja: async () => (await import('../../i18n/scan/ja.ts')).jaScan,
  },
})

export const tScan = scanTexts.t
