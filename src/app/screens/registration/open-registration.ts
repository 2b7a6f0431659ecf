import type { Language } from '../../../i18n/languages.ts'
import { loadAppTexts } from '../../app-texts.ts'
import { registrationTexts } from '../../registration-texts.ts'
import { loadScanTexts } from '../scan/scan-texts.ts'
import { RegistrationScreens } from './registration-screens.tsx'

/** The screens of registering with their texts; they scan and read addresses as well. */
export async function openRegistration(language: Language) {
  await Promise.all([loadAppTexts(language), loadScanTexts(language), registrationTexts.load(language)])
  return RegistrationScreens
}
