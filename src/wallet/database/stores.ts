import type { DBSchema } from 'idb'
import type { ErrorCode } from '../../core/api/error-codes.ts'
import type { Bytes } from '../../core/bytes.ts'
import type { CodeKind } from '../../core/card/card-code.ts'
import type { P256PublicKey } from '../../core/cose/p256.ts'

/**
 * What is in the device database, and when each store is emptied; an erasure of the device takes the whole
 * database. docs/storage.md describes every row; the unit tests walk this table.
 */
export type ClearOn = 'lock' | 'sign-out' | 'never'

/**
 * Which rows outlive the clearing: self-declared cards belong to whoever holds the device, not to the
 * account, and the device key stays as long as there is one that it opens.
 */
export type Outlives = 'self-declared' | 'their-key'

export const stores = {
  /** Device key, holder keys, wallet key pair; one row each, key `id`. */
  keys: { clearOn: 'sign-out', outlives: 'their-key' },
  /** Tier A: one sealed row per card, key `id` (card id). */
  cards: { clearOn: 'sign-out', outlives: 'self-declared' },
  /** Tier A: what the wallet knows about its snapshot and its last refresh; the one row `wallet`. */
  state: { clearOn: 'sign-out' },
  /** Tier B: history and holder data, encrypted to the wallet key; rows per person, see history-rows.ts. */
  history: { clearOn: 'sign-out' },
  /** Tier B: what was typed into a form and not sent; one row per form. */
  drafts: { clearOn: 'sign-out' },
  /**
   * What is sent when there is a network: its state in clear, its content tier B; one row per item, see
   * outbox.ts.
   */
  outbox: { clearOn: 'sign-out' },
  /** Tier B: pictures of a draft and of what waits in the outbox; one row each. */
  blobs: { clearOn: 'sign-out' },
  /** Tier B: where codes were held out to desks; one row each, see presentations.ts. */
  presentations: { clearOn: 'sign-out' },
  /**
   * Which card and which code were chosen (`card`), notifications (`reminders`), places at hand
   * (`favourites`), what was read of the inbox (`inbox`) and of guides and news (`articles`), pushes
   * (`push`).
   */
  choices: { clearOn: 'sign-out' },
  /** Language, and whether a session is still to be ended; nothing about a person. */
  preferences: { clearOn: 'never' },
  /**
   * Public data that outlives a sign-out: the trust list, which public packs are in force, and what searching
   * them takes.
   */
  trust: { clearOn: 'never' },
} as const satisfies Record<string, { clearOn: ClearOn; outlives?: Outlives }>

export type StoreName = keyof typeof stores

/**
 * Tier A: a row sealed with AES-256-GCM under the device key. Associated data is the CBOR array [store, id,
 * schema, sequence], so that a row cannot be moved, renamed or given another sequence unnoticed.
 */
export type SealedRecord = { id: string; schema: number; sequence: number; iv: Bytes; sealed: Bytes }

/**
 * Tier B: a row that can be written without being able to read it. Each row has a fresh data key, wrapped for
 * each recipient: ephemeral ECDH P-256 with the wallet's public key → HKDF-SHA-256 (info: CBOR [store, id,
 * schema]) → AES-256-GCM. The same CBOR is the associated data of both encryptions.
 */
export type EnvelopeRecord = {
  id: string
  schema: number
  /** Version of this format. */
  version: 1
  recipients: readonly { keyId: string; ephemeral: Bytes; iv: Bytes; wrappedKey: Bytes }[]
  iv: Bytes
  sealed: Bytes
}

/**
 * The wallet's pair: the public point (65 bytes) in clear, the private half (PKCS#8) wrapped by each key that
 * may open it.
 */
export type StoredWalletKey = {
  id: 'wallet'
  version: 1
  keyId: string
  publicKey: Bytes
  wrapped: readonly { by: 'device'; iv: Bytes; key: Bytes }[]
}

/**
 * A CryptoKey that stays in the browser; where the browser cannot store one, its bytes (see docs/storage.md).
 */
export type StoredDeviceKey = { id: 'device'; key: CryptoKey } | { id: 'device'; raw: Bytes }

/** One holder key: `holder:` and the card id. */
export type StoredHolderKey = {
  id: `holder:${string}`
  cardId: string
  privateKey: CryptoKey
  publicKey: P256PublicKey
  /** The issuer has taken the key for this card. */
  enrolled: boolean
}

export type StoredKey = StoredDeviceKey | StoredHolderKey | StoredWalletKey

export type StoredTrustList = { id: 'list'; bytes: Bytes; sequence: number; etag?: string }

/**
 * The list of content keys and the manifest as they came (core/content/content-answer.ts), and what they are
 * counted by.
 */
export type StoredContent = {
  id: 'content'
  bytes: Bytes
  keys: number
  sequence: number
  issuedAt: number
  etag?: string
}

