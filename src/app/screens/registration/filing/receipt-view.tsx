import { useState } from 'preact/hooks'
import { verbatim } from '../../../../i18n/verbatim.ts'
import type { OutboxContents } from '../../../../wallet/outbox/outbox-kinds.ts'
import { tRegistration } from '../../../texts/registration-texts.ts'
import type { RegistrationValues } from '../form/registration-form.ts'
import { DeclarationPdf } from './declaration-pdf.tsx'
import { DeclarationSheet } from './declaration-sheet.tsx'

type ReceiptViewProps = {
  answer: OutboxContents['registration']['answer']
  /** What was sent, while the page still has it: the device does not keep it. */
  values?: RegistrationValues | undefined
  onAnother: () => void
}

/** The declaration has been taken: its number, what to bring to which office, and it on paper. */
export function ReceiptView({ answer: { receipt, phoneProof }, values, onAnother }: ReceiptViewProps) {
  return (
    <>
      <h1 tabIndex={-1}>{tRegistration('receipt.title')}</h1>
      <p>{tRegistration('receipt.number')}</p>
      <FileNumber fileNumber={receipt.fileNumber} />
      <section class="stack">
        <h2>{tRegistration('receipt.next')}</h2>
        <p>{tRegistration('receipt.office', { office: receipt.office.name })}</p>
        {receipt.office.address && <p class="small">{receipt.office.address}</p>}
        <p>{tRegistration('receipt.bring')}</p>
        <ul>
          {receipt.bring.map((thing) => (
            <li key={thing}>{tRegistration(`bring.${thing}`)}</li>
          ))}
        </ul>
        <p class="small">{tRegistration('receipt.days')}</p>
      </section>
      <a class="primary" href="/dang-ky/ho-so">
        {tRegistration('receipt.status')}
      </a>
      <DeclarationPdf fileNumber={receipt.fileNumber} phoneProof={phoneProof} />
      {values && (
        <button type="button" class="plain wide" onClick={() => print()}>
          {tRegistration('receipt.print')}
        </button>
      )}
      <button type="button" class="link" onClick={onAnother}>
        {tRegistration('receipt.another')}
      </button>
      {values && <DeclarationSheet values={values} receipt={receipt} />}
    </>
  )
}

/** A file number, large, to be copied or read aloud. */
export function FileNumber({ fileNumber }: { fileNumber: string }) {
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(fileNumber)
      setCopied(true)
    } catch {
      // not allowed here: the number can be marked by hand
    }
  }
  return (
    <div class="file-number">
      <p class="big-number" {...verbatim}>
        {fileNumber}
      </p>
      <button type="button" class="plain" onClick={() => void copy()}>
        {tRegistration('receipt.copy')}
      </button>
      <p role="status" class="small">
        {isCopied && tRegistration('receipt.copied')}
      </p>
    </div>
  )
}
