import { endpoints } from '../../core/api/contract.ts'
import type { RefundView } from '../../core/api/payment-contract.ts'
import { request } from '../../core/api/request.ts'
import { writeAmount } from '../../i18n/written-forms.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { formatOfficeTime, tOffice } from '../office-texts.ts'
import type { Decide } from './decide.ts'

type RefundProps = { refunds: readonly RefundView[]; decide: Decide; isBusy: boolean }

/** What is to be paid back: one officer asks, another one notes that the bank has paid. */
export function RefundList({ refunds, decide, isBusy }: RefundProps) {
  return (
    <section aria-label={tOffice('payments.refunds')}>
      <h2>{tOffice('payments.refunds')}</h2>
      {refunds.length === 0 && <p class="small">{tOffice('payments.none')}</p>}
      <ol class="payments-list">
        {refunds.map(({ id, amount, reason, reference, transfer, createdAt, state, isOwn }) => (
          <li key={id}>
            <p>
              <strong>{writeAmount(amount, 'vi')}</strong> · {tOffice(`payments.reason.${reason}`)} ·{' '}
              {[reference, transfer].filter(Boolean).join(' · ')} · {formatOfficeTime(createdAt)}
            </p>
            <p class="small">{tOffice(`payments.refund.${state}`)}</p>
            {state !== 'paid' && !(state === 'asked' && isOwn) && (
              <button
                type="button"
                class="primary"
                aria-disabled={isBusy}
                onClick={() =>
                  decide(
                    () => request(issuer, endpoints.approveRefund, { params: { id }, body: { state } }),
                    tOffice(state === 'waiting' ? 'payments.wasAsked' : 'payments.wasPaid'),
                  )
                }
              >
                {tOffice(state === 'waiting' ? 'payments.ask' : 'payments.paid')}
              </button>
            )}
            {state === 'asked' && isOwn && <p class="small">{tOffice('payments.needsOther')}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
