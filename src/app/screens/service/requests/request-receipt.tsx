import { useEffect } from 'preact/hooks'
import type { Service, ServicePack } from '../../../../core/services/service-pack.ts'
import { verbatim } from '../../../../i18n/verbatim.ts'
import { writeDate, writeMoment } from '../../../../i18n/written-forms.ts'
import type { OutboxItem } from '../../../../wallet/outbox/outbox.ts'
import { useApp } from '../../../app-state.ts'
import { tService } from '../../../texts/service-texts.ts'
import { PageHead } from '../page-head.tsx'
import { speak } from '../use-services.ts'
import { type Receipt, useReceipt } from './use-receipt.ts'

type RequestReceiptProps = { item: OutboxItem; pack: ServicePack; onBack: () => void }

/** A request that has arrived: its number, until when there is an answer; with or without a network. */
export function RequestReceipt({ item, pack, onBack }: RequestReceiptProps) {
  const { refresh } = useApp()
  const receipt = useReceipt(item)
  // So that the list of requests, which is of the snapshot, has it too.
  useEffect(() => void refresh({ force: true }).catch(() => {}), [])
  return (
    <PageHead title={tService('receipt.title')} onBack={onBack}>
      {receipt && <ReceiptFacts receipt={receipt} services={pack.services} />}
      <p>{tService('receipt.next')}</p>
      <a class="primary" href="/tien-ich/ho-so">
        {tService('list.requests')}
      </a>
    </PageHead>
  )
}

/** What a receipt says, and whether it is the issuer's. */
export function ReceiptFacts({ receipt, services }: { receipt: Receipt; services: readonly Service[] }) {
  const { language } = useApp()
  const { content, receipt: view } = receipt.answer
  const service = services.find(({ definition }) => definition.id === content.service)
  const say = service && speak(service, language)
  return (
    <>
      {say && <p>{say.text('title')}</p>}
      <p>{tService('receipt.number')}</p>
      <p class="file-number" {...verbatim}>
        {view.number}
      </p>
      <p>{tService('receipt.at', { moment: writeMoment(view.filedAt, language) })}</p>
      <p>{tService('receipt.due', { date: writeDate(view.deadline, language) })}</p>
      {say?.text('done') && <p>{say.text('done')}</p>}
      <p class="small">{tService(receipt.isGenuine ? 'receipt.signed' : 'receipt.unsigned')}</p>
    </>
  )
}
