import type { PartialDate } from '../../../core/card/partial-date.ts'
import type { PersonHistory } from '../../../wallet/load-history.ts'
import { useApp } from '../../app-context.ts'

/** The five-year date on the card of the person whose history is shown, where the card says one. */
export function useFiveYearDate({ relation, history }: PersonHistory): { fiveYearDate?: PartialDate } {
  const { cards } = useApp().face
  // What earlier versions stored, of the account holder alone, knows no cards.
  const held = relation === 'self' ? cards.filter(({ origin }) => origin === 'issued') : []
  const own = [...(history.cards ?? []), ...held].find((card) => card.relation === 'self')
  const date = own?.face.fiveYearDate
  return date === undefined ? {} : { fiveYearDate: date }
}
