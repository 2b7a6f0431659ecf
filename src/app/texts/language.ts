import { type CardTexts, viCard } from '../../i18n/card/vi.ts'
import { chooseLanguage, isLanguage, type Language } from '../../i18n/languages.ts'
import type { TextLoaders } from './namespace.ts'

/** The language that the person chose, else the first of the browser's that we speak. */
export function pickLanguage(chosen: string | undefined): Language {
  return isLanguage(chosen) ? chosen : chooseLanguage(navigator.languages)
}

const loaders = {
  offline: 'later',
  en: async () => (await import('../../i18n/card/en.ts')).enCard,
  ko: async () => (await import('../../i18n/card/ko.ts')).koCard,
  zh: async () => (await import('../../i18n/card/zh.ts')).zhCard,
  ja: async () => (await import('../../i18n/card/ja.ts')).jaCard,
} as const satisfies TextLoaders<CardTexts>['others']

/** The card path's texts: Vietnamese is part of the page, the others are loaded; it stands in when they cannot be. */
export async function loadCardTexts(language: Language): Promise<{ language: Language; texts: CardTexts }> {
  if (language === 'vi') return { language, texts: viCard }
  try {
    return { language, texts: await loaders[language]() }
  } catch {
    return { language: 'vi', texts: viCard }
  }
}
