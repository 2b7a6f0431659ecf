import type { CardFace } from '../card/card.ts'
import { compareText } from '../dates/compare-text.ts'
import { daysBetween, lastDayOf } from '../dates/days.ts'
import type { PartialDate } from '../dates/partial-date.ts'
import { findGapEnd } from './insurance-gap.ts'

export type ReminderKind = 'expiry' | 'five-years' | 'gap' | 'renewal'

/** Something about a card's validity that a person should know in time. `date` is a complete day. */
export type Reminder = {
  /** The same as long as nothing has changed: reminds once. */
  readonly id: string
  readonly cardId: string
  readonly kind: ReminderKind
  /**
   * `expiry`: last day of validity; `five-years`: the first day with five years; `gap`: last day to join
   * again; `renewal`: last day of the live code.
   */
  readonly date: PartialDate
}

/** What reminders are reckoned from, of one card. */
export type RemindedCard = {
  readonly cardId: string
  readonly face: Pick<CardFace, 'validTo' | 'fiveYearDate'>
  /** End of the live code's credential, Unix seconds. */
  readonly credentialExpiresAt?: number
  /**
   * Last month (`YYYY-MM`) of health insurance on record and the day of that record; only with a card that
   * states no last day (which then counts) a gap is concluded from them.
   */
  readonly paid?: { readonly lastMonth: string; readonly asOf: PartialDate }
}

/** Days ahead from which on each kind is worth a line on the card and a notification. */
export const remindAhead: Readonly<Record<ReminderKind, number>> = {
  expiry: 30,
  'five-years': 14,
  gap: 90,
  renewal: 3,
}

/** The last day on which a card without a stated end was insured, if the record says that it is over. */
function findLastInsured({ face, paid }: RemindedCard, today: PartialDate): PartialDate | undefined {
  if (face.validTo) {
    const last = lastDayOf(face.validTo)
    return last < today ? last : undefined
  }
  if (!paid) return undefined
  // Records lag: what is missing of the month before the record is no gap yet.
  const lastDay = lastDayOf(paid.lastMonth as PartialDate)
  return daysBetween(lastDay, paid.asOf) > 31 ? lastDay : undefined
}

/**
 * What is ahead for a card on a complete day, soonest first: the end of validity, the day of five continuous
 * years, the last day to close a gap, and the end of the live code. What is over is not among them.
 */
export function findReminders(card: RemindedCard, today: PartialDate): Reminder[] {
  const { cardId, face, credentialExpiresAt } = card
  const lastInsured = findLastInsured(card, today)
  const dates: readonly (readonly [ReminderKind, PartialDate | undefined])[] = [
    ['expiry', face.validTo && lastDayOf(face.validTo)],
    ['five-years', face.fiveYearDate?.length === 10 ? face.fiveYearDate : undefined],
    ['gap', lastInsured && findGapEnd(lastInsured)],
    ['renewal', credentialExpiresAt === undefined ? undefined : vietnamDate(credentialExpiresAt)],
  ]
  return dates
    .flatMap(([kind, date]) =>
      date && date >= today ? [{ id: `${kind}:${cardId}:${date}`, cardId, kind, date }] : [],
    )
    .sort((one, other) => compareText(one.date, other.date))
}

/** Whether a reminder is near enough to speak of it unasked. */
export function isDue({ kind, date }: Reminder, today: PartialDate): boolean {
  return daysBetween(today, date) <= remindAhead[kind]
}

/** The calendar day in Vietnam (UTC+7) of a moment in Unix seconds. */
export function vietnamDate(seconds: number): PartialDate {
  return new Date((seconds + 7 * 3600) * 1000).toISOString().slice(0, 10) as PartialDate
}
