import type { SeenDocument } from '../../core/api/office-contract.ts'
import { parsePartialDate } from '../../core/dates/partial-date.ts'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import { carriesPersonalNumber } from './compare-fields.ts'

/** How long ago a person may have been at the office, in seconds. */
const SEEN_LIFE = 30 * 86_400

/**
 * Whether what the officer had in hand can be the person's: seen on a day that there was, at most 30 days ago, and, of a document
 * that carries the personal number, with the number that the registry has.
 */
export function isCredibleDocument(
  seen: SeenDocument,
  person: { readonly personal_id: string | null },
  now: number,
): boolean {
  const isInTime =
    parsePartialDate(seen.date).ok && seen.date <= vietnamDay(now) && seen.date >= vietnamDay(now - SEEN_LIFE)
  const isTheirs =
    !carriesPersonalNumber(seen) || person.personal_id === null || person.personal_id === seen.number
  return isInTime && isTheirs
}
