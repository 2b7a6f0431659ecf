import { useState } from 'preact/hooks'
import type { SeenDocument } from '../core/api/back-office-contract.ts'
import { endpoints } from '../core/api/contract.ts'
import { request } from '../core/api/request.ts'
import { issuer } from '../ui/browser/issuer.ts'
import { today } from '../ui/browser/today.ts'
import { TextField } from '../ui/forms/text-field.tsx'
import { useKept } from './desk-context.ts'
import { SeenFields } from './files/seen-fields.tsx'
import { OfficeErrorText } from './office-error-text.tsx'
import { tOffice } from './office-texts.ts'
import { useOfficeAction } from './use-office-action.ts'

type Reset = { number: string; phone: string; code: string; seen: SeenDocument }

const emptyReset = (): Reset => ({
  number: '',
  phone: '',
  code: '',
  seen: { kind: 'cccd', number: '', date: today() },
})

const compact = (text: string) => text.replace(/[\s.-]/g, '')

/**
 * A new phone number and password for a person who has lost theirs and is here with the original document: a
 * supervisor with the code that was sent to the new phone, and where two must have seen the document, any
 * other officer of the office without it.
 */
export function ResetForm({ isSupervisor }: { isSupervisor: boolean }) {
  const [reset, setReset] = useKept<Reset>('reset', emptyReset())
  const [done, setDone] = useState('')
  const { isBusy, error, complete } = useOfficeAction()
  const { number, phone, code, seen } = reset
  const asked = { number: compact(number), phone: compact(phone), seen }
  const act = async (message: string, action: () => Promise<unknown>): Promise<boolean> => {
    setDone('')
    const isDone = await complete(async () => void (await action()))
    if (isDone) setDone(message)
    return isDone
  }
  const sendCode = () =>
    act(tOffice('reset.codeSent'), () => request(issuer, endpoints.sendResetCode, { body: asked }))
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const body = { ...asked, ...(code !== '' && { code: compact(code) }) }
    if (await act(tOffice('reset.done'), () => request(issuer, endpoints.resetAccount, { body })))
      setReset(emptyReset())
  }
  return (
    <form class="stack office-narrow" noValidate onSubmit={(event) => void submit(event)}>
      <h2>{tOffice('reset.title')}</h2>
      <p>{tOffice(isSupervisor ? 'reset.lead' : 'reset.confirmLead')}</p>
      <TextField
        name="number"
        label={tOffice('reset.number')}
        value={number}
        onChange={(text) => setReset({ ...reset, number: text })}
        inputMode="numeric"
      />
      <TextField
        name="phone"
        label={tOffice('reset.phone')}
        value={phone}
        onChange={(text) => setReset({ ...reset, phone: text })}
        inputMode="numeric"
      />
      <SeenFields seen={seen} onChange={(document) => setReset({ ...reset, seen: document })} />
      {isSupervisor && (
        <>
          <button type="button" class="plain" aria-disabled={isBusy} onClick={() => void sendCode()}>
            {tOffice('reset.sendCode')}
          </button>
          <TextField
            name="code"
            label={tOffice('reset.code')}
            help={tOffice('reset.codeHint')}
            value={code}
            onChange={(text) => setReset({ ...reset, code: text })}
            inputMode="numeric"
          />
        </>
      )}
      {error && <OfficeErrorText code={error.code} />}
      <p role="status" class="done">
        {done}
      </p>
      <button type="submit" class="primary" aria-disabled={isBusy}>
        {tOffice(isSupervisor ? 'reset.submit' : 'reset.confirm')}
      </button>
    </form>
  )
}
