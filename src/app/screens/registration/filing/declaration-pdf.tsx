import { registrationEndpoints } from '../../../../core/api/registration-contract.ts'
import { request } from '../../../../core/api/request.ts'
import { useAction } from '../../../../ui/actions/use-action.ts'
import { issuer } from '../../../../ui/browser/issuer.ts'
import { ErrorText } from '../../../requests/error-text.tsx'
import { tRegistration } from '../../../texts/registration-texts.ts'

/** Fetches the declaration as a PDF and hands it to the browser; the proof of the phone shows whose it is. */
export function DeclarationPdf({ fileNumber, phoneProof }: { fileNumber: string; phoneProof: string }) {
  const { isBusy, error, run } = useAction()
  const download = () =>
    run(async () => {
      const pdf = await request(issuer, registrationEndpoints.readDeclarationForm, {
        body: { fileNumber, phoneProof },
      })
      offerFile(`${fileNumber}.pdf`, new Blob([pdf], { type: 'application/pdf' }))
    })
  return (
    <>
      <button type="button" class="plain wide" aria-disabled={isBusy} onClick={download}>
        {tRegistration(isBusy ? 'receipt.pdfFetching' : 'receipt.pdf')}
      </button>
      {error && <ErrorText code={error.code} />}
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
