import { useEffect, useRef, useState } from 'preact/hooks'
import { vietnamDay } from '../../../../core/dates/vietnam-day.ts'
import { requestReasons } from '../../../../core/services/request-states.ts'
import { readRequests, type SnapshotRequest } from '../../../../core/snapshot/service-requests.ts'
import { verbatim } from '../../../../i18n/verbatim.ts'
import { writeAmount, writeDate, writeMoment } from '../../../../i18n/written-forms.ts'
import { issuer } from '../../../../ui/browser/issuer.ts'
import { loadHistory } from '../../../../wallet/history/load-history.ts'
import { listServiceDrafts, type ServiceDraft } from '../../../../wallet/outbox/service-drafts.ts'
import { useApp } from '../../../app-state.ts'
import { navigate } from '../../../browser/router.ts'
import { SubPage } from '../../../components/sub-page.tsx'
import { useOutbox } from '../../../outbox/outbox-list.tsx'
import { takeChosenRequest } from '../../../requests/chosen-request.ts'
import { ErrorText } from '../../../requests/error-text.tsx'
import { useSessionAction } from '../../../requests/use-session-action.ts'
import { tService } from '../../../texts/service-texts.ts'
import { tUi } from '../../../texts/ui-texts.ts'
import { DraftList } from '../draft-list.tsx'
import { choosePlace, type OpenedPage } from '../use-pages.ts'
import { speak, useServices } from '../use-services.ts'
import { beginMending } from './begin-mending.ts'
import { knownState, knownStep } from './request-words.ts'
import { SentReceipts } from './sent-receipts.tsx'
import '../service.css'

type Kept =
  | { readonly name: 'loading' | 'unreadable' }
  | { readonly name: 'ready'; readonly issuedAt?: number; readonly requests: readonly SnapshotRequest[] }

/** What was asked of the insurer, and how far it is: by the snapshot, so with or without a network. */
export function RequestsScreen() {
  const { language, summary } = useApp()
  const { kept, drafts } = useRequests()
  const { state } = useServices()
  const outbox = useOutbox() ?? []
  const [chosen] = useState(takeChosenRequest)
  const services = state.name === 'ready' ? state.pack.services : []
  const open = (place: OpenedPage) => {
    choosePlace(place)
    navigate('/tien-ich/dich-vu')
  }
  const waiting = new Set(outbox.map(({ id }) => id))
  // What was just sent is in the next snapshot; until then its receipt says that it has arrived.
  const hasReceipt = outbox.some(({ kind, state }) => kind === 'service-request' && state === 'sent')
  return (
    <SubPage title={tService('requests.title')} up="/tien-ich">
      <div class="service">
        <DraftList services={services} drafts={drafts.filter(({ id }) => !waiting.has(id))} onOpen={open} />
        {kept.name === 'loading' && <p role="status">{tService('requests.loading')}</p>}
        {kept.name === 'unreadable' && (
          <p class="error" role="alert">
            {tService('requests.unreadable')}
          </p>
        )}
        {kept.name === 'ready' && kept.requests.length === 0 && !hasReceipt && (
          <div class="empty">
            <p>{tService(summary.signedIn ? 'requests.none' : 'requests.signedOut')}</p>
            {summary.signedIn ? (
              <a class="primary" href="/tien-ich/dich-vu">
                {tService('requests.begin')}
              </a>
            ) : (
              <a class="primary" href="/dang-nhap">
                {tUi('services.signIn')}
              </a>
            )}
          </div>
        )}
        {kept.name === 'ready' &&
          kept.requests.map((request) => {
            const service = services.find(({ definition }) => definition.id === request.service)
            const title = service ? speak(service, language).text('title') : request.title
            const { number } = request
            return <Request key={number} {...{ request, title }} isChosen={number === chosen} onMend={open} />
          })}
        {kept.name === 'ready' && kept.issuedAt !== undefined && (
          <p class="small">{tService('requests.asOf', { moment: writeMoment(kept.issuedAt, language) })}</p>
        )}
        <SentReceipts items={outbox} services={services} />
      </div>
    </SubPage>
  )
}

type RequestProps = {
  request: SnapshotRequest
  title: string
  /** Somebody comes from a notice about it. */
  isChosen: boolean
  onMend: (place: OpenedPage) => void
}

function Request({ request, title, isChosen, onMend }: RequestProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (isChosen) heading.current?.focus()
  }, [])
  const { db, language, now } = useApp()
  const { isBusy, error, run } = useSessionAction()
  const { number, state, nextStep, filedAt, deadline, note, amount, payment } = request
  const reason = requestReasons.find((each) => each === request.reason)
  const isOverdue = deadline !== undefined && deadline < vietnamDay(now)
  const mend = () =>
    run(async () => {
      if (db) onMend(await beginMending(db, issuer, number))
    })
  return (
    <article class="request">
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <p>
        <strong>{tService(`state.${knownState(state)}`)}</strong>
      </p>
      <p class="small" {...verbatim}>
        {number}
      </p>
      <p class="small">{tService('requests.filed', { moment: writeMoment(filedAt, language) })}</p>
      {deadline !== undefined && (
        <p class={isOverdue ? 'validation-error' : undefined}>
          {tService(isOverdue ? 'requests.overdue' : 'requests.due', { date: writeDate(deadline, language) })}
        </p>
      )}
      {reason && <p>{tService(`reason.${reason}`)}</p>}
      {note && (
        <blockquote lang="vi" class="lines">
          {note}
        </blockquote>
      )}
      {amount !== undefined && (
        <p>{tService('requests.amount', { amount: writeAmount(amount, language) })}</p>
      )}
      <p>{tService(payment ? 'next.transfer' : `next.${knownStep(nextStep)}`)}</p>
      {payment && (
        <a class="primary" href="/tien-ich/nop-tien">
          {tService('requests.pay')}
        </a>
      )}
      {error && <ErrorText code={error.code} />}
      {nextStep === 'mend' && (
        <button type="button" class="primary" aria-disabled={isBusy} onClick={mend}>
          {tService('requests.mend')}
        </button>
      )}
    </article>
  )
}

/** Requests of the newest snapshot, and what is begun on this device. */
function useRequests(): { kept: Kept; drafts: readonly ServiceDraft[] } {
  const { db, summary } = useApp()
  const [kept, setKept] = useState<Kept>({ name: 'loading' })
  const [drafts, setDrafts] = useState<readonly ServiceDraft[]>([])
  useEffect(() => {
    const read = async (): Promise<Kept> => {
      const history = db && (await loadHistory(db))
      const requests = readRequests(history?.unread)
      if (!requests.ok) return { name: 'unreadable' }
      return { name: 'ready', requests: requests.value, ...(history && { issuedAt: history.issuedAt }) }
    }
    read().then(setKept, () => setKept({ name: 'unreadable' }))
    if (db) listServiceDrafts(db).then(setDrafts, () => {})
  }, [db, summary.sequence])
  return { kept, drafts }
}
