import type { CardTexts } from '../../i18n/keys.ts'
import { chooseLanguage, isLanguage, type Language } from '../../i18n/languages.ts'
import viCard from '../../i18n/vi/card.json'
import type { OtherLoaders } from './namespace.ts'

/** The language that the person chose, else the first of the browser's that we speak. */
export function pickLanguage(chosen: string | undefined): Language {
  return isLanguage(chosen) ? chosen : chooseLanguage(navigator.languages)
}

const loaders: OtherLoaders<CardTexts> = {
  offline: 'later',
  en: () => import('../../i18n/en/card.json'),
  ko: () => import('../../i18n/ko/card.json'),
  zh: () => import('../../i18n/zh/card.json'),
  ja: () => import('../../i18n/ja/card.json'),
}

/**
 * The card path's texts: Vietnamese is part of the page, the others are loaded; it stands in when they cannot
 * be.
 */
export async function loadCardTexts(language: Language): Promise<{ language: Language; texts: CardTexts }> {
  if (language === 'vi') return { language, texts: viCard }
  try {
    return { language, texts: (await loaders[language]()).default }
  } catch {
    return { language: 'vi', texts: viCard }
  }
}