/** The newest list of payment keys that this device has seen, whoever was signed in (kept-payments.ts). */
export type StoredPaymentKeys = { id: 'payment-keys'; bytes: Bytes; sequence: number }

/**
 * The directory of the packs as it is searched (kept-directory.ts); made anew where it is not as it was. It
 * is not counted: `sequence` is there as in every row of the store.
 */
export type StoredDirectory = { id: 'directory'; sequence: 0; of: string; prepared: unknown }

export type StoredChoice = { id: 'card'; cardId?: string; code?: CodeKind }

/** Places of the directory that are kept at hand, by code; see content/favourites.ts. */
export type StoredFavourites = { id: 'favourites'; keys: readonly string[] }

/** See reminder-choice.ts. */
export type StoredReminderChoice = { id: 'reminders'; wanted: boolean; shown: readonly string[] }

/** How many items of the inbox are unread, and which this device has read; see inbox/inbox.ts. */
export type StoredInboxMarks = {
  id: 'inbox'
  /** The row of the history that the count is of. */
  historyRow: string
  unread: number
  /** Opaque ids of items. */
  read: readonly string[]
}

/** Whether pushes are wanted on this device; see push/push-choice.ts. */
export type StoredPushChoice = {
  id: 'push'
  wanted: boolean
  /** The question was put and answered. */
  wasAsked: boolean
  /** What the issuer was last known to hold of this device: a digest, and the key that it is bound to. */
  held?: { readonly endpointHash: string; readonly key: string } | undefined
  /** Kinds that the person was last known to have switched off. */
  off?: readonly string[]
  /** Notifications may say what they are about: titles of the inbox by code, in the language of the page. */
  details?: { readonly language: string; readonly titles: Readonly<Record<string, string>> } | undefined
}

/** Which guides and news were read on this device; see content/article-marks.ts. */
export type StoredArticleMarks = { id: 'articles'; read: readonly string[] }

/** Whether questions that the assistant could not answer are given to those who write answers. */
export type StoredGivingChoice = { id: 'giving'; isOn: boolean }

/** `end-session`: somebody has signed out, and the session is still to be ended at the issuer. */
export type StoredPreference = { id: 'language'; value: string } | { id: 'end-session' }

/** The row of `drafts` with what the insurer says of payments: issued, not typed; see kept-payments.ts. */
export const PAYMENTS_ROW = 'payments'

/** Forms whose typed content survives a closed page; each is one row of the store `drafts` (tier B). */
export type DraftName =
  | 'personal-details'
  | 'new-card'
  | 'registration'
  | 'registration-file'
  | 'report'
  | 'question'
  /** One for each request to a public service; see service-drafts.ts. */
  | `service-${string}`

/** What can be sent later; see outbox-kinds.ts. */
export type OutboxKind = 'registration' | 'report' | 'question' | 'read-marks' | 'service-request'

/** One thing to be sent; see outbox.ts. Times are Unix seconds. */
export type StoredOutboxItem = {
  /** Random; the idempotency key. */
  id: string
  kind: OutboxKind
  /** A row left at `sending` by a page that was closed waits, too: sending again has no second effect. */
  state: 'waiting' | 'sending' | 'sent' | 'refused'
  queuedAt: number
  /** Whose session it takes; absent for kinds that take none. */
  personId?: string
  /** The draft that it was made from, forgotten when it has been sent. */
  draft?: DraftName
  /** Sealed; dropped when it has been sent. */
  payload?: EnvelopeRecord
  /** Sealed; what the sender remembers between two tries. */
  notes?: EnvelopeRecord
  /** Sealed; once it has been sent. */
  answer?: EnvelopeRecord
  progress?: { done: number; total: number }
  tries: number
  /** How the last try ended that did not send it; `reasons` in particular, see the contract. */
  lastFault?: { at: number; code: ErrorCode; reasons?: readonly string[] }
}

export interface WalletSchema extends DBSchema {
  keys: { key: string; value: StoredKey }
  cards: { key: string; value: SealedRecord }
  state: { key: string; value: SealedRecord }
  history: { key: string; value: EnvelopeRecord }
  drafts: { key: string; value: EnvelopeRecord }
  outbox: { key: string; value: StoredOutboxItem }
  blobs: { key: string; value: EnvelopeRecord }
  presentations: { key: string; value: EnvelopeRecord }
  choices: {
    key: string
    value:
      | StoredChoice
      | StoredReminderChoice
      | StoredFavourites
      | StoredInboxMarks
      | StoredArticleMarks
      | StoredGivingChoice
      | StoredPushChoice
  }
  preferences: { key: string; value: StoredPreference }
  trust: {
    key: string
    value: StoredTrustList | StoredContent | StoredPaymentKeys | StoredDirectory
  }
}
