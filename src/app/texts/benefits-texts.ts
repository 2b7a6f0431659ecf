import { createNamespace } from './namespace.ts'

/**
 * Texts of what the card covers, reminders, the extract and reports: `load` with the screen, `t` in it,
 * `use` to follow a change of language.
 */
export const benefitsTexts = createNamespace({
  vi: async () => (await import('../../i18n/cover/vi.ts')).viCover,
  others: {
    offline: 'later',
    en: async () => (await import('../../i18n/cover/en.ts')).enCover,
    ko: async () => (await import('../../i18n/cover/ko.ts')).koCover,
    zh: async () => (await import('../../i18n/cover/zh.ts')).zhCover,
    ja: async () => (await import('../../i18n/cover/ja.ts')).jaCover,
  },
})

export const tBenefits = benefitsTexts.t
