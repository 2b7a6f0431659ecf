import type { Bytes } from '../../core/bytes.ts'
import type { CardFace } from '../../core/card/card.ts'
import type { CodeKind, RenderedCode } from '../../core/card/card-code.ts'
import type { RefreshOutcome } from '../../core/snapshot/refresh-outcome.ts'
import type { SnapshotCard } from '../../core/snapshot/snapshot.ts'

/**
 * A card as the wallet shows it: what the plastic card says, and what its codes are made of. Times are Unix
 * seconds.
 */
export type WalletCard = {
  /** The issuer's opaque id, or the wallet's own (`~…`) for a self-declared card. */
  cardId: string
  origin: 'issued' | 'self-declared'
  /** The person's own name for the card. */
  label?: string
  relation: SnapshotCard['relation']
  /** Certified by the demo root: an invented person. */
  specimen?: boolean
  face: CardFace
  /** Today's BHYT text, word for word as delivered or scanned. */
  hospitalText: string
  /** `hospitalText` rendered when it was stored, so that nothing is encoded when the card opens. */
  hospitalCode?: RenderedCode
  /** Credential bound to the holder key of this card on this device (COSE bytes). */
  credential?: Bytes
  credentialIssuedAt?: number
  credentialExpiresAt?: number
  /** The face has changed since the credential was issued: the next refresh renews it. */
  credentialOutdated?: boolean
  /**
   * The codes that the wallet can show of it, on a page that does not carry what they are made of
   * (ready-page.ts).
   */
  holds?: readonly CodeKind[]
  /** Whose, if it is a dependant's: the issuer's opaque id. */
  personId?: string
  /** Ascending; the first card is shown unless another was chosen. */
  position: number
  /** When this content came in: the last successful refresh, or the scan. */
  updatedAt: number
  /** The issuer says that hospital desks verify live codes. */
  desksVerify: boolean
}

/** The last try to refresh. `lastSuccessAt` is the age of what is shown. */
export type RefreshRecord = {
  last: RefreshOutcome
  /** The helpdesk's code of a failure, so that the card path does without the table of all. */
  helpdesk?: string
  lastSuccessAt?: number
  /** Server clock minus device clock, seconds, at the last answer (header `Date`, whole seconds). */
  clockDifference?: number
  /** Until then, by the device's clock, the service has asked to be left alone. */
  notBefore?: number
}

/**
 * How the last refresh of a dependant's data ended: when it last succeeded, and the helpdesk's code if the
 * last one did not.
 */
export type DependantRefresh = { at?: number; helpdesk?: string }

/** Everything the card screen needs, without any secret. */
export type WalletSummary = {
  /** In the order of `position`; empty before the first sign-in or scan. */
  cards: readonly (WalletCard & { refreshed?: DependantRefresh | undefined })[]
  chosenCardId?: string
  /** The person's last choice; see `codeToShow`. */
  chosenCode?: CodeKind
  /** BCP 47 tag as chosen by the person; absent: decide by the browser's languages. */
  language?: string
  /** Sequence of the stored snapshot; 0 without one. */
  sequence: number
  /** The newest time (Unix seconds) that the wallet has seen signed; see `readWalletTime`. */
  newestSigned?: number
  /** Another text whenever a stored history is another, the person's or a dependant's. */
  histories?: string
  /** The account is (as far as this device knows) signed in; being offline never changes this. */
  signedIn: boolean
  refresh?: RefreshRecord
  /** `unavailable`: this browser cannot keep keys; the BHYT QR text still works. */
  holderKeys: 'ready' | 'unavailable' | 'none'
}
