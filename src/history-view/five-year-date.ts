import type { PartialDate } from '../core/dates/partial-date.ts'
import type { IssuedCard, ShownPerson } from './shown-history.ts'

/**
 * The five-year date on a person's card, where the card says one. `issued` are the issued cards of the
 * wallet: what earlier versions stored of the account holder's history knows no cards.
 */
export function findFiveYearDate(
  { relation, history }: ShownPerson,
  issued: readonly IssuedCard[],
): { fiveYearDate?: PartialDate } {
  const known = [...(history.cards ?? []), ...(relation === 'self' ? issued : [])]
  const date = known.find((card) => card.relation === 'self')?.face.fiveYearDate
  return date === undefined ? {} : { fiveYearDate: date }
}
