import { useState } from 'preact/hooks'
import type { ErrorCode } from '../../../../core/api/error-codes.ts'
import { registrationEndpoints } from '../../../../core/api/registration-contract.ts'
import { request } from '../../../../core/api/request.ts'
import { errorCodeOf } from '../../../../core/app-error.ts'
import { issuer } from '../../../../ui/browser/issuer.ts'
import { ErrorText } from '../../../requests/error-text.tsx'
import { tRegistration } from '../../../texts/registration-texts.ts'

/** Fetches the declaration as a PDF and hands it to the browser; the proof of the phone shows whose it is. */
export function DeclarationPdf({ fileNumber, phoneProof }: { fileNumber: string; phoneProof: string }) {
  const [state, setState] = useState<'idle' | 'fetching' | ErrorCode>('idle')
  const download = async () => {
    if (state === 'fetching') return
    setState('fetching')
    try {
      const pdf = await request(issuer, registrationEndpoints.readDeclarationForm, {
        body: { fileNumber, phoneProof },
      })
      offerFile(`${fileNumber}.pdf`, new Blob([pdf], { type: 'application/pdf' }))
      setState('idle')
    } catch (cause) {
      setState(errorCodeOf(cause))
    }
  }
  return (
    <>
      <button
        type="button"
        class="plain wide"
        aria-disabled={state === 'fetching'}
        onClick={() => void download()}
      >
        {tRegistration(state === 'fetching' ? 'receipt.pdfFetching' : 'receipt.pdf')}
      </button>
      {state !== 'idle' && state !== 'fetching' && <ErrorText code={state} />}
    </>
  )
}

function offerFile(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  // Safari still reads it for a moment after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
