import type { RefusalReason } from '../../core/api/registration-contract.ts'
import type { Bytes } from '../../core/bytes.ts'
import type { PackLanguage } from '../../core/content/content-manifest.ts'
import type { RequestReason, RequestState } from '../../core/services/request-states.ts'

/**
 * The tables, the same on SQLite and PostgreSQL. Times are Unix seconds; dates ISO 8601 text, partial where
 * the registry knows no more; flags 0 or 1. Migrations are the truth, this is what the queries see.
 */
export type Tables = {
  people: PersonRow
  histories: HistoryRow
  dependants: DependantRow
  facilities: FacilityRow
  employers: EmployerRow
  employer_phrases: EmployerPhraseRow
  cards: CardRow
  accounts: AccountRow
  devices: DeviceRow
  sessions: SessionRow
  holder_keys: HolderKeyRow
  status_entries: StatusEntryRow
  status_counters: StatusCounterRow
  status_lists: StatusListRow
  snapshots: SnapshotRow
  snapshot_renewals: SnapshotRenewalRow
  signer_keys: SignerKeyRow
  trust_lists: TrustListRow
  content_files: ContentFileRow
  content_drafts: ContentDraftRow
  content_releases: ContentReleaseRow
  content_removed_values: ContentRemovedValueRow
  content_edits: ContentEditRow
  content_key_lists: TrustListRow
  payment_key_lists: TrustListRow
  payments: PaymentRow
  bank_transfers: BankTransferRow
  ledger_entries: LedgerEntryRow
  ledger_postings: LedgerPostingRow
  refunds: RefundRow
  outgoing_messages: OutgoingMessageRow
  inbox_items: InboxItemRow
  notice_states: NoticeStateRow
  notice_texts: NoticeTextsRow
  push_subscriptions: PushSubscriptionRow
  push_messages: PushMessageRow
  inbound_messages: InboundMessageRow
  one_time_codes: OneTimeCodeRow
  offices: BranchRow
  declarations: DeclarationRow
  pictures: PictureRow
  office_requests: OfficeRequestRow
  service_definitions: ServiceDefinitionRow
  service_requests: ServiceRequestRow
  service_files: ServiceFileRow
  announced_calls: AnnouncedCallRow
  unanswered_questions: UnansweredQuestionRow
  officers: OfficerRow
  officer_sessions: OfficerSessionRow
  officer_authenticators: OfficerAuthenticatorRow
  audit_entries: AuditEntryRow
  audit_head: AuditHeadRow
  issuer_mode: IssuerModeRow
  picture_place: PicturePlaceRow
  account_resets: AccountResetRow
  use_counts: UseCountRow
  used_challenges: UsedChallengeRow
  sign_ins: SignInRow
  pending_steps: OneTimeTokenRow
  passkeys: PasskeyRow
}

/** What a person is asked to pay. */
export type PaymentRow = {
  person_id: number
  id: string
  request_id: string
  purpose: 'household' | 'voluntary'
  months: number
  /**
   * Whom it insures, as JSON: people of the registry by their number, others by their name.
   */
  insured: string
  amount: number
  /** What the state bears beside it. */
  support: number
  reference: string
  created_at: number
  /** What is booked after it is late. */
  due_at: number
  state: 'awaiting' | 'part' | 'paid' | 'late' | 'cancelled'
  /** Held for it: neither a contribution yet nor given back. */
  received: number
  /** When the transfer that made it whole was booked. */
  paid_at: number | null
  /** Whom it insures and for how long, as JSON, once paid. */
  periods: string | null
}

/** One transfer at the bank, once however often it is told of. */
export type BankTransferRow = {
  bank: string
  transfer_id: string
  amount: number
  content: string
  booked_at: number
  received_at: number
  source: 'webhook' | 'statement'
  /** Whether a daily statement has it. */
  in_statement: number
  state: 'matched' | 'suspense' | 'returned'
  reference: string | null
  /** What one officer says it is for, until another one says the same. */
  proposed_reference: string | null
  proposed_by: string | null
}

/** Added, never changed. */
export type LedgerEntryRow = {
  id: string
  kind: string
  at: number
  bank: string | null
  transfer_id: string | null
  reference: string | null
  officer_id: string | null
}

