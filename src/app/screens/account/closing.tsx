import { useState } from 'preact/hooks'
import { type AccountView, recoveryEndpoints } from '../../../core/api/recovery-contract.ts'
import { request } from '../../../core/api/request.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { useApp } from '../../app-state.ts'
import { formatMomentDay } from '../../browser/format-time.ts'
import { focusFirstDefect } from '../../forms/focus-first-error.ts'
import { FaultText } from '../../requests/fault-text.tsx'
import { useTask } from '../../requests/use-action.ts'
import { tAccount } from '../../texts/account-texts.ts'
import { ConfirmPassword } from './confirm-password.tsx'

/** The way out of the account: a request, which the office decides; and what has become of it. */
export function Closing({ account, reload }: { account: AccountView; reload: () => Promise<void> }) {
  const { language } = useApp()
  const [password, setPassword] = useState('')
  const [isChecked, setChecked] = useState(false)
  const task = useTask()
  const { closingRequestedAt } = account
  if (closingRequestedAt !== undefined) {
    return (
      <p class="notice" role="status">
        {tAccount('account.closingFiled', { date: formatMomentDay(closingRequestedAt, language) })}
      </p>
    )
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setChecked(true)
    if (password === '') return focusFirstDefect(event.currentTarget)
    task.run(async () => {
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
        <ConfirmPassword
          name="closing-password"
          value={password}
          onChange={setPassword}
          isUrgent={isChecked}
        />
        <FaultText fault={task.fault} />
        <button type="submit" class="plain danger" aria-disabled={task.isBusy}>
          {tAccount('account.closingSend')}
        </button>
      </form>
    </details>
  )
}
