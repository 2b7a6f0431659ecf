import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { TranslateCard } from '../card-view/shown.ts'
import type { ErrorCode } from '../core/api/error-codes.ts'
import type { RefreshOutcome } from '../core/snapshot/refresh-outcome.ts'
import type { Language } from '../i18n/languages.ts'
import type { WalletSummary } from '../wallet/cards/wallet-card.ts'
import type { WalletDatabase } from '../wallet/database/wallet-database.ts'

/** What every screen may know and do. */
export type AppState = {
  /**
   * Absent when the device database did not open; then `summary` is what the ready page carries, or empty.
   */
  db?: WalletDatabase
  /** Why it did not open. */
  storageError?: ErrorCode
  summary: WalletSummary
  rescue: boolean
  t: TranslateCard
  language: Language
  online: boolean
  /** Unix seconds, moved on twice a minute; what ages on screen is reckoned from it. */
  now: number
  /** The device's clock is wrong; `now` is right as far as is known. */
  isClockWrong: boolean
  /** No live code is made with the clock as it is, or as it was set while the page lived. */
  isClockDoubtful: boolean
  /** Reads the wallet again after a change. */
  reload: () => Promise<void>
  /** Shows a change of choice at once, before it is stored. */
  preview: (change: Partial<WalletSummary>) => void
  refresh: (options: { force: boolean }) => Promise<RefreshOutcome>
  changeLanguage: (language: Language) => Promise<void>
}

export const AppContext = createContext<AppState | undefined>(undefined)

/** The app's state; only inside `App`. */
export function useApp(): AppState {
  const state = useContext(AppContext)
  if (!state) throw new TypeError('outside of App')
  return state
}
