import { endpoints } from '../../core/api/contract.ts'
import type { BankTransferView } from '../../core/api/payment-contract.ts'
import { request } from '../../core/api/request.ts'
import { isPaymentReference } from '../../core/payment/payment-reference.ts'
import { writeAmount } from '../../i18n/written-forms.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { TextField } from '../../ui/forms/text-field.tsx'
import { useKept } from '../desk-context.ts'
import { formatOfficeTime, tOffice } from '../office-texts.ts'
import type { Decide } from './decide.ts'

type ListProps = {
  transfers: readonly BankTransferView[]
  /** Those that wait to be matched, or those that are. */
  isWaiting: boolean
  decide: Decide
  isBusy: boolean
}

/** Transfers of a day; what waits can be matched by hand, by two officers, or given back. */
export function TransferList({ transfers, isWaiting, decide, isBusy }: ListProps) {
  const title = tOffice(isWaiting ? 'payments.unknown' : 'payments.matched')
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {transfers.length === 0 && <p class="small">{tOffice('payments.none')}</p>}
      <ol class="payments-list">
        {transfers.map((transfer) => (
          <li key={transfer.key}>
            <p>
              <strong>{writeAmount(transfer.amount, 'vi')}</strong> · {formatOfficeTime(transfer.bookedAt)}
              {transfer.reference && ` · ${transfer.reference}`}
            </p>
            <p class="small">{transfer.content}</p>
            {!transfer.inStatement && <p class="small">{tOffice('payments.notInStatement')}</p>}
            {isWaiting && <MatchForm transfer={transfer} decide={decide} isBusy={isBusy} />}
          </li>
        ))}
      </ol>
    </section>
  )
}

function MatchForm({
  transfer,
  decide,
  isBusy,
}: Omit<ListProps, 'transfers' | 'isWaiting'> & { transfer: BankTransferView }) {
  const { key, proposal } = transfer
  const [typed, setTyped] = useKept(`match ${key}`, proposal?.reference ?? '')
  const reference = typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
  const isReference = isPaymentReference(reference)
  const match = (event: SubmitEvent) => {
    event.preventDefault()
    if (!isReference) return
    const done = tOffice(
      proposal && !proposal.isOwn && proposal.reference === reference
        ? 'payments.wasMatched'
        : 'payments.wasProposed',
    )
    decide(() => request(issuer, endpoints.matchTransfer, { body: { key, reference } }), done)
  }
  return (
    <form class="stack" noValidate onSubmit={match}>
      {proposal && (
        <p class="notice">
          {tOffice(proposal.isOwn ? 'payments.proposedByYou' : 'payments.proposed', {
            reference: proposal.reference,
          })}
        </p>
      )}
      <TextField
        name={`reference-${key}`}
        label={tOffice('payments.reference')}
        value={typed}
        onChange={setTyped}
        maxLength={40}
        validationError={typed !== '' && !isReference ? tOffice('payments.noReference') : undefined}
      />
      <button type="submit" class="primary" aria-disabled={isBusy || !isReference}>
        {tOffice('payments.match')}
      </button>
      <button
        type="button"
        class="plain danger"
        aria-disabled={isBusy}
        onClick={() =>
          decide(
            () => request(issuer, endpoints.returnTransfer, { body: { key } }),
            tOffice('payments.wasReturned'),
          )
        }
      >
        {tOffice('payments.return')}
      </button>
    </form>
  )
}
