import { compareText } from '../../core/dates/compare-text.ts'
import type { PartialDate } from '../../core/dates/partial-date.ts'
import { findReminders, type RemindedCard, type Reminder, vietnamDate } from '../../core/rules/reminders.ts'
import { loadSummary } from '../cards/read-wallet.ts'
import type { WalletCard } from '../cards/wallet-card.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { loadHistories, type PersonHistory } from './load-history.ts'
import { findPersonOf } from './person-of-card.ts'

/**
 * The last month of health insurance on record of the person whose card it is, where their history is here.
 */
function findPaid(cardId: string, people: readonly PersonHistory[]): RemindedCard['paid'] | undefined {
  const { history } = findPersonOf(cardId, people) ?? {}
  const months = history?.participation.flatMap(({ kind, to }) => (kind === 'bhyt' ? [to] : []))
  const lastMonth = months?.sort().at(-1)
  return lastMonth && history ? { lastMonth, asOf: vietnamDate(history.issuedAt) } : undefined
}

/** What reminders of a card are reckoned from. */
export function toRemindedCard(card: WalletCard, histories: readonly PersonHistory[]): RemindedCard {
  const { cardId, face, credentialExpiresAt } = card
  const paid = findPaid(cardId, histories)
  return {
    cardId,
    face,
    ...(credentialExpiresAt !== undefined && { credentialExpiresAt }),
    ...(paid && { paid }),
  }
}

/**
 * What is ahead for every card of the wallet on a day, soonest first. A history that cannot be read leaves
 * out what only it tells.
 * @throws AppError of the database
 */
export async function loadReminders(db: WalletDatabase, today: PartialDate): Promise<Reminder[]> {
  const [{ cards }, histories] = await Promise.all([loadSummary(db), loadHistories(db).catch(() => [])])
  return cards
    .flatMap((card) => findReminders(toRemindedCard(card, histories), today))
    .sort((one, other) => compareText(one.date, other.date))
}
