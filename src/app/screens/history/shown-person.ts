import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { PersonHistory } from '../../../wallet/load-history.ts'

/** Whose history is on screen. */
export const ShownPerson = createContext<PersonHistory | undefined>(undefined)

/** The card that names the person in a report: none for the account holder, who needs no naming. */
export function useReportedCard(): { cardId?: string } {
  const person = useContext(ShownPerson)
  if (!person || person.relation === 'self') return {}
  const own = person.history.cards?.find(({ relation }) => relation === 'self')
  return own ? { cardId: own.cardId } : {}
}
