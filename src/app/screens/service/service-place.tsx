import type { ComponentProps } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { AppError } from '../../../core/app-error.ts'
import { vietnamDay } from '../../../core/dates/vietnam-day.ts'
import { readReleasedService, type Service, type ServicePack } from '../../../core/services/service-pack.ts'
import { readClock } from '../../../ui/browser/clock.ts'
import { dropDraft } from '../../../wallet/outbox/drafts.ts'
import type { OutboxItem } from '../../../wallet/outbox/outbox.ts'
import {
  draftNameOf,
  listServiceDrafts,
  MOST_SERVICE_DRAFTS,
  type ServiceDraft,
  saveServiceDraft,
} from '../../../wallet/outbox/service-drafts.ts'
import { useApp } from '../../app-state.ts'
import { lazyScreen } from '../../components/lazy-screen.ts'
import { SubPage } from '../../components/sub-page.tsx'
import { useOutbox } from '../../outbox/outbox-list.tsx'
import { tService } from '../../texts/service-texts.ts'
import { pagesOf } from './answers.ts'
import '../scan/scan.css'
import '../lookup/lookup.css'
import './service.css'
import { loadControls } from './fields/field-control.tsx'
import { Filling } from './filling.tsx'
import { fillKnown, type Known, readKnown } from './known.ts'
import type { RequestReceipt } from './requests/request-receipt.tsx'
import { sendRequest } from './send-request.ts'
import { SendingView } from './sending-view.tsx'
import { ServiceList } from './service-list.tsx'
import { ServiceStart } from './service-start.tsx'
import { type Pages, REVIEW, usePages } from './use-pages.ts'
import { finishWriting } from './use-request-draft.ts'
import { useServices } from './use-services.ts'

/** The receipt, with what verifies it, once there is one. */
const LazyReceipt = lazyScreen<ComponentProps<typeof RequestReceipt>>({
  offline: 'later',
  texts: [],
  load: async () => (await import('./requests/request-receipt.tsx')).RequestReceipt,
})

/** All public services: the list, and the one that is being filled in or sent. */
export function ServicePlace() {
  const { state, retry } = useServices()
  const pages = usePages()
  const outbox = useOutbox()
  const found = outbox?.find(({ id }) => id === pages.place?.draft)
  // What had arrived before this screen was opened is done: who comes back to it begins anew.
  const done = useRef<ReadonlySet<string>>(undefined)
  if (outbox) done.current ??= new Set(outbox.filter(({ state }) => state === 'sent').map(({ id }) => id))
  const item = found && done.current?.has(found.id) ? undefined : found
  const kept = useKept(nameDraft(pages.place?.draft, item))
  if (state.name !== 'ready') {
    return (
      <SubPage title={tService('list.title')} up="/tien-ich">
        {state.name === 'loading' ? (
          <p role="status">{tService('list.loading')}</p>
        ) : (
          <div class="empty" role="alert">
            <p>{tService('list.missing')}</p>
            <button type="button" class="primary" onClick={retry}>
              {tService('list.retry')}
            </button>
          </div>
        )}
      </SubPage>
    )
  }
  const { pack, isOld } = state
  const { place } = pages
  const waiting = new Set(outbox?.map(({ id }) => id))
  const inHand = kept?.drafts.filter(({ id }) => !waiting.has(id)) ?? []
  if (!place) {
    return <ServiceList pack={pack} drafts={inHand} isOld={isOld} pages={pages} />
  }
  if (item?.state === 'sent')
    return <LazyReceipt item={item} pack={pack} onBack={() => pages.replace(undefined)} />
  const inPack = pack.services.find(({ definition }) => definition.id === place.service)
  if (item) {
    const { service, draft } = place
    return (
      <SendingView
        item={item}
        service={inPack}
        onTakenBack={() => pages.replace({ service, ...(draft !== undefined && { draft }), page: REVIEW })}
        onBack={() => pages.replace(undefined)}
      />
    )
  }
  if (!kept || !outbox) {
    return (
      <SubPage title={tService('list.title')}>
        <p role="status">{tService('list.loading')}</p>
      </SubPage>
    )
  }
  const draft = kept.drafts.find(({ id }) => id === place.draft)
  const service = draft?.mends ? readMended(draft.mends) : inPack
  if (!service) return <Refused pack={pack} id={place.service} onBack={() => pages.replace(undefined)} />
  return <OneService {...{ service, isOld, pages, draft, inHand }} {...kept} />
}

