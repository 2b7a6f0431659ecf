import { useEffect } from 'preact/hooks'
import { OFFICER_SESSION_IDLE, type OfficerSessionView } from '../../core/api/officer-contract.ts'

const CHECK_INTERVAL = 5_000

let usedAt = 0

/** Notes that the service has answered in the session, which it keeps open for that. */
export function noteUse(): void {
  usedAt = Date.now()
}

/**
 * Calls when the session must have ended: unused for half an hour, or at its end however much it is used. By
 * differences of times only, since the clock here may not be the service's.
 *
 * @param session Of the last sign-in; undefined while there is none.
 */
export function useSessionEnd(session: OfficerSessionView | undefined, onEnd: () => void): void {
  useEffect(() => {
    if (session === undefined) return
    noteUse()
    const endsAt = Date.now() + (session.endsAt - session.expiresAt + OFFICER_SESSION_IDLE) * 1000
    const check = () => {
      if (Date.now() >= Math.min(usedAt + OFFICER_SESSION_IDLE * 1000, endsAt)) onEnd()
    }
    const timer = setInterval(check, CHECK_INTERVAL)
    // Timers stand still while the machine sleeps.
    document.addEventListener('visibilitychange', check)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', check)
    }
  }, [session])
}
