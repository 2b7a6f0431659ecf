import { useEffect, useState } from 'preact/hooks'
import type { InsuranceKind, ParticipationPeriod } from '../../../core/snapshot/history.ts'
import { type History, loadHistory } from '../../../wallet/load-history.ts'
import { useApp } from '../../app-context.ts'
import { say } from '../../app-texts.ts'
import { ErrorText } from '../../components/error-text.tsx'
import { SubPage } from '../../components/sub-page.tsx'
import { UpdateOffer } from '../../components/update-offer.tsx'
import { countMonths, formatDay, formatDong, formatMonth, formatMonths } from './history-format.ts'

type Loaded = { state: 'loading' } | { state: 'ready'; history: History | undefined } | { state: 'failed' }

const kinds: readonly InsuranceKind[] = ['bhxh', 'bhyt', 'bhtn', 'tnld']

/** What the insurer has on record about the person's participation, by kind of insurance, newest first. */
export function HistoryScreen() {
  const { db, face } = useApp()
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' })
  useEffect(() => {
    if (!db) return setLoaded({ state: 'failed' })
    loadHistory(db).then(
      (history) => setLoaded({ state: 'ready', history }),
      () => setLoaded({ state: 'failed' }),
    )
    return undefined
  }, [db, face.sequence])
  return (
    <SubPage title={say('history.title')}>
      <UpdateOffer />
      {loaded.state === 'loading' && <Skeleton />}
      {loaded.state === 'failed' && (
        <>
          <p>{say('history.failed')}</p>
          <ErrorText code={db ? 'storage_damaged' : 'storage_timeout'} />
        </>
      )}
      {loaded.state === 'ready' && <Content history={loaded.history} signedIn={face.signedIn} />}
    </SubPage>
  )
}

/** The shape of what is coming, without pretending to content. */
function Skeleton() {
  return (
    <div class="skeleton" aria-hidden="true">
      <span />
      <span />
      <span />
    </div>
  )
}

function Content({ history, signedIn }: { history: History | undefined; signedIn: boolean }) {
  const { language } = useApp()
  if (!history) {
    return (
      <div class="empty">
        <p>{say(signedIn ? 'history.empty' : 'history.signedOut')}</p>
        {!signedIn && (
          <a class="primary" href="/dang-nhap">
            {say('services.signIn')}
          </a>
        )}
      </div>
    )
  }
  const groups = kinds
    .map((kind) => ({ kind, periods: history.participation.filter((period) => period.kind === kind) }))
    .filter(({ periods }) => periods.length > 0)
  if (groups.length === 0) return <p class="empty">{say('history.empty')}</p>
  return (
    <>
      <p class="small">{say('history.source', { date: formatDay(history.issuedAt, language) })}</p>
      {groups.map(({ kind, periods }) => (
        <section key={kind} class="periods" aria-labelledby={`kind-${kind}`}>
          <h2 id={`kind-${kind}`}>{say(`history.${kind}`)}</h2>
          <p class="total">{say('history.total', { time: formatMonths(countMonths(periods), language) })}</p>
          <ol>
            {[...periods]
              .sort((one, other) => (one.from < other.from ? 1 : -1))
              .map((period) => (
                <Period key={`${period.from} ${period.employer ?? ''}`} period={period} />
              ))}
          </ol>
        </section>
      ))}
    </>
  )
}

function Period({ period }: { period: ParticipationPeriod }) {
  const { language } = useApp()
  const { from, to, employer, position, place, salary, debtMonths, voluntary, withdrawn } = period
  return (
    <li>
      <p class="when">
        {formatMonth(from)} – {formatMonth(to)}
        <span class="small"> {formatMonths(countMonths([period]), language)}</span>
      </p>
      {employer && <p>{employer}</p>}
      {position && <p class="small">{position}</p>}
      {place && <p class="small">{place}</p>}
      {salary !== undefined && (
        <p class="small">
          {say('history.salary')}: {formatDong(salary)}
        </p>
      )}
      {voluntary && <p class="small">{say('history.voluntary')}</p>}
      {withdrawn && <p class="mark">{say('history.withdrawn')}</p>}
      {debtMonths !== undefined && debtMonths > 0 && (
        <p class="mark">{say('history.debt', { time: formatMonths(debtMonths, language) })}</p>
      )}
    </li>
  )
}
