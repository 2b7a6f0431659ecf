import { createNamespace } from './namespace.ts'

/** Texts of the assistant: `load` with the screen, `t` in it, `use` to follow a change of language. */
export const answersTexts = createNamespace('answers', {
  offline: 'later',
  vi: () => import('../../i18n/vi/answers.json'),
  others: {
    offline: 'later',
    en: () => import('../../i18n/en/answers.json'),
    ko: () => import('../../i18n/ko/answers.json'),
    zh: () => import('../../i18n/zh/answers.json'),
    ja: () => import('../../i18n/ja/answers.json'),
  },
})

export const tAnswers = answersTexts.t
