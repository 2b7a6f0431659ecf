import type { Service } from '../../../core/services/service-pack.ts'
import { serviceRefusals } from '../../../core/services/service-refusals.ts'
import { useAction } from '../../../ui/actions/use-action.ts'
import { cancelItem, type OutboxItem } from '../../../wallet/outbox/outbox.ts'
import { useApp } from '../../app-state.ts'
import { announceOutboxChange } from '../../outbox/outbox-changes.ts'
import { sendNow, stopSending } from '../../outbox/send-outbox.ts'
import { ErrorText } from '../../requests/error-text.tsx'
import { tService } from '../../texts/service-texts.ts'
import { tUi } from '../../texts/ui-texts.ts'
import { PageHead } from './page-head.tsx'
import { speak } from './use-services.ts'

type SendingViewProps = {
  item: OutboxItem
  /** Absent where the pack has it no longer. */
  service: Service | undefined
  /** The draft is as it was. */
  onTakenBack: () => void
  onBack: () => void
}

/** A request on its way: how far it is, what it waits for, why it was not taken, and taking it back. */
export function SendingView({ item, service, onTakenBack, onBack }: SendingViewProps) {
  const { db, language, online } = useApp()
  const taking = useAction()
  // What was being sent when the page was closed waits, too.
  const state =
    item.state === 'refused' ? 'refused' : item.state === 'sending' && online ? 'sending' : 'waiting'
  const error = item.lastFault?.code
  const refusal = serviceRefusals.find((each) => item.lastFault?.reasons?.includes(each))
  const hasArrived = error === 'idempotency_conflict'
  // That there was no network is said above, in calmer words.
  const isTold = error === undefined || error === 'offline' || hasArrived || refusal !== undefined
  const takeBack = async () => {
    if (!db) return
    stopSending()
    const outcome = await cancelItem(db, item)
    announceOutboxChange()
    if (outcome === 'dropped') onTakenBack()
  }
  return (
    <PageHead
      title={tService(`sending.${state}`)}
      {...(service && { say: speak(service, language) })}
      onBack={onBack}
    >
      <div role="status" class="stack">
        {state === 'sending' && <SendingProgress item={item} />}
        {state === 'waiting' && <p>{tService(online ? 'sending.online' : 'sending.offline')}</p>}
      </div>
      {refusal && <p>{tService(`refusal.${refusal}`)}</p>}
      {!isTold && (state === 'refused' || (state === 'waiting' && online)) && <ErrorText code={error} />}
      {state === 'refused' && <p>{tService(hasArrived ? 'sending.arrived' : 'sending.safe')}</p>}
      {state === 'waiting' && <p class="small">{tService('sending.once')}</p>}
      {state === 'waiting' && online && (
        <button type="button" class="primary" onClick={() => void (db && sendNow(db).catch(() => {}))}>
          {tUi('outbox.send')}
        </button>
      )}
      {hasArrived && (
        <a class="primary" href="/tien-ich/ho-so">
          {tService('list.requests')}
        </a>
      )}
      {taking.error && <ErrorText code={taking.error.code} />}
      <button
        type="button"
        class={state === 'refused' && !hasArrived ? 'primary' : 'plain wide'}
        aria-disabled={taking.isBusy}
        onClick={() => taking.run(takeBack)}
      >
        {tService(state === 'refused' ? 'sending.mend' : 'sending.takeBack')}
      </button>
    </PageHead>
  )
}

/** How far the sending is, in words and as a bar; the form itself goes last. */
function SendingProgress({ item: { progress } }: { item: OutboxItem }) {
  const { done, total } = progress ?? { done: 0, total: 1 }
  const files = total - 1
  const words =
    done < files ? tService('sending.file', { place: done + 1, total: files }) : tService('sending.form')
  return (
    <>
      <p>{words}</p>
      <progress aria-label={words} value={done + 0.5} max={total} />
    </>
  )
}
