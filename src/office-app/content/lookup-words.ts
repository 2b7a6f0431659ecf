import type { PlaceWords } from '../../directory-view/place-facts.tsx'
import type { Language } from '../../i18n/languages.ts'
import type viLookup from '../../i18n/vi/lookup.json'
import { addTexts, translateArea } from '../../ui/texts/page-texts.ts'

const loaders: Readonly<Record<Language, () => Promise<{ readonly default: object }>>> = {
  vi: () => import('../../i18n/vi/lookup.json'),
  en: () => import('../../i18n/en/lookup.json'),
  ko: () => import('../../i18n/ko/lookup.json'),
  zh: () => import('../../i18n/zh/lookup.json'),
  ja: () => import('../../i18n/ja/lookup.json'),
}

/** The words of the wallet's look-ups in one language. Rejects without a network. */
export async function loadLookupWords(language: Language): Promise<PlaceWords> {
  const texts = await loaders[language]()
  addTexts(language, 'lookup', texts.default)
  return { t: translateArea<typeof viLookup>(language, 'lookup'), language }
}
