import { useEffect, useState } from 'preact/hooks'

/** The device's clock in Unix seconds. */
export function readClock(): number {
  return Math.floor(Date.now() / 1000)
}

/** The clock for what ages on screen: moved on twice a minute, and when the page comes back into sight. */
export function useNow(): number {
  const [now, setNow] = useState(readClock)
  useEffect(() => {
    const update = () => setNow(readClock())
    const timer = setInterval(update, 30_000)
    document.addEventListener('visibilitychange', update)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', update)
    }
  }, [])
  return now
}

/**
 * Whether the device says that it has a network. It may still lead nowhere; a refresh finds out. `atFirst` is
 * said until the first effect.
 */
export function useOnline(atFirst = navigator.onLine): boolean {
  const [online, setOnline] = useState(atFirst)
  useEffect(() => {
    const update = () => setOnline(navigator.onLine)
    update()
    addEventListener('online', update)
    addEventListener('offline', update)
    return () => {
      removeEventListener('online', update)
      removeEventListener('offline', update)
    }
  }, [])
  return online
}
