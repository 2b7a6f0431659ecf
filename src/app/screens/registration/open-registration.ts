import type { Language } from '../../../i18n/languages.ts'
import { loadAddressBook } from '../../addresses/load-address-book.ts'
import { loadAppTexts } from '../../app-texts.ts'
import { registrationTexts } from '../../registration-texts.ts'
import { loadScanTexts } from '../scan/scan-texts.ts'
import { RegistrationScreens } from './registration-screens.tsx'
import { loadOffices } from './use-offices.ts'

/**
 * The screens of registering with their texts; they scan and read addresses as well. The tables that later pages need are fetched
 * along, in case the network goes meanwhile.
 */
export async function openRegistration(language: Language) {
  void Promise.all([loadOffices(), loadAddressBook()])
  await Promise.all([loadAppTexts(language), loadScanTexts(language), registrationTexts.load(language)])
  return RegistrationScreens
}
