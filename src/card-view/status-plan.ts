import { lastDayOf } from '../core/dates/days.ts'
import type { PartialDate } from '../core/dates/partial-date.ts'
import { findGapEnd } from '../core/rules/insurance-gap.ts'
import { remindAhead } from '../core/rules/reminders.ts'
import {
  clockTolerance,
  describeStatus,
  liveSoon,
  type StatusInput,
  type StatusNote,
  staleAfter,
} from './status-notes.ts'

/** What is said from a moment (Unix seconds) on, until the next one of the plan. */
export type PlannedNotes = { readonly from: number; readonly notes: readonly StatusNote[] }

/**
 * All that `describeStatus` will say of a card as time goes by, or has said, if nothing but the clock
 * changes: for a page that is rendered once and shown at any time. The first entry is from 0.
 */
export function planStatus(input: Omit<StatusInput, 'now'>): PlannedNotes[] {
  const plan: PlannedNotes[] = []
  for (const from of listChanges(input)) {
    const notes = describeStatus({ ...input, now: from })
    const before = plan.at(-1)
    if (!before || JSON.stringify(before.notes) !== JSON.stringify(notes)) plan.push({ from, notes })
  }
  return plan
}

/** Every moment at which what is said may change, ascending. */
function listChanges({ card, refresh }: Omit<StatusInput, 'now'>): number[] {
  const { face, updatedAt, refreshed, credentialExpiresAt } = card
  const successes = [updatedAt, refresh?.lastSuccessAt, refreshed?.at].flatMap((at) => at ?? [])
  const moments = [
    0,
    ...successes.flatMap((at) => [at - clockTolerance, at + staleAfter + 1]),
    ...(credentialExpiresAt === undefined ? [] : [credentialExpiresAt - liveSoon, credentialExpiresAt]),
    ...listDays(face).flatMap((day) =>
      [0, 1, ...Object.values(remindAhead).map((days) => -days)].map((by) => startOf(day, by)),
    ),
  ]
  return [...new Set(moments.filter((moment) => moment >= 0))].sort((one, other) => one - other)
}

/** The days that the sentences turn on. */
function listDays({ validFrom, validTo, fiveYearDate }: StatusInput['card']['face']): PartialDate[] {
  const last = validTo && lastDayOf(validTo)
  return [validFrom, last, last && findGapEnd(last), fiveYearDate].flatMap((day) => day ?? [])
}

/** When a day begins in Vietnam, as the sentences count, so many days later; of a year or a month its first. */
function startOf(day: PartialDate, by: number): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return Date.UTC(year, month - 1, date + by, -7) / 1000
}
