import { useRef, useState } from 'preact/hooks'
import { readClock } from '../../ui/browser/clock.ts'
import { useApp } from '../app-state.ts'
import { type ActionError, isSessionOver, toActionError } from './action-error.ts'

/**
 * Something that a screen does for the person, one at a time, and how it failed. What was typed is the screen's own and stays. A
 * session that turns out to be over is noted by the refresh that follows.
 */
export function useAction() {
  const { refresh } = useApp()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ActionError>()
  const isRunning = useRef(false)

  const run = async (work: () => Promise<void>): Promise<void> => {
    if (isRunning.current) return
    isRunning.current = true
    setBusy(true)
    setError(undefined)
    try {
      await work()
    } catch (cause) {
      const found = toActionError(cause, readClock())
      setError(found)
      if (isSessionOver(found)) void refresh({ force: true }).catch(() => {})
    }
    isRunning.current = false
    setBusy(false)
  }
  return {
    isBusy,
    error,
    clear: () => setError(undefined),
    run: (work: () => Promise<void>) => void run(work),
  }
}

export type Action = ReturnType<typeof useAction>
