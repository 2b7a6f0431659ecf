/** vi-bhyt-verify: verdicts over the codes of Ví BHYT, without a network. See README.md beside this file. */

export type Verdict =
  | 'valid'
  | 'valid_unbound'
  | 'valid_totals'
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
  | 'stale_credential'
  | 'clock_differs'
  | 'unknown_relation'
  | 'replayed'

export type Note =
  | 'specimen'
  | 'stale_status_list'
  | 'status_not_checked'
  | 'just_taken'
  | 'skew'
  | 'nonce_required'
  | 'trust_list_expired'
  | 'poster'
  | 'carer'

/** What the card says; dates are `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
export interface Card {
  readonly bhytNumber: string
  readonly fullName: string
  readonly dateOfBirth: string
  readonly sex?: 'male' | 'female'
  readonly facilityCode?: string
  readonly facilityName?: string
  readonly validFrom?: string
  readonly validTo?: string
  readonly fiveYearDate?: string
  readonly benefitLevel?: 1 | 2 | 3 | 4 | 5
  readonly livingArea?: 'K1' | 'K2' | 'K3'
  readonly bhxhCode?: string
  readonly placeOfIssue?: string
}

/** Months paid, of a printed extract. */
export interface Totals {
  readonly fullName: string
  readonly dateOfBirth: string
  readonly bhxhCode: string
  readonly asOf: string
  readonly months: Readonly<Record<'bhxh' | 'bhtn' | 'tnld' | 'bhyt', number>>
}

export interface Answer {
  readonly verdict: Verdict
  readonly notes: readonly Note[]
  readonly colour: 'green' | 'amber' | 'red' | 'none'
  /** Version of the kit. */
  readonly kit: string
  /** Only after every signature held; with `unsigned`, what the text claims. */
  readonly card?: Card
  readonly totals?: Totals
  readonly paper?: 'referral' | 'reexamination' | 'sick_leave'
  readonly specimen?: boolean
  /** Of the credential, Unix seconds. */
  readonly issuedAt?: number
  readonly expiresAt?: number
  /** Time of the desk minus time of the phone. */
  readonly skewSeconds?: number
}

export interface ListFiles {
  readonly trustList: Uint8Array<ArrayBuffer>
  readonly statusLists?: readonly Uint8Array<ArrayBuffer>[]
}

export interface Settings extends ListFiles {
  /**
   * Roots of trust as JSON: `[{ "keyId": base64url, "x": base64url, "yIsOdd": boolean, "demo": boolean }]`.
   */
  readonly roots: string
  /** Where the desk stands, five characters; needed for counter codes and the poster. */
  readonly facility?: string
  /** For a demo only: specimens are green. Anybody can sign as many as they like. */
  readonly takesSpecimens?: boolean
  /** The desk's clock in Unix seconds. */
  readonly now?: () => number
}

export interface HeldLists {
  readonly trustList: {
    readonly issuer: string
    readonly sequence: number
    readonly issuedAt: number
    readonly expiresAt: number
    readonly specimen: boolean
  }
  readonly statusLists: readonly {
    readonly list: number
    readonly issuedAt: number
    readonly expiresAt: number
    /** Stale from `issuedAt + ttl` on. */
    readonly ttl: number
  }[]
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: string }

export interface Verifier {
  /** Never throws on any text. With `nonce` only the answer to that counter code is taken, once. */
  verify(text: string, options?: { readonly nonce?: string }): Promise<Answer>
  /** A code for one patient, to be shown as QR; throws a RangeError without a facility. */
  askCounterCode(nonce?: Uint8Array<ArrayBuffer>): {
    readonly text: string
    readonly nonce: string
    readonly expiresAt: number
  }
  /** Lists that do not verify or go backwards change nothing. */
  updateLists(files: ListFiles): Promise<Result<HeldLists>>
  lists(): HeldLists
}

export declare const version: string
export declare function createVerifier(settings: Settings): Promise<Result<Verifier>>
