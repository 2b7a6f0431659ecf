import { vietnamDay } from '../dates/vietnam-day.ts'

/** Whether a place is open at a moment; times as `H:MM`, Vietnam's. */
export type Opening =
  /** Until when; none where it never closes. */
  | { readonly isOpen: true; readonly until?: string }
  /** When it opens, or opens again, on the same day. */
  | { readonly isOpen: false; readonly opensAt?: string }

/** Longest text and most parts that are read. */
const [LONGEST, MOST_PARTS] = [200, 14]

const DAYS: readonly string[] = ['CN', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7']
const MINUTES_A_DAY = 24 * 60

type Span = { readonly from: number; readonly to: number }

/**
 * Reads hours as the directory writes them, `T2–T6 7:00–11:30, 13:30–16:30; T7 7:00–11:30` or `24/7`, and
 * says whether a place with them is open at a Unix time in seconds. Undefined for hours written in any other
 * way: those can be shown and not reckoned with. Of public holidays nothing is known here.
 */
export function findOpening(hours: string, now: number): Opening | undefined {
  if (hours.trim() === '24/7') return { isOpen: true }
  const days = readHours(hours)
  if (!days) return undefined
  const day = vietnamDay(now)
  const midnight = Date.parse(`${day}T00:00:00+07:00`) / 1000
  const minute = Math.floor((now - midnight) / 60)
  const spans = days.get(new Date(`${day}T00:00:00Z`).getUTCDay()) ?? []
  const open = spans.find(({ from, to }) => from <= minute && minute < to)
  if (open) return { isOpen: true, until: writeTime(open.to) }
  const next = spans.find(({ from }) => from > minute)
  return { isOpen: false, ...(next && { opensAt: writeTime(next.from) }) }
}

/** The spans of each day, Sunday as 0, in their order. */
function readHours(text: string): ReadonlyMap<number, readonly Span[]> | undefined {
  const parts = text.split(';')
  if (text.length > LONGEST || parts.length > MOST_PARTS) return undefined
  const days = new Map<number, Span[]>()
  for (const part of parts) {
    const match = /^(T[2-7]|CN)(?:[–-](T[2-7]|CN))? (.+)$/.exec(part.trim())
    const first = DAYS.indexOf(match?.[1] ?? '')
    const last = DAYS.indexOf(match?.[2] ?? match?.[1] ?? '')
    const spans = match?.[3]?.split(',').map((span) => readSpan(span.trim())) ?? []
    if (first < 0 || last < 0 || spans.length === 0) return undefined
    for (const span of spans) {
      if (!span) return undefined
      for (let step = 0; step <= (last - first + 7) % 7; step++) {
        const day = (first + step) % 7
        days.set(day, [...(days.get(day) ?? []), span])
      }
    }
  }
  for (const spans of days.values()) spans.sort((one, other) => one.from - other.from)
  return days
}

function readSpan(text: string): Span | undefined {
  const match = /^(\d{1,2}):(\d{2})[–-](\d{1,2}):(\d{2})$/.exec(text)
  if (!match) return undefined
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match.slice(1).map(Number)
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute]
  return fromMinute < 60 && toMinute < 60 && from < to && to <= MINUTES_A_DAY ? { from, to } : undefined
}

function writeTime(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
}
