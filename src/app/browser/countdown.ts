import { useEffect, useState } from 'preact/hooks'
import { readClock } from '../../ui/browser/clock.ts'

/** Whole seconds until a moment; 0 once it is there. Both in Unix seconds. */
export function secondsLeft(until: number, now: number): number {
  return Math.max(0, Math.ceil(until - now))
}

/** A short time to wait as a clock shows it: `0:09`, `14:59`, `1:02:03`. */
export function formatCountdown(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const [first = 0, ...rest] = parts[0] === 0 ? parts.slice(1) : parts
  return [first, ...rest.map((part) => String(part).padStart(2, '0'))].join(':')
}

/** The seconds left until a moment of this device's clock, counted down on screen; 0 without one. */
export function useSecondsLeft(until: number | undefined): number {
  const [now, setNow] = useState(readClock)
  const left = until === undefined ? 0 : secondsLeft(until, now)
  const isOver = left === 0
  useEffect(() => {
    setNow(readClock())
    if (until === undefined || isOver) return undefined
    const timer = setInterval(() => setNow(readClock()), 1_000)
    return () => clearInterval(timer)
  }, [until, isOver])
  return left
}
