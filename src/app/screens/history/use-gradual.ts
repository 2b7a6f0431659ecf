import { useEffect, useState } from 'preact/hooks'
import { firstRows } from '../../../history-view/visit-years.ts'

/** So few that they fit into what a slow phone has left of a frame. */
const moreRows = 6

/**
 * How many of `total` rows to make now: a screenful at once, and the rest while nothing else is to be done, faster than anybody scrolls.
 * Every row is in the page in the end, so that scrolling, finding in the page and screen readers need no replacement. Another `list`
 * begins anew.
 */
export function useGradual(total: number, list: unknown): number {
  const [made, setMade] = useState({ list, rows: firstRows })
  const rows = made.list === list ? made.rows : firstRows
  useEffect(() => {
    if (rows >= total) return undefined
    const more = () => setMade({ list, rows: rows + moreRows })
    // Safari has no idle callbacks.
    if (!('requestIdleCallback' in globalThis)) {
      const timer = setTimeout(more, 16)
      return () => clearTimeout(timer)
    }
    const handle = requestIdleCallback(more, { timeout: 500 })
    return () => cancelIdleCallback(handle)
  }, [rows, total, list])
  return Math.min(rows, total)
}
