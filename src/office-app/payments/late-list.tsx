import { endpoints } from '../../core/api/contract.ts'
import type { LatePaymentView } from '../../core/api/payment-contract.ts'
import { request } from '../../core/api/request.ts'
import { writeAmount } from '../../i18n/written-forms.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { formatOfficeTime, tOffice } from '../office-texts.ts'
import type { Decide } from './decide.ts'

type LateProps = { payments: readonly LatePaymentView[]; decide: Decide; isBusy: boolean }

/** Money that came after the due day, or never became the whole. */
export function LateList({ payments, decide, isBusy }: LateProps) {
  const end = (reference: string, decision: 'accept' | 'return') =>
    decide(
      () => request(issuer, endpoints.decideLatePayment, { body: { reference, decision } }),
      tOffice(decision === 'accept' ? 'payments.wasAccepted' : 'payments.wasReturned'),
    )
  return (
    <section aria-label={tOffice('payments.late')}>
      <h2>{tOffice('payments.late')}</h2>
      {payments.length === 0 && <p class="small">{tOffice('payments.none')}</p>}
      <ol class="payments-list">
        {payments.map(({ reference, amount, received, dueAt }) => (
          <li key={reference}>
            <p>
              <strong>{reference}</strong> ·{' '}
              {tOffice('payments.lateOf', {
                received: writeAmount(received, 'vi'),
                amount: writeAmount(amount, 'vi'),
                time: formatOfficeTime(dueAt),
              })}
            </p>
            {received >= amount && (
              <button
                type="button"
                class="primary"
                aria-disabled={isBusy}
                onClick={() => end(reference, 'accept')}
              >
                {tOffice('payments.accept')}
              </button>
            )}
            <button
              type="button"
              class="plain danger"
              aria-disabled={isBusy}
              onClick={() => end(reference, 'return')}
            >
              {tOffice('payments.return')}
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}
