import type { Language } from '../../i18n/languages.ts'
import { appTexts } from '../texts/app-texts.ts'
import { ErrorText } from './error-text.tsx'

/** The words of errors with their texts, for screens that do without them as long as nothing fails. */
export async function openErrorText(language: Language) {
  await appTexts.load(language)
  return ErrorText
}
