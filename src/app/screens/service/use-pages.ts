import { useEffect, useState } from 'preact/hooks'

/**
 * Pages beside those of the definition; their names cannot be a page's (a page's id begins with a small
 * letter).
 */
export const START = '#start'
export const REVIEW = '#review'

/** Where in a service somebody is. */
export type OpenedPage = {
  readonly service: string
  /** The draft that is being filled in; absent on the start page of a new one. */
  readonly draft?: string
  readonly page: string
}

/**
 * What the history remembers of each page: the address stays the same, the browser's Back button goes from
 * page to page.
 */
type Entry = OpenedPage & {
  /** The page that was left for this one. */
  readonly from?: string
  /** Came from the review to change one thing: forward and back both lead there. */
  readonly returns?: boolean
}

let chosen: OpenedPage | undefined

/**
 * Remembers where the screen of services is to open: which service somebody asks for goes into no address.
 */
export function choosePlace(place: OpenedPage): void {
  chosen = place
}

function readEntry(): Entry | undefined {
  const entry: unknown = history.state?.service
  return typeof entry === 'object' && entry !== null ? (entry as Entry) : undefined
}

/** The place that was chosen elsewhere, once, else the one that the history has. */
function readFirst(): Entry | undefined {
  const place = chosen
  chosen = undefined
  if (!place) return readEntry()
  history.replaceState({ service: place }, '')
  return place
}

export type Pages = ReturnType<typeof usePages>

/** The page on screen, and the ways between pages; undefined `place`: the list of services. */
export function usePages() {
  const [entry, setEntry] = useState(readFirst)
  useEffect(() => {
    const update = () => setEntry(readEntry())
    addEventListener('popstate', update)
    return () => removeEventListener('popstate', update)
  }, [])

  const show = (next: Entry | undefined, { isNew }: { isNew: boolean }) => {
    const state = next ? { service: next } : null
    if (isNew) history.pushState(state, '')
    else history.replaceState(state, '')
    setEntry(next)
  }
  const at = (page: string, more: Partial<Entry> = {}): Entry | undefined => {
    const { service, draft } = entry ?? {}
    return service === undefined
      ? undefined
      : { service, ...(draft !== undefined && { draft }), page, ...more }
  }
  return {
    place: entry as OpenedPage | undefined,
    returns: entry?.returns === true,
    /** To a service, or to a draft of it. */
    open: (place: OpenedPage) => show(place, { isNew: true }),
    /** In the place of this page: a draft has begun, or what is left cannot be gone back to. */
    replace: (place: OpenedPage | undefined) => show(place, { isNew: false }),
    go: (page: string) => show(at(page, entry && { from: entry.page }), { isNew: true }),
    /** From the review to one page and back. */
    visit: (page: string) => show(at(page, { from: REVIEW, returns: true }), { isNew: true }),
    /** To the page before, or to the review where it was come from. */
    back: (before: string | undefined) => {
      const to = entry?.returns ? REVIEW : before
      if (to !== undefined && entry?.from === to) history.back()
      else show(to === undefined ? undefined : at(to), { isNew: false })
    },
  }
}
