import { useEffect, useRef, useState } from 'preact/hooks'
import { type ActionError, toActionError } from '../../../ui/actions/action-error.ts'
import { readClock } from '../../../ui/browser/clock.ts'
import { useApp } from '../../app-state.ts'
import { isSessionOver } from '../../requests/session-error.ts'

export type Answered<T> =
  | { state: 'loading' }
  | { state: 'failed'; error: ActionError }
  | { state: 'ready'; value: T }

/** When to ask again where a network that is said to be there does not carry yet, in milliseconds. */
const RETRY_AFTER = [1_000, 4_000, 15_000] as const

/**
 * What the issuer says to the person who is signed in; asked when the screen opens and when a network comes,
 * some times more if that leads nowhere yet, and again by `reload`, which leaves the former answer on screen
 * meanwhile.
 */
export function useAnswer<T>(ask: () => Promise<T>) {
  const { summary, online, refresh } = useApp()
  const [answered, setAnswered] = useState<Answered<T>>({ state: 'loading' })
  const reload = async () => {
    try {
      setAnswered({ state: 'ready', value: await ask() })
    } catch (cause) {
      const error = toActionError(cause, readClock())
      setAnswered({ state: 'failed', error })
      if (isSessionOver(error)) await refresh({ force: true })
    }
  }
  useEffect(() => {
    if (summary.signedIn && online && answered.state !== 'ready') reload().catch(() => {})
  }, [summary.signedIn, online])
  const retries = useRef(0)
  useEffect(() => {
    if (!online || answered.state !== 'failed' || answered.error.code !== 'offline') return
    const wait = RETRY_AFTER[retries.current++]
    if (wait === undefined) return
    const timer = setTimeout(() => void reload().catch(() => {}), wait)
    return () => clearTimeout(timer)
  }, [answered, online])
  return { answered, reload }
}
