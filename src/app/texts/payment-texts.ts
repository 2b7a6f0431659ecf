import { createNamespace } from './namespace.ts'

/** Texts of what is paid: `load` with the screen, `t` in it, `use` to follow a change of language. */
export const paymentTexts = createNamespace('payment', {
  offline: 'later',
  vi: () => import('../../i18n/vi/payment.json'),
  others: {
    offline: 'later',
    en: () => import('../../i18n/en/payment.json'),
    ko: () => import('../../i18n/ko/payment.json'),
    zh: () => import('../../i18n/zh/payment.json'),
    ja: () => import('../../i18n/ja/payment.json'),
  },
})

export const tPayment = paymentTexts.t
