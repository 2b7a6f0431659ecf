import { useCallback, useEffect, useState } from 'preact/hooks'
import type { ErrorCode } from '../core/api/error-codes.ts'
import { errorCodeOf } from '../core/app-error.ts'
import { useDesk } from './desk-context.ts'
import { noteUse } from './session/session-end.ts'

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly code: ErrorCode }

/** Loads when `key` changes and when asked again; an answer to an earlier question is dropped. */
export function useLoaded<T>(key: string, load: () => Promise<T>) {
  const { session, onError } = useDesk()
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' })
  const [round, setRound] = useState(0)
  useEffect(() => {
    let isOutdated = false
    setLoaded({ state: 'loading' })
    load().then(
      (value) => {
        noteUse()
        if (!isOutdated) setLoaded({ state: 'ready', value })
      },
      (cause) => {
        const code = errorCodeOf(cause)
        onError(code)
        if (!isOutdated) setLoaded({ state: 'failed', code })
      },
    )
    return () => {
      isOutdated = true
    }
  }, [key, round])
  const reload = useCallback(() => setRound((before) => before + 1), [])
  // What is on screen stays when a session is taken up again: something may have been typed into it.
  useEffect(() => {
    if (loaded.state === 'failed') reload()
  }, [session])
  return { loaded, setLoaded, reload }
}
