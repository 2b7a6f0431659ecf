import type { ActionError } from '../../ui/actions/action-error.ts'
import { formatCountdown, useSecondsLeft } from '../browser/countdown.ts'
import { tAccount } from '../texts/account-texts.ts'
import { tUi } from '../texts/ui-texts.ts'
import { ErrorText } from './error-text.tsx'
import { isSessionOver } from './session-error.ts'

/**
 * What went wrong, and what can be done about it: waiting, with the time that is left, or signing in again.
 */
export function ActionErrorText({ error }: { error: ActionError | undefined }) {
  const left = useSecondsLeft(error?.until)
  if (!error) return null
  if (error.until !== undefined && left === 0) return <p role="status">{tAccount('error.waitOver')}</p>
  return (
    <>
      <ErrorText code={error.code} />
      {left > 0 && (
        <p class="countdown" role="timer">
          {tAccount('error.wait', { time: formatCountdown(left) })}
        </p>
      )}
      {isSessionOver(error) && (
        <a class="plain wide" href="/dang-nhap">
          {tUi('services.signIn')}
        </a>
      )}
    </>
  )
}
