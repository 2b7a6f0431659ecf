import { useState } from 'preact/hooks'
import * as v from 'valibot'
import type { Ward } from '../../../core/address/address-table.ts'
import { contactAddress } from '../../../core/api/endpoint.ts'
import { recoveryEndpoints } from '../../../core/api/recovery-contract.ts'
import { request, requestReply } from '../../../core/api/request.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { isWholeCode } from '../../../ui/forms/one-time-code-field.tsx'
import { TextField } from '../../../ui/forms/text-field.tsx'
import { readSentCode, type SentCode } from '../../../wallet/issuer/sent-code.ts'
import { WardPicker } from '../../addresses/ward-picker.tsx'
import { CodeField } from '../../forms/code-field.tsx'
import { useSessionAction } from '../../requests/use-session-action.ts'
import { tAccount } from '../../texts/account-texts.ts'
import { ChangeForm, type ChangeProps } from './change-form.tsx'

type ChangeAddressProps = ChangeProps & {
  /** As they are now. */
  address: string
  ward: Ward | undefined
  /** Where the code goes. */
  phone: string
}

/**
 * Another contact address: house and street as typed, today's ward as chosen, confirmed by a code to the
 * phone.
 */
export function ChangeAddress({ address: present, ward, phone, onSaved, onCancel }: ChangeAddressProps) {
  const [address, setAddress] = useState(present)
  const [place, setPlace] = useState({ province: ward?.province.code ?? '', ward: ward?.code ?? '' })
  const [code, setCode] = useState('')
  const [sent, setSent] = useState<SentCode>()
  const [isChecked, setChecked] = useState(false)
  const action = useSessionAction()
  const isAddress = v.is(contactAddress, address)

  const send = () =>
    action.run(async () => {
      setSent(readSentCode(await requestReply(issuer, recoveryEndpoints.sendAddressCode)))
      setChecked(false)
    })
  const save = () =>
    action.run(async () => {
      const body = { address, wardCode: place.ward, code }
      await request(issuer, recoveryEndpoints.changeAddress, { body })
      await onSaved()
    })
  return (
    <ChangeForm
      action={action}
      submit={tAccount(sent ? 'account.save' : 'account.sendCode')}
      isComplete={isAddress && place.ward !== '' && (!sent || isWholeCode(code))}
      onCheck={() => setChecked(true)}
      onSubmit={sent ? save : send}
      onCancel={onCancel}
    >
      <TextField
        name="address"
        label={tAccount('account.houseLine')}
        value={address}
        onChange={setAddress}
        autoComplete="street-address"
        validationError={isAddress ? undefined : tAccount('account.houseLineError')}
        isUrgent={isChecked}
        help={tAccount('account.addressHelp')}
      />
      <WardPicker province={place.province} ward={place.ward} onChoose={setPlace} />
      {isChecked && place.ward === '' && (
        <p class="validation-error" role="alert">
          {tAccount('account.wardError')}
        </p>
      )}
      {!sent && <p class="small">{tAccount('account.addressHow', { phone })}</p>}
      {sent && <CodeField sent={sent} value={code} onChange={setCode} isUrgent={isChecked} onResend={send} />}
    </ChangeForm>
  )
}
