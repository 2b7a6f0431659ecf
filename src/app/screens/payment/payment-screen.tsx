import { useApp } from '../../app-state.ts'
import { SubPage } from '../../components/sub-page.tsx'
import { ErrorText } from '../../requests/error-text.tsx'
import { paymentTexts, tPayment } from '../../texts/payment-texts.ts'
import { tUi } from '../../texts/ui-texts.ts'
import '../../styles/account.css'
import { AskHousehold } from './ask-household.tsx'
import { PaymentEntry } from './payment-entry.tsx'
import './payment.css'
import { usePayments } from './use-payments.ts'

/** What is to be paid, what was paid, and asking for what a renewal costs. */
export function PaymentScreen() {
  paymentTexts.use()
  const { summary } = useApp()
  return (
    <SubPage title={tPayment('payment.title')} up="/tien-ich">
      <p>{tPayment('payment.lead')}</p>
      {summary.signedIn ? (
        <Payments />
      ) : (
        <div class="empty stack">
          <p>{tPayment('payment.signedOut')}</p>
          <a class="primary" href="/dang-nhap">
            {tUi('services.signIn')}
          </a>
        </div>
      )}
    </SubPage>
  )
}

function Payments() {
  const { online } = useApp()
  const { payments, error, isBusy, reload } = usePayments()
  const isOpen = payments?.some(({ intent }) => intent?.ok)
  return (
    <>
      {!online && (
        <p class="notice" role="status">
          {tPayment('payment.offline')}
        </p>
      )}
      {error && (
        <>
          <ErrorText code={error} />
          <button type="button" class="plain" onClick={reload}>
            {tPayment('payment.retry')}
          </button>
        </>
      )}
      {!payments && !error && <p class="loading-state">{tPayment('payment.loading')}</p>}
      {payments && payments.length > 0 && (
        <section aria-labelledby="payment-list">
          <h2 id="payment-list">{tPayment('payment.list')}</h2>
          <ol class="payments">
            {payments.map((checked) => (
              <PaymentEntry key={checked.payment.id} checked={checked} onAsked={reload} />
            ))}
          </ol>
          {isOpen && online && (
            <button type="button" class="plain" aria-disabled={isBusy} onClick={reload}>
              {tPayment('payment.refresh')}
            </button>
          )}
        </section>
      )}
      {payments?.length === 0 && <p class="empty">{tPayment('payment.empty')}</p>}
      {/* While one is to be paid, another one would be paid by mistake. */}
      {payments && !isOpen && <AskHousehold onAsked={reload} />}
    </>
  )
}
