/** The languages of the interface; Vietnamese is the source, the others are held to its keys. */
export const languages = ['vi', 'en', 'ko', 'zh', 'ja'] as const

export type Language = (typeof languages)[number]

/** Each language by its own name, as its speakers look for it. */
export const languageNames: Readonly<Record<Language, string>> = {
  vi: 'Tiếng Việt',
  en: 'English',
  ko: '한국어',
  zh: '简体中文',
  ja: '日本語',
}

/** True for a tag of one of our languages, without region. */
export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value)
}

/** The first language of ours among the tags a browser prefers (`ko-KR` counts as `ko`), else Vietnamese. */
export function chooseLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const language = tag.slice(0, 2).toLowerCase()
    if (isLanguage(language)) return language
  }
  return 'vi'
}
