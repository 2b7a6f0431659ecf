import { useState } from 'preact/hooks'
import { type AccountView, recoveryEndpoints } from '../../../core/api/recovery-contract.ts'
import { request } from '../../../core/api/request.ts'
import { writeDay } from '../../../i18n/written-forms.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { focusFirstError } from '../../../ui/forms/focus-first-error.ts'
import { useApp } from '../../app-state.ts'
import { ReauthenticationField } from '../../forms/reauthentication-field.tsx'
import { ActionErrorText } from '../../requests/action-error-text.tsx'
import { useSessionAction } from '../../requests/use-session-action.ts'
import { tAccount } from '../../texts/account-texts.ts'

/** The way out of the account: a request, which the office decides; and what has become of it. */
export function Closing({ account, reload }: { account: AccountView; reload: () => Promise<void> }) {
  const { language } = useApp()
  const [password, setPassword] = useState('')
  const [isChecked, setChecked] = useState(false)
  const action = useSessionAction()
  const { closingRequestedAt } = account
  if (closingRequestedAt !== undefined) {
    return (
      <p class="notice" role="status">
        {tAccount('account.closingFiled', { date: writeDay(closingRequestedAt, language) })}
      </p>
    )
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setChecked(true)
    if (password === '') return focusFirstError(event.currentTarget)
    action.run(async () => {
      await request(issuer, recoveryEndpoints.requestClosing, { body: { password } })
      setPassword('')
      await reload()
    })
  }
  return (
    <details class="closing">
      <summary>{tAccount('account.closing')}</summary>
      <form noValidate class="stack" onSubmit={submit}>
        <p>{tAccount('account.closingHow')}</p>
        <ReauthenticationField
          name="closing-password"
          value={password}
          onChange={setPassword}
          isUrgent={isChecked}
        />
        <ActionErrorText error={action.error} />
        <button type="submit" class="plain danger" aria-disabled={action.isBusy}>
          {tAccount('account.closingSend')}
        </button>
      </form>
    </details>
  )
}
