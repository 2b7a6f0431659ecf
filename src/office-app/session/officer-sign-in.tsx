import { useState } from 'preact/hooks'
import { endpoints } from '../../core/api/contract.ts'
import type { ErrorCode } from '../../core/api/error-codes.ts'
import type { OfficerSessionView } from '../../core/api/office-contract.ts'
import { request } from '../../core/api/request.ts'
import { errorCodeOf } from '../../core/app-error.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { OfficeErrorText } from '../office-error-text.tsx'
import { OfficeCodeField, OfficeField } from '../office-field.tsx'
import { tOffice } from '../office-texts.ts'

/** Login and password of an officer; then, once the password was right, a code of the authenticator. */
export function OfficerSignInForm({ onSignedIn }: { onSignedIn: (session: OfficerSessionView) => void }) {
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [needsCode, setNeedsCode] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorCode>()
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    setError(undefined)
    try {
      const body = { login: login.trim().toLowerCase(), password, ...(needsCode && code !== '' && { code }) }
      onSignedIn(await request(issuer, endpoints.officerSignIn, { body }))
    } catch (cause) {
      const found = errorCodeOf(cause)
      // The first time this is the next step and no error.
      if (found !== 'officer_code_needed' || needsCode) setError(found)
      if (found === 'officer_code_needed') setNeedsCode(true)
      setCode('')
    } finally {
      setBusy(false)
    }
  }
  return (
    <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
      <OfficeField
        label={tOffice('signIn.login')}
        value={login}
        onChange={setLogin}
        autoComplete="username"
      />
      <OfficeField
        label={tOffice('signIn.password')}
        value={password}
        onChange={setPassword}
        type="password"
        autoComplete="current-password"
      />
      {needsCode && (
        <OfficeCodeField
          label={tOffice('signIn.code')}
          hint={tOffice('signIn.codeHint')}
          value={code}
          onChange={setCode}
          takesFocus
        />
      )}
      {error && <OfficeErrorText code={error} />}
      <button type="submit" class="primary" aria-disabled={isBusy}>
        {tOffice(isBusy ? 'signIn.working' : 'signIn.submit')}
      </button>
    </form>
  )
}
