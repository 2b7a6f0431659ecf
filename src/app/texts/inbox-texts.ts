import { createNamespace } from './namespace.ts'

/** Texts of the inbox: `load` with the screen, `t` in it, `use` to follow a change of language. */
export const inboxTexts = createNamespace('inbox', {
  offline: 'later',
  vi: () => import('../../i18n/vi/inbox.json'),
  others: {
    offline: 'later',
    en: () => import('../../i18n/en/inbox.json'),
    ko: () => import('../../i18n/ko/inbox.json'),
    zh: () => import('../../i18n/zh/inbox.json'),
    ja: () => import('../../i18n/ja/inbox.json'),
  },
})

export const tInbox = inboxTexts.t