export type LedgerPostingRow = { entry_id: string; account: string; amount: number }

export type RefundRow = {
  id: string
  amount: number
  reason: 'over' | 'double' | 'late' | 'unknown' | 'withdrawn'
  reference: string | null
  bank: string
  transfer_id: string
  created_at: number
  state: 'waiting' | 'asked' | 'paid'
  asked_by: string | null
  asked_at: number | null
  paid_by: string | null
  paid_at: number | null
}

export type PersonRow = {
  id: number
  /** What the outside sees instead of `id`. */
  public_id: string
  full_name: string
  date_of_birth: string
  sex: 'male' | 'female'
  bhxh_code: string
  personal_id: string | null
  household_id: number
  phone: string | null
  specimen: number
}

/**
 * Periods of participation, benefits and visits as one document (people/history.ts): read whole, never
 * searched.
 */
export type HistoryRow = { person_id: number; document: string }

export type DependantRow = {
  holder_id: number
  dependant_id: number
  relation: 'child' | 'spouse' | 'parent' | 'other'
}

export type FacilityRow = { code: string; name: string; desks_verify: number }

export type EmployerRow = { tax_code: string; name: string }

/** The folded name from one of its words on. */
export type EmployerPhraseRow = { phrase: Bytes; tax_code: string }

export type CardRow = {
  id: string
  person_id: number
  bhyt_number: string
  benefit_level: number
  facility_code: string
  valid_from: string
  valid_to: string | null
  five_year_date: string | null
  living_area: 'K1' | 'K2' | 'K3' | null
  place_of_issue: string
  hospital_text: string
}

export type AccountRow = {
  person_id: number
  password_hash: string
  created_at: number
  /** Confirmed by code; serves no other account. */
  phone: string | null
  /** Confirmed by code: whoever reads it can set a new password. */
  email: string | null
  /** As typed in the declaration, until the person has confirmed an email. */
  declared_email: string | null
  /** Where the person wants to be written to: house and street, and today's ward. */
  address: string | null
  ward_code: string | null
  /** Until when a password given by the office may be used, once; null once the person has set their own. */
  temporary_until: number | null
  /** When the person last set a password of their own. */
  password_changed_at: number | null
  closed_at: number | null
  /** Grows whenever everything that is under way for the account ends (one-time-tokens.ts). */
  access_version: number
  /** The office that looks after the account, where one is known. */
  office_code: string | null
  /** In which the person is written to: what the app spoke last; null where that is not known. */
  language: string | null
}

/** One live code for each purpose and subject. */
export type OneTimeCodeRow = {
  purpose: string
  subject: string
  /** HMAC-SHA-256 under a key of the issuer. */
  code_hash: Bytes
  tries: number
  expires_at: number
  resend_at: number
}

/** Challenges that were solved, until they would be refused for their age. */
export type UsedChallengeRow = { nonce: string; expires_at: number }

/** A browser on which an account is or was used; at most one of an account has no `ended_at`. */
export type DeviceRow = {
  id: string
  person_id: number
  created_at: number
  ended_at: number | null
  /** Browser and system; empty if unknown. */
  name: string
  /** SHA-256 of the secret half of the device cookie. */
  secret_hash: Bytes | null
  used_at: number
  end_code: 'signed_out' | 'device_replaced' | 'removed' | null
  /** When the person took it off their list. */
  removed_at: number | null
}

export type SignInRow = {
  id: string
  person_id: number
  device_id: string
  method: 'password' | 'vneid' | 'passkey'
  at: number
}

/**
 * What one request puts aside for the next, under a secret that only the client keeps (one-time-tokens.ts).
 */
export type OneTimeTokenRow = {
  key_hash: string
  person_id: number | null
  content: string
  expires_at: number
}

export type PasskeyRow = {
  id: string
  person_id: number
  /** The authenticator's own id of it, base64url. */
  credential_id: string
  /** COSE_Key. */
  public_key: Bytes
  counter: number
  /** JSON list of what the browser said about how to reach the authenticator. */
  transports: string
  name: string
  created_at: number
  used_at: number | null
}

export type SessionRow = {
  id: string
  device_id: string
  person_id: number
  /** SHA-256 of the secret half of the cookie. */
  secret_hash: Bytes
  created_at: number
  used_at: number
  end_code: 'signed_out' | 'device_replaced' | 'device_removed' | null
}

