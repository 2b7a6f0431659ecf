import type { CardFace } from '../core/card/card.ts'
import type { CodeKind, RenderedCode } from '../core/card/card-code.ts'
import type { RefreshOutcome } from '../core/snapshot/refresh-outcome.ts'
import type { CardTextKey } from '../i18n/keys.ts'
import type { Language } from '../i18n/languages.ts'
import type { Translate } from '../i18n/translate.ts'

/**
 * What the views are given: a plain excerpt of the wallet, so that worker and page hand in the same thing.
 */

export type TranslateCard = Translate<CardTextKey>

export type CardSide = 'front' | 'back'

/** One card of the wallet, as far as it is shown. Times are Unix seconds. */
export type ShownCard = {
  cardId: string
  origin: 'issued' | 'self-declared'
  label?: string
  /** To the person who holds the phone; `unknown-…` is a newer issuer's word. */
  relation?: string
  face: CardFace
  specimen?: boolean
  credentialExpiresAt?: number
  /** When this content came in. */
  updatedAt: number
  /**
   * Of a dependant's card, whose data is fetched by itself: when it last succeeded, the helpdesk's code if
   * the last try did not.
   */
  refreshed?: { at?: number; helpdesk?: string } | undefined
}

/** Why there is no symbol, or no live code, to show; each has its own sentence. */
export type CodeGap = 'preparing' | 'noKey' | 'expired' | 'notYet' | 'missing' | 'clock'

/**
 * The one code on screen. `at` (Unix seconds) is the moment of a live code, absent on codes that do not
 * change.
 */
export type ShownCode = ({ state: 'rendered'; at?: number } & RenderedCode) | { state: 'gap'; gap: CodeGap }

/** How the last refresh ended, and how old what is shown is. */
export type ShownRefresh = { last: RefreshOutcome; helpdesk?: string; lastSuccessAt?: number }

export type BarPlace = { path: string; text: CardTextKey; icon: 'card' | 'history' | 'scan' | 'services' }

/** What the page adds to the markup; the worker passes none. */
export type CardHandlers = {
  onTurn: () => void
  onEnlarge: () => void
  onChooseKind: (kind: CodeKind) => void
  onChooseCard: (cardId: string) => void
}

/**
 * Everything that the card screen says; the same values give the same markup in the worker and in the page.
 */
export type CardScreenProps = {
  t: TranslateCard
  language: Language
  cards: readonly ShownCard[]
  card: ShownCard
  side: CardSide
  /** The kinds that can be chosen, and the chosen one. */
  kinds: readonly CodeKind[]
  kind: CodeKind
  code: ShownCode
  /** Why a live code is not among the kinds, where the person may wonder. */
  liveGap?: CodeGap
  /** In the ready page, whose first frame does without what can wait for the next. */
  isReady?: boolean
  handlers?: CardHandlers
}
