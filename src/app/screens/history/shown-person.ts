import { createContext } from 'preact'
import { useCallback, useContext, useMemo } from 'preact/hooks'
import { isUnknownValue } from '../../../core/unknown-value.ts'
import type { IssuedCard, OnReport } from '../../../history-view/shown-history.ts'
import type { Language } from '../../../i18n/languages.ts'
import type { PersonHistory } from '../../../wallet/history/load-history.ts'
import { useApp } from '../../app-state.ts'
import { chooseRow } from '../report/reported-row.ts'

/** Whose history is on screen. */
export const ShownPersonContext = createContext<PersonHistory | undefined>(undefined)

/**
 * Hands a row over to the form for mistakes, with the card that names the person; the account holder needs no
 * naming. The same function for the same person.
 */
export function useReport(): OnReport {
  const person = useContext(ShownPersonContext)
  return useCallback<OnReport>(
    ({ kind, ...row }) => {
      const isOther = person !== undefined && person.relation !== 'self'
      const card = isOther ? person.history.cards?.find(({ relation }) => relation === 'self') : undefined
      const known = kind !== undefined && !isUnknownValue(kind) && { kind }
      chooseRow({ ...row, ...known, ...(card && { cardId: card.cardId }) })
    },
    [person],
  )
}

/**
 * What every row needs; the rows ask for nothing themselves, so that none is made again when the app's state
 * moves on.
 */
export type Shared = { readonly language: Language; readonly onReport: OnReport }

/** The same object for the same language and person. */
export function useShared(): Shared {
  const { language } = useApp()
  const onReport = useReport()
  return useMemo(() => ({ language, onReport }), [language, onReport])
}

/** The issued cards of the wallet. */
export function useIssuedCards(): readonly IssuedCard[] {
  return useApp().summary.cards.filter(({ origin }) => origin === 'issued')
}
