import { useState } from 'preact/hooks'
import { endpoints } from '../../core/api/contract.ts'
import { request } from '../../core/api/request.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { TextField } from '../../ui/forms/text-field.tsx'
import { OfficeErrorText } from '../office-error-text.tsx'
import { tOffice } from '../office-texts.ts'
import { useOfficeAction } from '../use-office-action.ts'

/** Nothing shorter is taken for an officer's own password. */
const SHORTEST = 12

/** The first password is changed before anything else. */
export function OfficerPassword({ onChanged }: { onChanged: () => void }) {
  const [password, setPassword] = useState('')
  const [newPassword, setNewPassword] = useState('')
  const [isChecked, setChecked] = useState(false)
  const { isBusy, error, complete } = useOfficeAction()
  const isShort = newPassword.length < SHORTEST
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    setChecked(true)
    if (isShort) return
    const body = { password, newPassword }
    if (await complete(() => request(issuer, endpoints.changeOfficerPassword, { body }))) onChanged()
  }
  return (
    <form class="stack office-narrow" noValidate onSubmit={(event) => void submit(event)}>
      <h1>{tOffice('password.title')}</h1>
      <p>{tOffice('password.lead')}</p>
      <TextField
        name="password"
        label={tOffice('password.old')}
        value={password}
        onChange={setPassword}
        type="password"
        autoComplete="current-password"
      />
      <TextField
        name="new-password"
        isUrgent
        label={tOffice('password.new')}
        value={newPassword}
        onChange={setNewPassword}
        type="password"
        autoComplete="new-password"
        help={tOffice('password.hint')}
        validationError={isChecked && isShort ? tOffice('password.short') : undefined}
      />
      {error && <OfficeErrorText code={error.code} />}
      <button type="submit" class="primary" aria-disabled={isBusy}>
        {tOffice('password.submit')}
      </button>
    </form>
  )
}
