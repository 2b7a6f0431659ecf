import { type ErrorCode, helpdeskCodes } from '../../core/api/error-codes.ts'
import { say } from '../app-texts.ts'

/** What went wrong, in words, with the short code for the helpdesk. It is announced. */
export function ErrorText({ code }: { code: ErrorCode }) {
  return (
    <div class="error" role="alert">
      <p>{say(`error.${code}`)}</p>
      <p class="small">{say('error.code', { code: helpdeskCodes[code] })}</p>
    </div>
  )
}