export type HolderKeyRow = {
  device_id: string
  card_id: string
  /** SEC 1 compressed point, 33 bytes. */
  public_key: Bytes
  status_list: number
  status_position: number
  created_at: number
}

/** Allotted positions. `reserved_until` is not before the `exp` of any credential that names the position. */
export type StatusEntryRow = {
  list: number
  position: number
  /** Null once the device is forgotten. */
  device_id: string | null
  card_id: string | null
  reserved_until: number
  revoked_at: number | null
}

/** A signed list. `signed_of`: a digest of what is in it and of the key. */
export type StatusListRow = {
  list: number
  body: Bytes
  etag: string
  issued_at: number
  signed_of: string
  /** When a process last looked whether it is to be signed anew. */
  checked_at: number
}

export type StatusCounterRow = { list: number; allotted: number }

export type SnapshotRow = {
  person_id: number
  /** `guardians`: without the dependants that the person has in turn. */
  audience: 'holder' | 'guardians'
  /** 0: none was signed yet (outdate-snapshots.ts). */
  sequence: number
  issued_at: number
  /** From here on it is signed anew although nothing changed, because the key that signed it grows old. */
  renew_at: number
  etag: string
  /**
   * How often something was to be said in it that was not there when it was signed (outdate-snapshots.ts).
   */
  outdated: number
  /** How the body is packed; null: as it was signed. */
  encoding: 'gzip' | null
  body: Bytes
}

/** One row: when a trust list last dropped a key before its time. */
export type SnapshotRenewalRow = { id: 1; key_dropped_at: number }

export type SignerKeyRow = {
  /** Lower-case hex of the 4-byte key id. */
  key_id: string
  role: 'card' | 'snapshot' | 'status' | 'content' | 'payment'
  /** SEC 1 compressed point, 33 bytes. */
  public_key: Bytes
  /** PKCS#8 under AES-256-GCM: nonce, ciphertext, tag (signer-keys/sealed-key.ts). */
  sealed_private_key: Bytes
  created_at: number
  not_before: number
  not_after: number
}

export type TrustListRow = { sequence: number; body: Bytes; published_at: number }

/** A public file under the lower-case hex of its SHA-256. */
export type ContentFileRow = { sha256: string; body: Bytes; created_at: number }

/** A pack that somebody wrote and somebody else releases. */
export type ContentDraftRow = {
  id: string
  name: string
  language: PackLanguage | null
  sha256: string
  /** What is new in it, for whoever releases it. */
  note: string
  /** The officer; a command if it begins with `command:`. */
  author: string
  created_at: number
  /** The content that it was written on; null of the first of its name. */
  base_sha256: string | null
  state: 'waiting' | 'released' | 'withdrawn'
  decided_by: string | null
  decided_at: number | null
}

export type ContentReleaseRow = {
  sequence: number
  draft_id: string
  name: string
  language: PackLanguage | null
  sha256: string
  size: number
  /** From when on the manifest names it. */
  starts_at: number
}

/** A number, host or payee that a release has taken out of a pack (`protectedValues` in pack-kind.ts). */
export type ContentRemovedValueRow = {
  sequence: number
  name: string
  language: PackLanguage | null
  value: string
}

/** What an officer is writing. */
export type ContentEditRow = {
  officer_id: string
  /** `name` or `name.language`. */
  pack: string
  base_sha256: string
  note: string
  changes: string
  saved_at: number
}

export type OutgoingMessageRow = {
  id: string
  channel: 'sms' | 'email'
  recipient: string
  /** What an earlier version left waiting in clear; empty otherwise. */
  body: string
  /** Subject, text and attachment, sealed (messaging/message-content.ts); null once it is emptied. */
  content: Bytes | null
  created_at: number
  /** From when on it is worth nothing. */
  ends_at: number | null
  attempts: number
  /** While a process tries it this is in the future, so that no other does. */
  next_attempt_at: number
  sent_at: number | null
  failed_at: number | null
}