/** The service as it was when a request was filed that came back; the pack may have a later one. */
function readMended({ written, texts }: NonNullable<ServiceDraft['mends']>): Service | undefined {
  const service = readReleasedService({ definition: written, texts })
  return service.ok ? service.value : undefined
}

type Kept = {
  readonly drafts: readonly ServiceDraft[]
  readonly known: Known
  /** A new one, as it was stored. */
  readonly begin: (draft: ServiceDraft) => void
}

/** What `useKept` is read for: another draft, or the same one before and after it was on its way. */
function nameDraft(id: string | undefined, item?: OutboxItem): string {
  return `${id} ${item !== undefined}`
}

/**
 * What is begun on this device and what the wallet knows; undefined until it was read for `of`: a draft that
 * is opened, or comes back from being sent, is as it was left.
 */
function useKept(of: string): Kept | undefined {
  const { db, summary } = useApp()
  const [kept, setKept] = useState<Omit<Kept, 'begin'> & { of: string }>()
  const read = async () => {
    await finishWriting()
    const [drafts, known] = await Promise.all([
      db ? listServiceDrafts(db).catch(() => []) : [],
      readKnown(db, summary.cards),
    ])
    setKept({ of, drafts, known })
  }
  useEffect(() => void read(), [db, summary.sequence, of])
  const begin = (draft: ServiceDraft) =>
    kept && setKept({ of: nameDraft(draft.id), drafts: [draft, ...kept.drafts], known: kept.known })
  return kept?.of === of ? { ...kept, begin } : undefined
}

type OneServiceProps = Kept & {
  service: Service
  isOld: boolean
  pages: Pages
  draft: ServiceDraft | undefined
  /** Of all services, begun and not on its way. */
  inHand: readonly ServiceDraft[]
}

function OneService({ service, isOld, pages, draft, inHand, drafts, known, begin }: OneServiceProps) {
  const { db, language, now } = useApp()
  const { definition } = service
  const toList = () => pages.replace(undefined)
  const start = async () => {
    if (!db) throw new AppError('storage_unavailable')
    if (drafts.length >= MOST_SERVICE_DRAFTS) throw new AppError('outbox_full')
    const answers = fillKnown(definition, {}, known)
    const [first] = pagesOf(definition, answers, { today: vietnamDay(now) })
    const draft: ServiceDraft = {
      id: crypto.randomUUID(),
      service: definition.id,
      version: definition.version,
      answers,
      page: first?.id ?? REVIEW,
      changedAt: readClock(),
    }
    await Promise.all([saveServiceDraft(db, draft), loadControls(definition, language)])
    begin(draft)
    pages.replace({ service: definition.id, draft: draft.id, page: draft.page })
  }
  if (!draft) {
    const own = inHand.filter((each) => each.service === definition.id)
    return (
      <ServiceStart
        {...{ service, isOld }}
        drafts={own}
        onOpen={pages.open}
        onBack={toList}
        onStart={start}
      />
    )
  }
  return (
    <Filling
      key={draft.id}
      service={service}
      first={draft}
      known={known}
      pages={pages}
      onSend={async (filled, proof) => {
        if (!db) throw new AppError('storage_unavailable')
        await sendRequest(db, service, filled, { day: vietnamDay(now), proof })
      }}
      onDiscard={async ({ id }) => {
        await finishWriting()
        if (db) await dropDraft(db, draftNameOf(id)).catch(() => {})
        toList()
      }}
    />
  )
}

/**
 * A definition that this version of the app cannot read, or that is no longer there. What was answered stays
 * on the device.
 */
function Refused({ pack, id, onBack }: { pack: ServicePack; id: string; onBack: () => void }) {
  const isRefused = pack.refused.some((refused) => refused.id === id)
  return (
    <SubPage title={tService('list.title')}>
      <div class="empty" role="alert">
        <p>{tService(isRefused ? 'service.refused' : 'service.gone')}</p>
        <button type="button" class="primary" onClick={onBack}>
          {tService('service.toList')}
        </button>
      </div>
    </SubPage>
  )
}
