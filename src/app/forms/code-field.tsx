import { isWholeCode, OneTimeCodeField } from '../../ui/forms/one-time-code-field.tsx'
import type { SentCode } from '../../wallet/issuer/sent-code.ts'
import { formatCountdown, useSecondsLeft } from '../browser/countdown.ts'
import { tAccount } from '../texts/account-texts.ts'

type CodeFieldProps = {
  /** Absent where it is not known when the message will come. */
  sent?: SentCode | undefined
  label?: string
  name?: string
  value: string
  onChange: (code: string) => void
  /** Says also before the person has left the field that six digits are missing. */
  isUrgent: boolean
  /** Absent where another field has the button. */
  onResend?: () => void
}

/**
 * A code from a message: phones offer it above the keyboard. Says how long it is good, and sends another one
 * a minute later.
 */
export function CodeField({
  sent,
  label,
  name = 'code',
  value,
  onChange,
  isUrgent,
  onResend,
}: CodeFieldProps) {
  const good = useSecondsLeft(sent?.expiresAt)
  const wait = useSecondsLeft(sent?.resendAt)
  return (
    <div class="code-field">
      <OneTimeCodeField
        name={name}
        label={label ?? tAccount('code.label')}
        value={value}
        onChange={onChange}
        validationError={isWholeCode(value) ? undefined : tAccount('code.validationError')}
        isUrgent={isUrgent}
      />
      {sent && (
        <p class="small" role="timer">
          {good > 0 ? tAccount('code.goodFor', { time: formatCountdown(good) }) : tAccount('code.expired')}
        </p>
      )}
      {onResend && (
        <button
          type="button"
          class="plain wide"
          aria-disabled={wait > 0}
          onClick={() => wait === 0 && onResend()}
        >
          {wait > 0 ? tAccount('code.resendIn', { time: formatCountdown(wait) }) : tAccount('code.resend')}
        </button>
      )}
    </div>
  )
}
