import { useState } from 'preact/hooks'
import * as v from 'valibot'
import { phoneNumber } from '../../../core/api/endpoint.ts'
import { recoveryEndpoints } from '../../../core/api/recovery-contract.ts'
import { request, requestReply } from '../../../core/api/request.ts'
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
 * Another phone number: a code to the old one shows that it is the person, a code to the new one that it is
 * theirs.
 */
export function ChangePhone({ onSaved, onCancel }: ChangeProps) {
  const [typed, setTyped] = useState('')
  const [password, setPassword] = useState('')
  const [codes, setCodes] = useState({ old: '', new: '' })
  const [sent, setSent] = useState<SentCode>()
  const [isChecked, setChecked] = useState(false)
  const action = useSessionAction()
  const phone = typed.replace(/[\s.-]/g, '')
  const isPhone = v.is(phoneNumber, phone)

  const send = () =>
    action.run(async () => {
      const body = { phone, password }
      setSent(readSentCode(await requestReply(issuer, recoveryEndpoints.sendPhoneCodes, { body })))
      setChecked(false)
    })
  const save = () =>
    action.run(async () => {
      const body = { phone, oldCode: codes.old, newCode: codes.new }
      await request(issuer, recoveryEndpoints.changePhone, { body })
      await onSaved()
    })
  return (
    <ChangeForm
      action={action}
      submit={tAccount(sent ? 'account.save' : 'account.sendCodes')}
      isComplete={sent ? isWholeCode(codes.old) && isWholeCode(codes.new) : isPhone && password !== ''}
      onCheck={() => setChecked(true)}
      onSubmit={sent ? save : send}
      onCancel={onCancel}
    >
      <TextField
        name="phone"
        label={tAccount('account.newPhone')}
        value={typed}
        onChange={(next) => {
          setTyped(next)
          setSent(undefined)
        }}
        type="tel"
        inputMode="tel"
        autoComplete="tel-national"
        validationError={isPhone ? undefined : tAccount('account.phoneError')}
        isUrgent={isChecked}
        help={tAccount('account.phoneHow')}
      />
      {!sent && (
        <ReauthenticationField
          name="phone-password"
          value={password}
          onChange={setPassword}
          isUrgent={isChecked}
        />
      )}
      {sent && (
        <>
          <CodeField
            name="old-code"
            label={tAccount('account.oldCode')}
            value={codes.old}
            onChange={(code) => setCodes({ ...codes, old: code })}
            isUrgent={isChecked}
          />
          <CodeField
            sent={sent}
            name="new-code"
            label={tAccount('account.newCode')}
            value={codes.new}
            onChange={(code) => setCodes({ ...codes, new: code })}
            isUrgent={isChecked}
            onResend={send}
          />
        </>
      )}
    </ChangeForm>
  )
}
