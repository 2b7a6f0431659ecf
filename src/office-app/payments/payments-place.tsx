import { useState } from 'preact/hooks'
import { endpoints } from '../../core/api/contract.ts'
import type { PaymentDayView } from '../../core/api/payment-contract.ts'
import { request } from '../../core/api/request.ts'
import { errorCodeOf } from '../../core/app-error.ts'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import { writeAmount } from '../../i18n/written-forms.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { useKept } from '../desk-context.ts'
import { LoadState } from '../load-state.tsx'
import { OfficeErrorText } from '../office-error-text.tsx'
import { tOffice } from '../office-texts.ts'
import { useLoaded } from '../use-loaded.ts'
import { useOfficeAction } from '../use-office-action.ts'
import type { Decide } from './decide.ts'
import { LateList } from './late-list.tsx'
import { RefundList } from './refund-list.tsx'
import { StatementForm } from './statement-form.tsx'
import { TransferList } from './transfer-list.tsx'

/** A day at the bank: what came, what is not matched, what came too late, what is paid back. */
export function PaymentsPlace() {
  const [day, setDay] = useKept('payments day', vietnamDay(Date.now() / 1000))
  const { loaded, reload } = useLoaded(`payments ${day}`, () =>
    request(issuer, endpoints.readPaymentDay, { query: { day } }),
  )
  const [said, setSaid] = useState('')
  const action = useOfficeAction()
  const decide: Decide = (work, done) =>
    action.run(async () => {
      await work().catch((cause) => {
        // Another officer was quicker: what they did is to be seen.
        if (errorCodeOf(cause) === 'already_decided') reload()
        throw cause
      })
      setSaid(done)
      reload()
    })
  return (
    <div class="stack payments">
      <label class="pick">
        <span>{tOffice('payments.day')}</span>
        <input
          type="date"
          value={day}
          onChange={({ currentTarget: { value } }) => value !== '' && setDay(value)}
        />
      </label>
      <p role="status">{said}</p>
      {action.error && <OfficeErrorText code={action.error.code} />}
      {loaded.state === 'ready' ? (
        <Day view={loaded.value} decide={decide} isBusy={action.isBusy} />
      ) : (
        <LoadState loaded={loaded} onAgain={reload} />
      )}
      <StatementForm onTaken={reload} />
    </div>
  )
}

const accounts = ['bank', 'contributions', 'payments', 'refunds', 'suspense'] as const

function Day({ view, decide, isBusy }: { view: PaymentDayView; decide: Decide; isBusy: boolean }) {
  const { balances, transfers, late, refunds } = view
  const waiting = transfers.filter(({ state }) => state === 'suspense')
  const others = transfers.filter(({ state }) => state !== 'suspense')
  return (
    <>
      <dl class="office-content">
        {accounts.map((account) => (
          <div key={account}>
            <dt>{tOffice(`payments.account.${account}`)}</dt>
            <dd>{writeAmount(Math.abs(balances[account] ?? 0), 'vi')}</dd>
          </div>
        ))}
      </dl>
      <TransferList transfers={waiting} isWaiting decide={decide} isBusy={isBusy} />
      <LateList payments={late} decide={decide} isBusy={isBusy} />
      <RefundList refunds={refunds} decide={decide} isBusy={isBusy} />
      <TransferList transfers={others} isWaiting={false} decide={decide} isBusy={isBusy} />
    </>
  )
}
