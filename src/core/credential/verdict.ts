import type { CardFace } from '../card/card.ts'
import type { ExtractTotals } from '../snapshot/totals-token.ts'
import type { OtherPaper } from './typ.ts'

/** What a desk is told about a scan; see docs/credential-format.md for the clause behind each. */
export type Verdict =
  | 'valid'
  | 'valid_unbound'
  /** Not a card: the totals of a printed extract. Nobody is to be treated on it. */
  | 'valid_totals'
  /** A paper of a reserved kind, such as a referral: nothing of it is checked. */
  | 'not_a_card'
  | 'unsigned'
  | 'not_ours'
  | 'malformed'
  | 'unsupported_version'
  | 'unknown_key'
  | 'bad_signature'
  | 'wrong_audience'
  | 'not_yet_valid'
  | 'expired'
  | 'revoked'
  /**
   * A live code over a credential of more than seven days, where the desk has not asked for it by a code of
   * its own.
   */
  | 'stale_credential'
  | 'clock_differs'
  /** Genuine, but held for the person by somebody in a relation that this desk does not know. */
  | 'unknown_relation'
  | 'replayed'

export type VerdictNote =
  /** The code certifies an invented person. */
  | 'specimen'
  /** The status list is past its time: "revocation not checked". */
  | 'stale_status_list'
  /** No status list, or not the one that the credential names. */
  | 'status_not_checked'
  /**
   * This very code was taken at this desk within the last two minutes: whoever shows it may have copied it.
   */
  | 'just_taken'
  /** Accepted although the clocks differ. */
  | 'skew'
  /**
   * Only the answer to a desk's code is acceptable: with `stale_credential`, with `clock_differs` above ten
   * minutes, and with `valid_unbound` at a desk that asked.
   */
  | 'nonce_required'
  /** With `unknown_key`: the desk's own trust list has expired, so no key is known. */
  | 'trust_list_expired'
  /** The answer to this facility's printed poster. */
  | 'poster'
  /** Shown by the person's carer: their papers are to be compared as well. */
  | 'carer'

export type VerifyOutcome = {
  readonly verdict: Verdict
  /** Only after every signature held; with `unsigned`, what the text claims. */
  readonly card?: CardFace
  /** With `valid_totals` only. */
  readonly totals?: ExtractTotals
  /** With `not_a_card` only; not authenticated. */
  readonly paper?: OtherPaper
  readonly specimen?: boolean
  readonly notes: readonly VerdictNote[]
  /** Of the credential, Unix seconds. */
  readonly issuedAt?: number
  readonly expiresAt?: number
  /** Time of the desk minus time of the phone. */
  readonly skewSeconds?: number
}
