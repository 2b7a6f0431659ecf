import { useState } from 'preact/hooks'
import { endpoints } from '../../core/api/contract.ts'
import type { ErrorCode } from '../../core/api/error-codes.ts'
import { request } from '../../core/api/request.ts'
import { useAction } from '../../ui/actions/use-action.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { Modal } from '../../ui/components/modal.tsx'
import { OneTimeCodeField } from '../../ui/forms/one-time-code-field.tsx'
import { OfficeErrorText } from '../office-error-text.tsx'
import { tOffice } from '../office-texts.ts'

type ProofDialogProps = {
  onDone: (isProven: boolean) => void
  onError: (code: ErrorCode) => void
}

/** A code of the authenticator, before what cannot be taken back. */
export function ProofDialog({ onDone, onError }: ProofDialogProps) {
  const [code, setCode] = useState('')
  const { isBusy, error, run } = useAction({ onError: (found) => onError(found.code) })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    run(async () => {
      await request(issuer, endpoints.proveOfficer, { body: { code } }).catch((cause) => {
        setCode('')
        throw cause
      })
      onDone(true)
    })
  }
  return (
    <Modal class="sheet" labelledBy="proof-title" onClose={() => onDone(false)}>
      <h2 id="proof-title">{tOffice('proof.title')}</h2>
      <form class="stack" noValidate onSubmit={submit}>
        <p>{tOffice('proof.lead')}</p>
        <OneTimeCodeField
          name="code"
          label={tOffice('signIn.code')}
          help={tOffice('signIn.codeHint')}
          value={code}
          onChange={setCode}
        />
        {error && <OfficeErrorText code={error.code} />}
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
