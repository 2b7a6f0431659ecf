import { enCard } from './card/en.ts'
import { jaCard } from './card/ja.ts'
import { koCard } from './card/ko.ts'
import { type CardTexts, viCard } from './card/vi.ts'
import { zhCard } from './card/zh.ts'
import type { Language } from './languages.ts'

/**
 * The card path's texts of all languages at once, for the service worker, which cannot load parts of itself. The page
 * takes Vietnamese from `card/vi.ts` and loads the others when they are needed.
 */
export const cardTexts: Readonly<Record<Language, CardTexts>> = {
  vi: viCard,
  en: enCard,
  ko: koCard,
  zh: zhCard,
  ja: jaCard,
}
