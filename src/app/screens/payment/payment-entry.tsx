import type { PaymentIntentError } from '../../../core/payment/payment-intent.ts'
import type { PaymentReceipt } from '../../../core/payment/payment-receipt.ts'
import { isOfService } from '../../../core/payment/payment-request.ts'
import { verbatim } from '../../../i18n/verbatim.ts'
import { writeAmount, writeMoment, writeSpan } from '../../../i18n/written-forms.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { askPaymentAgain } from '../../../wallet/payments/kept-payments.ts'
import type { CheckedPayment } from '../../../wallet/payments/verify-payment.ts'
import { useApp } from '../../app-state.ts'
import { ActionErrorText } from '../../requests/action-error-text.tsx'
import { useSessionAction } from '../../requests/use-session-action.ts'
import { tPayment } from '../../texts/payment-texts.ts'
import { TransferCode } from './transfer-code.tsx'

/** One payment: how far it is, what to pay, or the receipt. What does not verify is not shown. */
export function PaymentEntry({
  checked: { payment, intent, receipt },
  onAsked,
}: {
  checked: CheckedPayment
  onAsked: () => void
}) {
  const { language } = useApp()
  const { state, insured, amount, received, refund, dueAt, months, purpose, requestId, support } = payment
  const isOver = (state === 'awaiting' || state === 'part') && !intent
  return (
    <li class={receipt && 'received'} data-reference={payment.reference}>
      <p class="payment-state" role="status">
        <strong>{tPayment(isOver ? 'payment.state.over' : `payment.state.${state}`)}</strong>
      </p>
      <dl class="facts">
        <div>
          <dt>{tPayment('payment.what')}</dt>
          <dd>
            {tPayment(`payment.purpose.${purpose}`)} · {tPayment('payment.monthsOf', { count: months })}
          </dd>
        </div>
        {isOfService(requestId) && (
          <div>
            <dt>{tPayment('payment.request')}</dt>
            <dd {...verbatim}>{requestId}</dd>
          </div>
        )}
        <div>
          <dt>{tPayment('payment.for')}</dt>
          <dd {...verbatim}>{insured.join(', ')}</dd>
        </div>
        {support !== undefined && (
          <div>
            <dt>{tPayment('payment.support')}</dt>
            <dd>{writeAmount(support, language)}</dd>
          </div>
        )}
        <div>
          <dt>{tPayment('payment.total')}</dt>
          <dd>{writeAmount(amount, language)}</dd>
        </div>
        {state !== 'paid' && received > 0 && (
          <div>
            <dt>{tPayment('payment.received')}</dt>
            <dd>{writeAmount(received, language)}</dd>
          </div>
        )}
        {state === 'part' && intent?.ok && (
          <div>
            <dt>{tPayment('payment.missing')}</dt>
            <dd>{writeAmount(intent.value.amount, language)}</dd>
          </div>
        )}
      </dl>
      {refund !== undefined && <p>{tPayment('payment.refund', { amount: writeAmount(refund, language) })}</p>}
      {intent?.ok && (
        <>
          <TransferCode intent={intent.value} />
          <p class="small">{tPayment('payment.due', { time: writeMoment(dueAt, language) })}</p>
        </>
      )}
      {isOver && received === 0 && isOfService(requestId) && (
        <AskAgain number={requestId} onAsked={onAsked} />
      )}
      {intent && !intent.ok && <NoCode error={intent.error} />}
      {state === 'paid' &&
        (receipt ? <Receipt receipt={receipt} /> : <p class="notice">{tPayment('payment.noReceipt')}</p>)}
    </li>
  )
}

/** Of a request whose time to pay is over: another code, for what it costs now. */
function AskAgain({ number, onAsked }: { number: string; onAsked: () => void }) {
  const { online } = useApp()
  const action = useSessionAction()
  const ask = () =>
    action.run(async () => {
      await askPaymentAgain(issuer, number)
      onAsked()
    })
  return (
    <>
      <p>{tPayment('payment.overRequest')}</p>
      <ActionErrorText error={action.error} />
      {!online && <p class="small">{tPayment('payment.askNeedsNetwork')}</p>}
      <button type="button" class="primary" aria-disabled={action.isBusy || !online} onClick={ask}>
        {tPayment('payment.askAgain')}
      </button>
    </>
  )
}

function NoCode({ error }: { error: PaymentIntentError }) {
  return (
    <p class="error" role="alert">
      {tPayment(error === 'expired' ? 'payment.codeOver' : 'payment.notDrawn')}
    </p>
  )
}

/** What the insurer says that it has received, for as long as the device keeps it. */
function Receipt({ receipt }: { receipt: PaymentReceipt }) {
  const { language } = useApp()
  const { amount, paidAt, reference, insured, months, purpose, specimen } = receipt
  return (
    <section class="offer receipt" aria-label={tPayment('payment.receipt')}>
      <h3>{tPayment('payment.receipt')}</h3>
      {specimen && <p class="payment-mark">{tPayment('payment.specimen')}</p>}
      <p>
        {tPayment('payment.receiptOf', {
          amount: writeAmount(amount, language),
          time: writeMoment(paidAt, language),
          reference,
        })}
      </p>
      {purpose === 'voluntary' && (
        <p>{tPayment('payment.credited', { months: tPayment('payment.monthsOf', { count: months }) })}</p>
      )}
      <ul>
        {insured.map(({ fullName, from, to, begins }) => (
          <li key={fullName}>
            {tPayment('payment.validity', { name: fullName, span: writeSpan(from, to, language) })}{' '}
            <span class="small">({tPayment(`payment.begins.${begins}`)})</span>
          </li>
        ))}
      </ul>
      <p class="small">{tPayment('payment.signed')}</p>
      <button type="button" class="plain" onClick={() => print()}>
        {tPayment('payment.print')}
      </button>
    </section>
  )
}
