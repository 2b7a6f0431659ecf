import { useEffect, useRef, useState } from 'preact/hooks'
import { isAppRoute } from '../../../core/api/app-routes.ts'
import type { ErrorCode } from '../../../core/api/error-codes.ts'
import { errorCodeOf } from '../../../core/app-error.ts'
import type { InboxItem, InboxKind } from '../../../core/snapshot/inbox.ts'
import type { InboxTextKey } from '../../../i18n/keys.ts'
import { writeMoment } from '../../../i18n/written-forms.ts'
import { readClock } from '../../../ui/browser/clock.ts'
import type { WalletDatabase } from '../../../wallet/database/wallet-database.ts'
import { type KeptInbox, loadInbox, markInboxRead } from '../../../wallet/inbox/inbox.ts'
import { useApp } from '../../app-state.ts'
import { SubPage } from '../../components/sub-page.tsx'
import { showUnread } from '../../inbox/unread-badge.ts'
import { isQuestionDue, PushQuestion } from '../../push/push-question.tsx'
import { PushSettings } from '../../push/push-settings.tsx'
import { usePush } from '../../push/use-push.ts'
import { chooseRequest } from '../../requests/chosen-request.ts'
import { ErrorText } from '../../requests/error-text.tsx'
import { inboxTexts, tInbox } from '../../texts/inbox-texts.ts'
import { pushTexts } from '../../texts/push-texts.ts'
import { writeItem, writeTitles } from './write-item.ts'
import './inbox.css'

/** What the person was told, by the newest snapshot on this device; opening the screen marks it as read. */
export function InboxScreen() {
  inboxTexts.use()
  pushTexts.use()
  const { db, summary, language } = useApp()
  const push = usePush(db, summary.signedIn, () => ({ language, titles: writeTitles() }))
  const [inbox, setInbox] = useState<KeptInbox>()
  const [isLoaded, setLoaded] = useState(false)
  const [error, setError] = useState<ErrorCode>()
  // What was unread when it was first seen stays marked as new while the screen is open.
  const news = useRef(new Set<string>())
  const load = async () => {
    if (!db) return setError('storage_unavailable')
    setError(undefined)
    try {
      const kept = await loadInbox(db)
      const unread = kept?.items.flatMap(({ id, isRead }) => (isRead ? [] : [id])) ?? []
      for (const id of unread) news.current.add(id)
      setInbox(kept)
      setLoaded(true)
      if (unread.length > 0) await sendMarks(db, unread)
    } catch (cause) {
      setError(errorCodeOf(cause))
    }
  }
  useEffect(() => void load(), [db, summary.sequence])
  // Once something useful has come.
  const isAsked = (inbox?.items.length ?? 0) > 0 && isQuestionDue(push)
  return (
    <SubPage title={tInbox('inbox.title')} up="/tien-ich">
      <p>{tInbox('inbox.lead')}</p>
      {isAsked && <PushQuestion push={push} />}
      {error && (
        <>
          <ErrorText code={error} />
          <button type="button" class="plain" onClick={() => void load()}>
            {tInbox('inbox.retry')}
          </button>
        </>
      )}
      {!isLoaded && !error && <p class="loading-state">{tInbox('inbox.loading')}</p>}
      {isLoaded && !inbox && (
        <div class="empty">
          <p>{tInbox('inbox.signedOut')}</p>
          <a class="plain" href="/dang-nhap">
            {tInbox('inbox.signIn')}
          </a>
        </div>
      )}
      {inbox?.items.length === 0 && <p class="empty">{tInbox('inbox.empty')}</p>}
      {inbox && inbox.items.length > 0 && (
        <ol class="inbox">
          {inbox.items.map((item) => (
            <InboxEntry key={item.id} item={item} isNew={news.current.has(item.id)} />
          ))}
        </ol>
      )}
      {inbox && <p class="small">{tInbox('inbox.asOf', { time: writeMoment(inbox.issuedAt, language) })}</p>}
      {!isAsked && <PushSettings push={push} />}
    </SubPage>
  )
}

/** On this device at once, to the issuer when there is a network. */
async function sendMarks(db: WalletDatabase, ids: readonly string[]): Promise<void> {
  await markInboxRead(db, ids, { id: crypto.randomUUID(), now: readClock() })
  await showUnread(db)
  const { sendNow } = await import('../../outbox/send-outbox.ts')
  await sendNow(db).catch(() => {})
}

const kinds: Readonly<Record<string, InboxTextKey>> = {
  security: 'inbox.kind.security',
  decision: 'inbox.kind.decision',
  payment: 'inbox.kind.payment',
  validity: 'inbox.kind.validity',
  news: 'inbox.kind.news',
} satisfies Record<InboxKind, InboxTextKey>

function InboxEntry({ item, isNew }: { item: InboxItem; isNew: boolean }) {
  const { language } = useApp()
  const { kind, severity, at, route, values } = item
  const { title, text } = writeItem(item, language)
  const label = kinds[kind] ?? 'inbox.kind.other'
  return (
    <li class={severity === 'warning' ? 'warning' : undefined}>
      <p class="inbox-facts small">
        {isNew && <strong class="new">{tInbox('inbox.new')}</strong>} <span>{tInbox(label)}</span>{' '}
        <span>{writeMoment(at, language)}</span>
      </p>
      <h2>{title}</h2>
      <p class="inbox-text">{text}</p>
      {route !== undefined && isAppRoute(route) && (
        <a
          class="plain"
          href={route}
          aria-label={`${tInbox('inbox.look')}: ${title}`}
          onClick={() => chooseRequest(values['file'])}
        >
          {tInbox('inbox.look')}
        </a>
      )}
    </li>
  )
}
