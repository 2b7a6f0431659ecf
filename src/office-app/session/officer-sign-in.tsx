import { useState } from 'preact/hooks'
import { endpoints } from '../../core/api/contract.ts'
import type { OfficerSessionView } from '../../core/api/officer-contract.ts'
import { request } from '../../core/api/request.ts'
import { errorCodeOf } from '../../core/app-error.ts'
import { useAction } from '../../ui/actions/use-action.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { OneTimeCodeField } from '../../ui/forms/one-time-code-field.tsx'
import { TextField } from '../../ui/forms/text-field.tsx'
import { OfficeErrorText } from '../office-error-text.tsx'
import { tOffice } from '../office-texts.ts'

/** Login and password of an officer; then, once the password was right, a code of the authenticator. */
export function OfficerSignInForm({ onSignedIn }: { onSignedIn: (session: OfficerSessionView) => void }) {
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [needsCode, setNeedsCode] = useState(false)
  const { isBusy, error, run } = useAction()
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    run(async () => {
      const body = { login: login.trim().toLowerCase(), password, ...(needsCode && code !== '' && { code }) }
      const session = await request(issuer, endpoints.officerSignIn, { body }).catch((cause) => {
        setCode('')
        if (errorCodeOf(cause) !== 'officer_code_needed') throw cause
        setNeedsCode(true)
        // The first time this is the next step and no error.
        if (needsCode) throw cause
        return undefined
      })
      if (session) onSignedIn(session)
    })
  }
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <TextField
        name="login"
        label={tOffice('signIn.login')}
        value={login}
        onChange={setLogin}
        autoComplete="username"
      />
      <TextField
        name="password"
        label={tOffice('signIn.password')}
        value={password}
        onChange={setPassword}
        type="password"
        autoComplete="current-password"
      />
      {needsCode && (
        <OneTimeCodeField
          name="code"
          label={tOffice('signIn.code')}
          help={tOffice('signIn.codeHint')}
          value={code}
          onChange={setCode}
          takesFocus
        />
      )}
      {error && <OfficeErrorText code={error.code} />}
      <button type="submit" class="primary" aria-disabled={isBusy}>
        {tOffice(isBusy ? 'signIn.working' : 'signIn.submit')}
      </button>
    </form>
  )
}
