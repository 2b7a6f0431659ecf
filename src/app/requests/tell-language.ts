import { recoveryEndpoints } from '../../core/api/recovery-contract.ts'
import { request } from '../../core/api/request.ts'
import type { Language } from '../../i18n/languages.ts'
import { issuer } from '../../ui/browser/issuer.ts'

/**
 * Tells the issuer in which language the person is to be written to. Where that fails nothing is lost: it is
 * told again at the next sign-in or choice.
 */
export async function tellLanguage(language: Language): Promise<void> {
  await request(issuer, recoveryEndpoints.setLanguage, { body: { language } }).catch(() => {})
}
