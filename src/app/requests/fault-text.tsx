import { formatCountdown, useSecondsLeft } from '../browser/countdown.ts'
import { tAccount } from '../texts/account-texts.ts'
import { tApp } from '../texts/app-texts.ts'
import { ErrorText } from './error-text.tsx'
import { type Fault, isSessionOver } from './fault.ts'

/** What went wrong, and what can be done about it: waiting, with the time that is left, or signing in again. */
export function FaultText({ fault }: { fault: Fault | undefined }) {
  const left = useSecondsLeft(fault?.until)
  if (!fault) return null
  if (fault.until !== undefined && left === 0) return <p role="status">{tAccount('fault.waitOver')}</p>
  return (
    <>
      <ErrorText code={fault.code} />
      {left > 0 && (
        <p class="countdown" role="timer">
          {tAccount('fault.wait', { time: formatCountdown(left) })}
        </p>
      )}
      {isSessionOver(fault) && (
        <a class="plain wide" href="/dang-nhap">
          {tApp('services.signIn')}
        </a>
      )}
    </>
  )
}
