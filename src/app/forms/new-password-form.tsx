import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { PersonFacts } from '../../core/account/password-rules.ts'
import type { Action } from '../../ui/actions/use-action.ts'
import { focusFirstError } from '../../ui/forms/focus-first-error.ts'
import { useApp } from '../app-state.ts'
import { ActionErrorText } from '../requests/action-error-text.tsx'
import { tUi } from '../texts/ui-texts.ts'
import { findPasswordErrors, NewPasswordField } from './password-field.tsx'

type NewPasswordFormProps = {
  /** The number that the person signs in with, for password managers and so that it is not the password. */
  login: string
  facts?: PersonFacts
  action: Action
  submit: string
  /** What else is asked for is complete. */
  isComplete?: boolean
  onSubmit: (password: string) => void
  children?: (isUrgent: boolean) => ComponentChildren
}

/** A new password, after whatever else is asked for. */
export function NewPasswordForm(props: NewPasswordFormProps) {
  const { login, action, isComplete = true } = props
  const { online } = useApp()
  const facts: PersonFacts = {
    ...props.facts,
    numbers: [login, ...(props.facts?.numbers ?? [])].filter(Boolean),
  }
  const [password, setPassword] = useState('')
  const [isChecked, setChecked] = useState(false)
  const [sent, setSent] = useState('')
  const refused = action.error && { password: sent, reasons: action.error.reasons }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!isComplete || findPasswordErrors(password, facts, refused).length > 0)
      return focusFirstError(event.currentTarget)
    setSent(password)
    props.onSubmit(password)
  }
  return (
    <form noValidate class="stack" onSubmit={submit}>
      <input name="username" autoComplete="username" value={login} readOnly hidden />
      {props.children?.(isChecked)}
      <NewPasswordField
        value={password}
        onChange={setPassword}
        facts={facts}
        isUrgent={isChecked}
        refused={refused}
      />
      <ActionErrorText error={action.error} />
      {!online && (
        <p class="notice" role="status">
          {tUi('signIn.offline')}
        </p>
      )}
      {action.isBusy && <progress aria-label={tUi('signIn.working')} />}
      <button type="submit" class="primary" aria-disabled={action.isBusy}>
        {props.submit}
      </button>
    </form>
  )
}
