import { createNamespace } from './namespace.ts'

/**
 * Texts of participation, benefits, visits and what changed: `load` with the screen, `t` in it,
 * `use` to follow a change of language.
 */
export const historyTexts = createNamespace({
  vi: async () => (await import('../../i18n/history/vi.ts')).viHistory,
  others: {
    offline: 'later',
    en: async () => (await import('../../i18n/history/en.ts')).enHistory,
    ko: async () => (await import('../../i18n/history/ko.ts')).koHistory,
    zh: async () => (await import('../../i18n/history/zh.ts')).zhHistory,
    ja: async () => (await import('../../i18n/history/ja.ts')).jaHistory,
  },
})

export const tHistory = historyTexts.t
