import { useState } from 'preact/hooks'
import type { OutboxContents } from '../../../../wallet/outbox/outbox-kinds.ts'
import { sayRegistration } from '../../../texts/registration-texts.ts'
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
      <h1 tabIndex={-1}>{sayRegistration('receipt.title')}</h1>
      <p>{sayRegistration('receipt.number')}</p>
      <FileNumber fileNumber={receipt.fileNumber} />
      <section class="stack">
        <h2>{sayRegistration('receipt.next')}</h2>
        <p>{sayRegistration('receipt.office', { office: receipt.office.name })}</p>
        {receipt.office.address && <p class="small">{receipt.office.address}</p>}
        <p>{sayRegistration('receipt.bring')}</p>
        <ul>
          {receipt.bring.map((thing) => (
            <li key={thing}>{sayRegistration(`bring.${thing}`)}</li>
          ))}
        </ul>
        <p class="small">{sayRegistration('receipt.days')}</p>
      </section>
      <a class="primary" href="/dang-ky/ho-so">
        {sayRegistration('receipt.status')}
      </a>
      <DeclarationPdf fileNumber={receipt.fileNumber} phoneProof={phoneProof} />
      {values && (
        <button type="button" class="plain wide" onClick={() => print()}>
          {sayRegistration('receipt.print')}
        </button>
      )}
      <button type="button" class="link" onClick={onAnother}>
        {sayRegistration('receipt.another')}
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
      <p class="big-number">{fileNumber}</p>
      <button type="button" class="plain" onClick={() => void copy()}>
        {sayRegistration('receipt.copy')}
      </button>
      <p role="status" class="small">
        {isCopied && sayRegistration('receipt.copied')}
      </p>
    </div>
  )
}
