import { useEffect } from 'preact/hooks'

/** Keeps the screen on while the component is shown; browsers drop the lock with the page out of sight, so it is renewed. */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined
    let over = false
    const hold = async () => {
      if (document.hidden) return
      lock = await navigator.wakeLock?.request('screen')
      if (over) await lock?.release()
    }
    // Refused with an empty battery, or unknown to the browser: the screen then goes dark as usual.
    const holdQuietly = () => void hold().catch(() => {})
    holdQuietly()
    document.addEventListener('visibilitychange', holdQuietly)
    return () => {
      over = true
      document.removeEventListener('visibilitychange', holdQuietly)
      lock?.release().catch(() => {})
    }
  }, [])
}
