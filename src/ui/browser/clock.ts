import { useEffect, useRef, useState } from 'preact/hooks'
import { readClocks, wasSetBetween } from './clock-set.ts'

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
 * Whether the device's clock was set while this page lived. `confirmedAt` changes when the service has told
 * the time: from then on the difference is known, and the clock is watched anew.
 */
export function useClockSet(confirmedAt: number | undefined): boolean {
  const [wasSet, setWasSet] = useState(false)
  const last = useRef(readClocks())
  useEffect(() => {
    last.current = readClocks()
    setWasSet(false)
  }, [confirmedAt])
  useEffect(() => {
    let wasHidden = document.hidden
    const look = () => {
      const reading = readClocks()
      if (wasSetBetween(last.current, reading, wasHidden || document.hidden)) setWasSet(true)
      last.current = reading
      wasHidden = document.hidden
    }
    const timer = setInterval(look, 5_000)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return wasSet
}
