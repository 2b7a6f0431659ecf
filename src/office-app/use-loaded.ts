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

/**
 * An action of an officer: one at a time, with the code of what went wrong. `run` answers whether it was
 * done.
 */
export function useOfficeAction() {
  const { onError, prove } = useDesk()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorCode>()
  const run = async (action: () => Promise<void>): Promise<boolean> => {
    if (isBusy) return false
    setBusy(true)
    setError(undefined)
    try {
      await action().catch(async (cause) => {
        // Once more, when a code has been given.
        if (errorCodeOf(cause) !== 'officer_proof_needed' || !(await prove())) throw cause
        await action()
      })
      noteUse()
      return true
    } catch (cause) {
      const code = errorCodeOf(cause)
      onError(code)
      setError(code)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, error, run }
}