/** What a person is told in the app, see inbox/inbox.ts. */
export type InboxItemRow = {
  /** 0: the work was done for nobody. */
  person_id: number
  id: string
  /** One of inbox/inbox-notices.ts. */
  code: string
  /** The values of its text: JSON. */
  content: string
  created_at: number
  read_at: number | null
  /** When it is looked at to go out by push (inbox/notice-policy.ts); null: not, or not any more. */
  push_at: number | null
  /** The same by text message. */
  sms_at: number | null
}

/** How a person wants to be told, and when they last were. */
export type NoticeStateRow = {
  person_id: number
  /** Kinds that are switched off, with spaces between. */
  off_kinds: string
  pushed_at: number | null
  texted_at: number | null
}

/** Text messages about unread notices in a month (`YYYY-MM`): sent, and held back by the budget. */
export type NoticeTextsRow = { person_id: number; month: string; sent: number; held: number }

/** Where a device's browser takes pushes. */
export type PushSubscriptionRow = {
  person_id: number
  device_id: string
  /** SHA-256 of the endpoint's URL, base64url. */
  endpoint_hash: string
  /** The public key that it is bound to, base64url. */
  vapid_key: string
  /** Endpoint and keys, sealed (push/push-subscriptions.ts). */
  content: Bytes
  created_at: number
}

/** A push on its way to a device; gone once it was handed over. */
export type PushMessageRow = {
  person_id: number
  id: string
  device_id: string
  /** One of `constantTexts` (inbox/notice-policy.ts). */
  text: string
  created_at: number
  ends_at: number
  attempts: number
  /** While a process sends it this is in the future, so that no other does. */
  next_attempt_at: number
}

/** Messages of the SMS gateway that were acted upon, for as long as one with the same id could come again. */
export type InboundMessageRow = { id: string; received_at: number }

/** As public/offices.json has them. */
export type BranchRow = { code: string; name: string; province_code: string; address: string | null }

export type DecisionState = 'waiting' | 'approved' | 'refused'

/** A declaration for an account, as it was filed, and what became of it. */
export type DeclarationRow = {
  id: string
  file_number: string
  /**
   * Who filed it: the keyed digest of phone and number (registration/phone-proofs.ts). At most one of theirs
   * is waiting.
   */
  subject: string
  idempotency_key: string
  body_hash: Bytes
  state: DecisionState
  /** BHXH or personal number. */
  number: string
  full_name: string
  date_of_birth: string
  sex: 'male' | 'female'
  nationality: string | null
  ethnicity: string | null
  identity_kind: 'cccd' | 'can-cuoc' | 'cmnd' | 'passport'
  identity_number: string
  identity_issued_on: string | null
  address: string
  ward_code: string
  province_code: string
  phone: string
  email: string | null
  office_code: string
  filed_at: number
  /** In which the app spoke when it was filed; null where that is not known. */
  language: string | null
  /** The day on which the person was at the office with the original document. */
  seen_on: string | null
  /** The document that was seen, sealed (back-office/seen-document.ts). */
  seen_document: Bytes | null
  /** The first of two officers, where two must have seen it. */
  seen_by: string | null
  decided_at: number | null
  /** The officer; null if it lapsed. */
  decided_by: string | null
  refusal_reason: RefusalReason | null
  refusal_note: string | null
}

/** What is kept of a picture in the database; the picture itself is a file (pictures/picture-store.ts). */
export type PictureRow = {
  hash: string
  subject: string
  kind: 'portrait' | 'front' | 'back'
  created_at: number
  declaration_id: string | null
}

/** What an account holder asks of the office. */
export type OfficeRequestRow = {
  id: string
  file_number: string
  kind: 'close-account' | 'data-report' | 'question'
  person_id: number
  /** Made by the wallet, so that what was sent twice is filed once. */
  request_key: string
  /** Null where no office is known: then any office may take it. */
  office_code: string | null
  /** JSON: a list of `{ field, text }`. */
  content: string
  state: DecisionState
  filed_at: number
  decided_at: number | null
  decided_by: string | null
  answer: string | null
  /** JSON: what its sender is shown of it again; null where that is nothing. */
  document: string | null
  /** The officer who has taken it in hand, and when. */
  claimed_by: string | null
  claimed_at: number | null
}

/** A question that the assistant could not answer, in nobody's name; see unanswered-questions.ts. */
export type UnansweredQuestionRow = {
  language: string
  question: string
  /** How often it was given. */
  times: number
  /** Of the last time, in Vietnam, in days since 1970. */
  last_day: number
}

