import { useState } from 'preact/hooks'
import { endpoints } from '../core/api/contract.ts'
import type { SeenDocument } from '../core/api/office-contract.ts'
import { request } from '../core/api/request.ts'
import { issuer } from '../ui/browser/issuer.ts'
import { today } from '../ui/browser/today.ts'
import { ErrorText } from './error-text.tsx'
import { SeenFields } from './files/seen-fields.tsx'
import { OfficeField } from './office-field.tsx'
import { sayOffice } from './office-texts.ts'
import { useDeed } from './use-loaded.ts'

const emptySeen = (): SeenDocument => ({ kind: 'cccd', number: '', date: today() })

/** A new phone number and password for a person who has lost theirs and is here with the original document. */
export function ResetForm() {
  const [number, setNumber] = useState('')
  const [phone, setPhone] = useState('')
  const [seen, setSeen] = useState(emptySeen)
  const [isDone, setDone] = useState(false)
  const { isBusy, fault, run } = useDeed()
  const compact = (text: string) => text.replace(/[\s.-]/g, '')
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    setDone(false)
    const body = { number: compact(number), phone: compact(phone), seen }
    if (!(await run(() => request(issuer, endpoints.resetAccount, { body })))) return
    setDone(true)
    setNumber('')
    setPhone('')
    setSeen(emptySeen())
  }
  return (
    <form class="stack office-narrow" noValidate onSubmit={(event) => void submit(event)}>
      <h2>{sayOffice('reset.title')}</h2>
      <p>{sayOffice('reset.lead')}</p>
      <OfficeField
        label={sayOffice('reset.number')}
        value={number}
        onChange={setNumber}
        inputMode="numeric"
      />
      <OfficeField label={sayOffice('reset.phone')} value={phone} onChange={setPhone} inputMode="numeric" />
      <SeenFields seen={seen} onChange={setSeen} />
      {fault && <ErrorText code={fault} />}
      <p role="status" class="done">
        {isDone && sayOffice('reset.done')}
      </p>
      <button type="submit" class="primary" aria-disabled={isBusy}>
        {sayOffice('reset.submit')}
      </button>
    </form>
  )
}
