import { type ErrorCode, helpdeskCodes } from '../../core/api/error-codes.ts'
import type { UiTextKey } from '../../i18n/keys.ts'
import type { Translate } from '../../i18n/translate.ts'
import { verbatim } from '../../i18n/verbatim.ts'

/** What went wrong, in the words of the page, with the short code for the helpdesk. It is announced. */
export function createErrorText(t: Translate<UiTextKey>) {
  return function ErrorText({ code }: { code: ErrorCode }) {
    return (
      <div class="error" role="alert">
        <p>{t(`error.${code}`)}</p>
        <p class="small" {...verbatim}>
          {t('error.code', { code: helpdeskCodes[code] })}
        </p>
      </div>
    )
  }
}
