import { useState } from 'preact/hooks'
import { accountEndpoints } from '../../../core/api/account-contract.ts'
import { request } from '../../../core/api/request.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { focusFirstError } from '../../../ui/forms/focus-first-error.ts'
import { TextField } from '../../../ui/forms/text-field.tsx'
import { useApp } from '../../app-state.ts'
import { useSecondsLeft } from '../../browser/countdown.ts'
import { useFocusOnStage } from '../../browser/use-focus-on-stage.ts'
import { EntryPage } from '../../components/entry-page.tsx'
import { PasswordField } from '../../forms/password-field.tsx'
import { ActionErrorText } from '../../requests/action-error-text.tsx'
import { useSessionAction } from '../../requests/use-session-action.ts'
import { tAccount } from '../../texts/account-texts.ts'
import { tApp } from '../../texts/app-texts.ts'
import { tUi } from '../../texts/ui-texts.ts'
import { compactNumber, isLoginNumber } from './login-number.ts'

/**
 * Ends the device that has the account, for whoever has lost it with all that a sign-in would need but the
 * password.
 */
export function LostDeviceScreen() {
  const { online } = useApp()
  const [typed, setTyped] = useState({ login: '', password: '' })
  const [isChecked, setChecked] = useState(false)
  const [isEnded, setEnded] = useState(false)
  const action = useSessionAction()
  const waiting = useSecondsLeft(action.error?.until) > 0
  useFocusOnStage(isEnded ? 'ended' : 'asking')
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!isLoginNumber(typed.login) || typed.password === '') return focusFirstError(event.currentTarget)
    if (waiting) return
    action.run(async () => {
      const body = { ...typed, login: compactNumber(typed.login) }
      await request(issuer, accountEndpoints.endLostDevice, { body })
      setTyped({ login: '', password: '' })
      setEnded(true)
    })
  }
  if (isEnded) {
    return (
      <EntryPage up="/dang-nhap">
        <h1>{tAccount('lost.ended')}</h1>
        <p>{tAccount('lost.endedHow')}</p>
        <p>{tAccount('lost.undo')}</p>
      </EntryPage>
    )
  }
  return (
    <EntryPage up="/dang-nhap">
      <form noValidate class="stack" onSubmit={submit}>
        <h1>{tAccount('lost.title')}</h1>
        <p>{tAccount('lost.lead')}</p>
        <p>{tAccount('lost.undo')}</p>
        <TextField
          name="login"
          label={tApp('signIn.login')}
          value={typed.login}
          onChange={(login) => setTyped((before) => ({ ...before, login }))}
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
          onChange={(password) => setTyped((before) => ({ ...before, password }))}
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
        <button type="submit" class="primary" aria-disabled={action.isBusy || waiting}>
          {tAccount('lost.submit')}
        </button>
        <p>{tAccount('lost.otherWays')}</p>
      </form>
    </EntryPage>
  )
}
