import { useApp } from '../../app-state.ts'
import { lazyComponent } from '../../components/lazy-component.tsx'
import { tHistory } from '../../texts/history-texts.ts'

/** The texts of errors come with a library of their own: only when there is one. */
const LazyErrorText = lazyComponent(async (language) => {
  const { openErrorText } = await import('../../requests/open-error-text.ts')
  return openErrorText(language)
})

/** The shape of what is coming, without pretending to content. */
export function Skeleton() {
  return (
    <div class="skeleton" aria-hidden="true">
      <span />
      <span />
      <span />
    </div>
  )
}

/** What is stored does not open, or nothing does. */
export function HistoryError() {
  const { db } = useApp()
  return (
    <>
      <p>{tHistory('history.failed')}</p>
      <LazyErrorText code={db ? 'storage_damaged' : 'storage_timeout'} />
    </>
  )
}

/** Nothing has been fetched yet, and how that comes about. */
export function NoHistory({ signedIn }: { signedIn: boolean }) {
  return (
    <div class="empty">
      <p>{tHistory(signedIn ? 'history.none' : 'history.signedOut')}</p>
      {!signedIn && (
        <a class="primary" href="/dang-nhap">
          {tHistory('history.signIn')}
        </a>
      )}
    </div>
  )
}
