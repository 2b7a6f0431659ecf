import { createNamespace } from './namespace.ts'

/**
 * Texts of registering an account: `load` with the screen, `t` in it, `use` to follow a change of language.
 */
export const registrationTexts = createNamespace({
  vi: async () => (await import('../../i18n/registration/vi.ts')).viRegistration,
  others: {
    offline: 'later',
    en: async () => (await import('../../i18n/registration/en.ts')).enRegistration,
    ko: async () => (await import('../../i18n/registration/ko.ts')).koRegistration,
    zh: async () => (await import('../../i18n/registration/zh.ts')).zhRegistration,
    ja: async () => (await import('../../i18n/registration/ja.ts')).jaRegistration,
  },
})

export const tRegistration = registrationTexts.t