/** A call that an officer is about to make; see calls.ts. */
export type AnnouncedCallRow = {
  person_id: number
  digits: string
  officer_id: string
  office_code: string | null
  /** Tries so far, a right one included. */
  wrong: number
  expires_at: number
}

/** A definition that was filled in, under its hash (`hashService`), with the texts that it had then. */
export type ServiceDefinitionRow = {
  hash: string
  service: string
  version: number
  /** Canonical JSON. */
  written: string
  /** JSON, by language and key. */
  texts: string
  created_at: number
}

/** What a person asks for by a public service. */
export type ServiceRequestRow = {
  /** Who asks. */
  person_id: number
  id: string
  /** Made by the wallet, so that what was sent twice is taken once. */
  request_key: string
  number: string
  /** The hash of the definition that was filled in. */
  definition: string
  service: string
  /** In Vietnamese. */
  title: string
  version: number
  /** About whom it is: who asks, or the dependant whose card it names. */
  subject_id: number
  card_id: string | null
  /** The day in Vietnam on which it was filled in. */
  filled_on: string
  /** JSON. */
  answers: string
  content_hash: Bytes
  /** The newest signed receipt. */
  receipt: Bytes
  /** The key under which it was last mended. */
  mend_key: string | null
  state: RequestState
  /** Empty where no office is known: then every office sees it. */
  office_code: string
  filed_at: number
  changed_at: number
  /** The last day for the answer. */
  deadline: string
  claimed_by: string | null
  claimed_at: number | null
  /** JSON: ids of the pages that went back; empty while none did. */
  pages: string
  reason: RequestReason | null
  note: string | null
  /** To be paid, in đồng. */
  amount: number | null
  decided_at: number | null
  decided_by: string | null
}

/** A picture that was sent for a request; the file itself lies under `stored` (pictures/sealed-files.ts). */
export type ServiceFileRow = {
  person_id: number
  /** Of the bytes as they were sent. */
  sha256: string
  stored: string
  request_id: string | null
  created_at: number
}

/** The marker in the place of the pictures (choose-picture-place.ts): one row. */
export type PicturePlaceRow = { id: number; marker: string }

/** Which mode the data are of (migrate.ts): one row. */
export type IssuerModeRow = { id: number; mode: 'demo' | 'production' }

export type OfficerRow = {
  id: string
  login: string
  full_name: string
  role: 'officer' | 'supervisor'
  duty: 'files' | 'content' | 'money'
  office_code: string
  password_hash: string
  /** Until when a password that a command has given may be used; null once the officer has set their own. */
  temporary_until: number | null
  created_at: number
  ended_at: number | null
}

/**
 * A new phone number that an office gives an account; `done_at` is null while it waits for a second officer.
 */
export type AccountResetRow = {
  id: string
  person_id: number
  office_code: string
  phone: string
  seen_document: Bytes
  asked_by: string
  asked_at: number
  confirmed_by: string | null
  done_at: number | null
}

export type OfficerSessionRow = {
  id: string
  officer_id: string
  secret_hash: Bytes
  created_at: number
  used_at: number
  /** When a code of the authenticator was last given. */
  proved_at: number
  /** Its name, empty where it has none. */
  browser: string
}

/** What an officer signs in with beside the password (back-office/authenticators.ts). */
export type OfficerAuthenticatorRow = {
  officer_id: string
  sealed_secret: Bytes
  /** When its first code was shown; null while it is being set up. */
  confirmed_at: number | null
  /** The time step of the last code that was taken; none of this or an earlier one is taken again. */
  used_step: number
}

/**
 * What an officer, or a command (no officer), did to which file: nothing personal beyond ids. See
 * audit/audit-log.ts.
 */
export type AuditEntryRow = {
  sequence: number
  at: number
  officer_id: string | null
  office_code: string | null
  action: string
  target: string | null
  /** HMAC-SHA-256 over the entry and the hash before it, hex. */
  hash: string
}

export type AuditHeadRow = { id: number; sequence: number; hash: string }

/** How often something limited was used within its window (rate-limits/rate-limits.ts). */
export type UseCountRow = { limit_name: string; subject: string; used: number; ends_at: number }
