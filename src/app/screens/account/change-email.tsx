import { useState } from 'preact/hooks'
import * as v from 'valibot'
import { emailAddress } from '../../../core/api/endpoint.ts'
import { recoveryEndpoints } from '../../../core/api/recovery-contract.ts'
import { request, requestReply } from '../../../core/api/request.ts'
import { cleanTyped } from '../../../core/qr/safe-text.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { isWholeCode } from '../../../ui/forms/one-time-code-field.tsx'
import { TextField } from '../../../ui/forms/text-field.tsx'
import { readSentCode, type SentCode } from '../../../wallet/issuer/sent-code.ts'
import { CodeField } from '../../forms/code-field.tsx'
import { ReauthenticationField } from '../../forms/reauthentication-field.tsx'
import { useSessionAction } from '../../requests/use-session-action.ts'
import { tAccount } from '../../texts/account-texts.ts'
import { ChangeForm, type ChangeProps } from './change-form.tsx'

/**
 * An email address, the first or another one: whoever asks for it knows the password, and the code that went
 * there confirms it. `declared` is the one of the declaration.
 */
export function ChangeEmail({
  declared = '',
  onSaved,
  onCancel,
}: ChangeProps & { declared?: string | undefined }) {
  const [typed, setTyped] = useState(declared)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [sent, setSent] = useState<SentCode>()
  const [isChecked, setChecked] = useState(false)
  const action = useSessionAction()
  const email = cleanTyped(typed)
  const isEmail = v.is(emailAddress, email)

  const send = () =>
    action.run(async () => {
      setSent(
        readSentCode(
          await requestReply(issuer, recoveryEndpoints.sendEmailCode, { body: { email, password } }),
        ),
      )
      setChecked(false)
    })
  const save = () =>
    action.run(async () => {
      await request(issuer, recoveryEndpoints.changeEmail, { body: { email, code } })
      await onSaved()
    })
  return (
    <ChangeForm
      action={action}
      submit={tAccount(sent ? 'account.save' : 'account.sendCode')}
      isComplete={sent ? isWholeCode(code) : isEmail && password !== ''}
      onCheck={() => setChecked(true)}
      onSubmit={sent ? save : send}
      onCancel={onCancel}
    >
      <TextField
        name="email"
        label={tAccount('account.newEmail')}
        value={typed}
        onChange={(next) => {
          setTyped(next)
          setSent(undefined)
        }}
        type="email"
        inputMode="email"
        autoCapitalize="none"
        autoComplete="email"
        validationError={isEmail ? undefined : tAccount('recovery.emailError')}
        isUrgent={isChecked}
        help={tAccount('account.emailHow')}
      />
      {!sent && (
        <ReauthenticationField
          name="email-password"
          value={password}
          onChange={setPassword}
          isUrgent={isChecked}
        />
      )}
      {sent && <CodeField sent={sent} value={code} onChange={setCode} isUrgent={isChecked} onResend={send} />}
    </ChangeForm>
  )
}
