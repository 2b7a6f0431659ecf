import { useEffect, useState } from 'preact/hooks'

/** Whether the service has answered since the device last said that its network went. */
let hasAnswered = false
const watchers = new Set<() => void>()

/** Notes that the service answered, or that it could not be reached. */
export function noteAnswer(answered: boolean): void {
  if (hasAnswered === answered) return
  hasAnswered = answered
  for (const watcher of watchers) watcher()
}

/**
 * Whether there is a network: the device says so, or the service has answered all the same (behind a VPN, in
 * some browsers and on some desktops `navigator.onLine` is false for ever). It may still lead nowhere; a
 * refresh finds out.
 */
export function isOnline(): boolean {
  return navigator.onLine || hasAnswered
}

/** `isOnline`, kept up to date; `atFirst` is said until the first effect. */
export function useOnline(atFirst = isOnline()): boolean {
  const [online, setOnline] = useState(atFirst)
  useEffect(() => {
    const update = () => setOnline(isOnline())
    const lose = () => {
      noteAnswer(false)
      update()
    }
    update()
    watchers.add(update)
    addEventListener('online', update)
    addEventListener('offline', lose)
    return () => {
      watchers.delete(update)
      removeEventListener('online', update)
      removeEventListener('offline', lose)
    }
  }, [])
  return online
}
