import { useState } from 'preact/hooks'
import { endpoints } from '../../core/api/contract.ts'
import type { ErrorCode } from '../../core/api/error-codes.ts'
import { request } from '../../core/api/request.ts'
import { errorCodeOf } from '../../core/app-error.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { Modal } from '../../ui/components/modal.tsx'
import { OfficeErrorText } from '../office-error-text.tsx'
import { OfficeCodeField } from '../office-field.tsx'
import { tOffice } from '../office-texts.ts'

type ProofDialogProps = {
  onDone: (isProven: boolean) => void
  onError: (code: ErrorCode) => void
}

/** A code of the authenticator, before what cannot be taken back. */
export function ProofDialog({ onDone, onError }: ProofDialogProps) {
  const [code, setCode] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorCode>()
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    setError(undefined)
    try {
      await request(issuer, endpoints.proveOfficer, { body: { code } })
      onDone(true)
    } catch (cause) {
      const found = errorCodeOf(cause)
      setError(found)
      onError(found)
      setCode('')
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal class="sheet" labelledBy="proof-title" onClose={() => onDone(false)}>
      <h2 id="proof-title">{tOffice('proof.title')}</h2>
      <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
        <p>{tOffice('proof.lead')}</p>
        <OfficeCodeField
          label={tOffice('signIn.code')}
          hint={tOffice('signIn.codeHint')}
          value={code}
          onChange={setCode}
        />
        {error && <OfficeErrorText code={error} />}
        <button type="submit" class="primary" aria-disabled={isBusy}>
          {tOffice('proof.submit')}
        </button>
        <button type="button" class="plain" onClick={() => onDone(false)}>
          {tOffice('office.close')}
        </button>
      </form>
    </Modal>
  )
}
