import { useState } from 'preact/hooks'
import type { Action } from '../../../ui/actions/use-action.ts'
import { focusFirstError } from '../../../ui/forms/focus-first-error.ts'
import { TextField } from '../../../ui/forms/text-field.tsx'
import { withdrawnCodes } from '../../../wallet/session/session-over.ts'
import { useApp } from '../../app-state.ts'
import { useSecondsLeft } from '../../browser/countdown.ts'
import { InstallOffer } from '../../browser/install-offer.tsx'
import { MissingNotice, useMissing } from '../../browser/missing-notice.tsx'
import { PasswordField } from '../../forms/password-field.tsx'
import { ActionErrorText } from '../../requests/action-error-text.tsx'
import { ErrorText } from '../../requests/error-text.tsx'
import { tAccount } from '../../texts/account-texts.ts'
import { tApp } from '../../texts/app-texts.ts'
import { tUi } from '../../texts/ui-texts.ts'
import { compactNumber, isLoginNumber } from './login-number.ts'
import { OtherMethods } from './other-methods.tsx'

/** Why the cards that were here are gone: the issuer has said that this device is the account's no longer. */
function WithdrawnNotice() {
  const { signedIn, refresh } = useApp().summary
  const last = refresh?.last
  if (signedIn || last?.kind !== 'failed' || !withdrawnCodes.includes(last.code)) return null
  return <ErrorText code={last.code} />
}

type Typed = { login: string; password: string }

type SignInFormProps = {
  typed: Typed
  onType: (change: Partial<Typed>) => void
  action: Action
  onSubmit: (credentials: Typed) => void
  onPasskey: () => void
  /** The person has tried by passkey, and nothing came of it. */
  isUnrecognised: boolean
  onVneid: () => void
}

/** The first step: number and password, VNeID, or a passkey. What was typed stays, whatever happens. */
export function SignInForm(props: SignInFormProps) {
  const { typed, onType, action, onSubmit } = props
  const { summary, online } = useApp()
  const [isChecked, setChecked] = useState(false)
  const { missing, isBarred } = useMissing('sign-in')
  const waiting = useSecondsLeft(action.error?.until) > 0
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (isBarred) return
    setChecked(true)
    if (!isLoginNumber(typed.login) || typed.password === '') return focusFirstError(event.currentTarget)
    if (!waiting) onSubmit({ ...typed, login: compactNumber(typed.login) })
  }
  return (
    <form noValidate onSubmit={submit}>
      <h1>{tApp('signIn.title')}</h1>
      <WithdrawnNotice />
      {summary.cards.length === 0 && !missing && <p>{tApp('signIn.lead')}</p>}
      <MissingNotice missing={missing} />
      <TextField
        name="login"
        label={tApp('signIn.login')}
        value={typed.login}
        onChange={(login) => onType({ login })}
        inputMode="numeric"
        autoComplete="username"
        validationError={isLoginNumber(typed.login) ? undefined : tApp('signIn.loginError')}
        isUrgent={isChecked}
        help={tApp('signIn.loginHint')}
      />
      <PasswordField
        name="password"
        label={tApp('signIn.password')}
        value={typed.password}
        onChange={(password) => onType({ password })}
        autoComplete="current-password"
        validationError={typed.password === '' ? tUi('signIn.passwordError') : undefined}
        isUrgent={isChecked}
      />
      {!online && (
        <p class="notice" role="status">
          {tUi('signIn.offline')}
        </p>
      )}
      <ActionErrorText error={action.error} />
      {action.isBusy && <progress aria-label={tUi('signIn.working')} />}
      <button type="submit" class="primary" aria-disabled={action.isBusy || waiting || isBarred}>
        {action.isBusy ? tUi('signIn.working') : tApp('signIn.submit')}
      </button>
      <p class="without">
        <a class="alone" href="/quen-mat-khau">
          {tApp('signIn.forgot')}
        </a>
      </p>
      <p class="without">
        <a class="alone" href="/mat-may">
          {tAccount('lost.link')}
        </a>
      </p>
      {!isBarred && <OtherMethods {...props} />}
      <InstallOffer />
      <p class="without">
        <a class="alone" href="/dang-ky">
          {tApp('signIn.register')}
        </a>
      </p>
      <p class="without">
        <a class="alone" href="/them-the">
          {tApp('signIn.without')}
        </a>
      </p>
    </form>
  )
}
