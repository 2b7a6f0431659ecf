import type { Language } from '../../i18n/languages.ts'
import { uiTexts } from '../texts/ui-texts.ts'
import { ErrorText } from './error-text.tsx'

/** The words of errors with their texts, for screens that do without them as long as nothing fails. */
export async function openErrorText(language: Language) {
  await uiTexts.load(language)
  return ErrorText
}
