import { useState } from 'preact/hooks'
import type { Service } from '../../../../core/services/service-pack.ts'
import type { OutboxItem } from '../../../../wallet/outbox/outbox.ts'
import { tService } from '../../../texts/service-texts.ts'
import { ReceiptFacts } from './request-receipt.tsx'
import { useReceipt } from './use-receipt.ts'

type SentReceiptsProps = { items: readonly OutboxItem[]; services: readonly Service[] }

/** The receipts of what was sent from this phone, the newest first. */
export function SentReceipts({ items, services }: SentReceiptsProps) {
  const sent = items.filter(({ kind, state }) => kind === 'service-request' && state === 'sent').reverse()
  if (sent.length === 0) return null
  return (
    <section aria-labelledby="service-receipts">
      <h2 id="service-receipts">{tService('receipt.list')}</h2>
      {sent.map((item) => (
        <SentReceipt key={item.id} item={item} services={services} />
      ))}
    </section>
  )
}

function SentReceipt({ item, services }: { item: OutboxItem; services: readonly Service[] }) {
  const receipt = useReceipt(item)
  const [isOpen, setOpen] = useState(false)
  if (!receipt) return null
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{tService('receipt.of', { number: receipt.answer.receipt.number })}</summary>
      {isOpen && <ReceiptFacts receipt={receipt} services={services} />}
    </details>
  )
}
