import type { ComponentChildren } from 'preact'
import type { AppRoute } from '../../../core/api/app-routes.ts'
import type { History } from '../../../wallet/load-history.ts'
import { useApp } from '../../app-context.ts'
import { sayHistory } from '../../history-texts.ts'
import { lazyPart } from '../../lazy-part.tsx'
import { formatDay } from './history-format.ts'
import { useHistories } from './use-histories.ts'
import '../../styles/screens.css'
import './history.css'

const parts = [
  { path: '/qua-trinh', text: 'history.participation' },
  { path: '/qua-trinh/huong', text: 'history.benefits' },
  { path: '/qua-trinh/kham', text: 'history.visits' },
] as const satisfies readonly { path: AppRoute; text: string }[]

/** The texts of errors come with a library of their own: only when there is one. */
const HistoryFault = lazyPart(async (language) => {
  const [{ ErrorText }, { loadAppTexts }] = await Promise.all([
    import('../../components/error-text.tsx'),
    import('../../app-texts.ts'),
  ])
  await loadAppTexts(language)
  return ErrorText
})

type FrameProps = {
  path: (typeof parts)[number]['path']
  /** Whether this history has anything for this part; without, `empty` is said. */
  isEmpty: (history: History) => boolean
  empty: string
  children: (history: History) => ComponentChildren
}

/** What every part of the history has: the way to the other parts, and its states while there is nothing to show. */
export function HistoryFrame({ path, isEmpty, empty, children }: FrameProps) {
  const { db, face, language } = useApp()
  const loaded = useHistories()
  const history = loaded.state === 'ready' ? loaded.history : undefined
  return (
    <div class="page history">
      <h1>{sayHistory('history.title')}</h1>
      <nav class="parts" aria-label={sayHistory('history.parts')}>
        {parts.map((part) => (
          <a key={part.path} href={part.path} aria-current={part.path === path ? 'page' : undefined}>
            {sayHistory(part.text)}
          </a>
        ))}
      </nav>
      {loaded.state === 'loading' && <Skeleton />}
      {loaded.state === 'failed' && (
        <>
          <p>{sayHistory('history.failed')}</p>
          <HistoryFault code={db ? 'storage_damaged' : 'storage_timeout'} />
        </>
      )}
      {loaded.state === 'ready' && !history && <NoHistory signedIn={face.signedIn} />}
      {history && (
        <>
          <p class="small">{sayHistory('history.source', { date: formatDay(history.issuedAt, language) })}</p>
          {isEmpty(history) ? <p class="empty">{empty}</p> : children(history)}
        </>
      )}
    </div>
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

function NoHistory({ signedIn }: { signedIn: boolean }) {
  return (
    <div class="empty">
      <p>{sayHistory(signedIn ? 'history.none' : 'history.signedOut')}</p>
      {!signedIn && (
        <a class="primary" href="/dang-nhap">
          {sayHistory('history.signIn')}
        </a>
      )}
    </div>
  )
}
