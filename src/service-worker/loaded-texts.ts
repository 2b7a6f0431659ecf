import type { CardTexts } from '../i18n/keys.ts'
import { chooseLanguage, type Language } from '../i18n/languages.ts'
import viCard from '../i18n/vi/card.json'
import type { TextsChunk } from './chunks/texts-chunk.ts'

/** Evaluates the script with the texts beyond Vietnamese, see chunks/chunks.ts. */
export type LoadTexts = () => TextsChunk | undefined

/** The card path's texts in the person's language, else the first of the browser's that we speak. */
export function chooseTexts(
  summary: { language?: string },
  browserLanguages: readonly string[],
  loadTexts: LoadTexts,
): { language: Language; texts: CardTexts } {
  const language = chooseLanguage(summary.language ? [summary.language] : browserLanguages)
  return { language, texts: (language === 'vi' ? viCard : loadTexts()?.[language]) ?? viCard }
}
