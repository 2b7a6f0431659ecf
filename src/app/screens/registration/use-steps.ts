import { useEffect, useRef, useState } from 'preact/hooks'
import { isPage, type Page, pageAfter, pageBefore } from './steps.ts'

/** What the history remembers of each page: the address stays the same, the browser's Back button goes from page to page. */
type Entry = {
  registration: Page
  /** The page that was left for this one. */
  from?: Page
  /** Came from the review to change one thing: forward and back both lead there. */
  returns?: boolean
}

function readEntry(): Entry {
  const state: Partial<Entry> | null = history.state
  const page = state?.registration
  return state && isPage(page) ? { ...state, registration: page } : { registration: 'start' }
}

export type Steps = ReturnType<typeof useSteps>

/** The page on screen, and the ways between pages. */
export function useSteps() {
  const [entry, setEntry] = useState(readEntry)
  useEffect(() => {
    const update = () => setEntry(readEntry())
    addEventListener('popstate', update)
    return () => removeEventListener('popstate', update)
  }, [])
  const page = entry.registration
  useFocusOnPage(page)

  const show = (next: Entry, { replace }: { replace: boolean }) => {
    if (replace) history.replaceState(next, '')
    else history.pushState(next, '')
    setEntry(next)
  }
  const back = () => {
    const before = entry.returns ? 'review' : pageBefore(page)
    if (entry.from === before) history.back()
    else show({ registration: before }, { replace: true })
  }
  return {
    page,
    returns: entry.returns === true,
    go: (next: Page) => show({ registration: next, from: page }, { replace: false }),
    replace: (next: Page) => show({ registration: next }, { replace: true }),
    /** From the review to one page and back. */
    visit: (next: Page) => show({ registration: next, from: page, returns: true }, { replace: false }),
    next: () => {
      if (entry.returns) back()
      else show({ registration: pageAfter(page), from: page }, { replace: false })
    },
    back,
  }
}

/** After a change of page reading goes on at its heading. */
function useFocusOnPage(page: Page): void {
  const shown = useRef(page)
  useEffect(() => {
    if (shown.current === page) return
    shown.current = page
    scrollTo(0, 0)
    document.querySelector<HTMLElement>('#main h1')?.focus({ preventScroll: true })
  }, [page])
}
