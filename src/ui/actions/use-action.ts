import { useEffect, useRef, useState } from 'preact/hooks'
import { readClock } from '../browser/clock.ts'
import { type ActionError, toActionError } from './action-error.ts'

/** Something that a screen does for the person, one at a time, and how it failed. */
export type Action = {
  readonly isBusy: boolean
  /** How the last one failed; gone when the next one begins. */
  readonly error: ActionError | undefined
  /** Begins the work, unless something is being done already. */
  readonly run: (work: Work) => void
  /**
   * As `run`; resolves to true once it is done, to false if it failed, never began, or the screen has gone
   * meanwhile.
   */
  readonly complete: (work: Work) => Promise<boolean>
  /** Shows an error that was found without doing anything. */
  readonly fail: (cause: unknown) => void
  readonly clear: () => void
}

/** Whatever takes a while. `signal` is aborted when the screen goes. */
export type Work = (signal: AbortSignal) => Promise<void>

/** What a page does around each action of its screens. */
export type ActionRules = {
  /**
   * Does the work; where something stands in its way that the page can clear away, it does that and tries
   * again.
   */
  readonly attempt?: (work: () => Promise<void>) => Promise<void>
  readonly onError?: (error: ActionError) => void
}

const plainAttempt: NonNullable<ActionRules['attempt']> = (work) => work()

/** Busy, error and abort of whatever a screen does. What was typed is the screen's own and stays. */
export function useAction({ attempt = plainAttempt, onError }: ActionRules = {}): Action {
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ActionError>()
  const isRunning = useRef(false)
  const gone = useRef(new AbortController())
  useEffect(() => () => gone.current.abort(), [])

  const fail = (cause: unknown) => {
    const found = toActionError(cause, readClock())
    setError(found)
    onError?.(found)
  }
  const complete = async (work: Work): Promise<boolean> => {
    if (isRunning.current) return false
    isRunning.current = true
    setBusy(true)
    setError(undefined)
    const { signal } = gone.current
    try {
      await attempt(() => work(signal))
      return !signal.aborted
    } catch (cause) {
      fail(cause)
      return false
    } finally {
      isRunning.current = false
      setBusy(false)
    }
  }
  return {
    isBusy,
    error,
    run: (work) => void complete(work),
    complete,
    fail,
    clear: () => setError(undefined),
  }
}
