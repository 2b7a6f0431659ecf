import { createNamespace } from './namespace.ts'

/** Texts of notifications on this device: pushes and reminders; `load` with the screen, `t` in it. */
export const pushTexts = createNamespace('push', {
  offline: 'later',
  vi: () => import('../../i18n/vi/push.json'),
  others: {
    offline: 'later',
    en: () => import('../../i18n/en/push.json'),
    ko: () => import('../../i18n/ko/push.json'),
    zh: () => import('../../i18n/zh/push.json'),
    ja: () => import('../../i18n/ja/push.json'),
  },
})

export const tPush = pushTexts.t
