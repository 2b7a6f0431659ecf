import { useState } from 'preact/hooks'
import { QrSymbol } from '../../../card-view/code-panel.tsx'
import { renderQr } from '../../../card-view/qr-matrix.ts'
import type { PaymentIntent } from '../../../core/payment/payment-intent.ts'
import { verbatim } from '../../../i18n/verbatim.ts'
import { writeAmount } from '../../../i18n/written-forms.ts'
import { useApp } from '../../app-state.ts'
import { tPayment } from '../../texts/payment-texts.ts'
import { canShare, drawTransferPicture, savePicture, sharePicture } from './transfer-picture.ts'

/** The code of a verified intent, and every line of it to be copied: one's own screen cannot be scanned. */
export function TransferCode({ intent }: { intent: PaymentIntent }) {
  const { language } = useApp()
  const [said, setSaid] = useState('')
  const { amount, account, bankName, bin, payee, reference, qrText, specimen } = intent
  const code = renderQr(qrText)
  const written = writeAmount(amount, language)
  const lines = [
    { what: tPayment('payment.amount'), shown: written, copied: String(amount) },
    { what: tPayment('payment.account'), shown: account, copied: account },
    { what: tPayment('payment.text'), shown: reference, copied: reference },
  ]
  const copy = (text: string) =>
    navigator.clipboard.writeText(text).then(
      () => setSaid(tPayment('payment.copied')),
      () => setSaid(tPayment('payment.notCopied')),
    )
  const makePicture = () =>
    drawTransferPicture(code, [
      ...(specimen ? [tPayment('payment.specimen')] : []),
      payee,
      `${bankName} · ${account}`,
      written,
      reference,
    ])
  return (
    <section class="transfer" aria-label={tPayment('payment.scan')}>
      <p>{tPayment('payment.scan')}</p>
      {specimen && <p class="payment-mark">{tPayment('payment.specimen')}</p>}
      <div class="transfer-code" data-code={qrText}>
        <QrSymbol
          code={{ state: 'rendered', ...code }}
          label={tPayment('payment.codeOf', { amount: written })}
        />
      </div>
      <dl class="facts">
        <div>
          <dt>{tPayment('payment.payee')}</dt>
          <dd {...verbatim}>{payee}</dd>
        </div>
        <div>
          <dt>{tPayment('payment.bank')}</dt>
          <dd {...verbatim}>
            {bankName} ({bin})
          </dd>
        </div>
        {lines.map(({ what, shown, copied }) => (
          <div key={what} class="copied-line">
            <dt>{what}</dt>
            <dd>
              <span {...verbatim}>{shown}</span>
              <button
                type="button"
                class="plain"
                aria-label={tPayment('payment.copy', { what })}
                onClick={() => void copy(copied)}
              >
                {tPayment('payment.copy', { what: '' }).trim()}
              </button>
            </dd>
          </div>
        ))}
      </dl>
      <p role="status">{said}</p>
      <p class="small">{tPayment('payment.samePhone')}</p>
      <div class="transfer-ways">
        {canShare() && (
          <button
            type="button"
            class="plain"
            onClick={() => void makePicture().then((picture) => sharePicture(picture))}
          >
            {tPayment('payment.share')}
          </button>
        )}
        <button
          type="button"
          class="plain"
          onClick={() => void makePicture().then((picture) => savePicture(picture))}
        >
          {tPayment('payment.save')}
        </button>
      </div>
      <p class="small">{tPayment('payment.shareHelp')}</p>
    </section>
  )
}
