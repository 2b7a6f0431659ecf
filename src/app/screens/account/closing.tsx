import { useState } from 'preact/hooks'
import { type AccountView, recoveryEndpoints } from '../../../core/api/recovery-contract.ts'
import { request } from '../../../core/api/request.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { sayAccount } from '../../account-texts.ts'
import { useApp } from '../../app-context.ts'
import { FaultText } from '../../components/fault-text.tsx'
import { focusFirstDefect } from '../../components/focus-first-defect.ts'
import { formatMomentDay } from '../../format-moment.ts'
import { useTask } from '../../use-task.ts'
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
        {sayAccount('account.closingFiled', { date: formatMomentDay(closingRequestedAt, language) })}
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
      <summary>{sayAccount('account.closing')}</summary>
      <form noValidate class="stack" onSubmit={submit}>
        <p>{sayAccount('account.closingHow')}</p>
        <ConfirmPassword
          name="closing-password"
          value={password}
          onChange={setPassword}
          isUrgent={isChecked}
        />
        <FaultText fault={task.fault} />
        <button type="submit" class="plain danger" aria-disabled={task.isBusy}>
          {sayAccount('account.closingSend')}
        </button>
      </form>
    </details>
  )
}
