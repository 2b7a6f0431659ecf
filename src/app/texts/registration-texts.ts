import { createNamespace } from './namespace.ts'

/**
 * Texts of registering an account: `load` with the screen, `t` in it, `use` to follow a change of language.
 */
export const registrationTexts = createNamespace('registration', {
  offline: 'later',
  vi: () => import('../../i18n/vi/registration.json'),
  others: {
    offline: 'later',
    en: () => import('../../i18n/en/registration.json'),
    ko: () => import('../../i18n/ko/registration.json'),
    zh: () => import('../../i18n/zh/registration.json'),
    ja: () => import('../../i18n/ja/registration.json'),
  },
})

export const tRegistration = registrationTexts.t
