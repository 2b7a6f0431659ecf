import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { isUnnamed } from '../../../core/unnamed.ts'
import type { OnReport, ShownCard } from '../../../history-view/shown-history.ts'
import type { PersonHistory } from '../../../wallet/load-history.ts'
import { useApp } from '../../app-context.ts'
import { chooseRow } from '../report/reported-row.ts'

/** Whose history is on screen. */
export const ShownPerson = createContext<PersonHistory | undefined>(undefined)

/** Hands a row over to the form for mistakes, with the card that names the person; the account holder needs no naming. */
export function useReport(): OnReport {
  const person = useContext(ShownPerson)
  const isOther = person !== undefined && person.relation !== 'self'
  const card = isOther ? person.history.cards?.find(({ relation }) => relation === 'self') : undefined
  return ({ kind, ...row }) => {
    const known = kind !== undefined && !isUnnamed(kind) && { kind }
    chooseRow({ ...row, ...known, ...(card && { cardId: card.cardId }) })
  }
}

/** The issued cards of the wallet. */
export function useIssuedCards(): readonly ShownCard[] {
  return useApp().face.cards.filter(({ origin }) => origin === 'issued')
}
