import type { Bytes } from '../../core/bytes.ts'

/**
 * The tables, the same on SQLite and PostgreSQL. Times are Unix seconds; dates ISO 8601 text, partial where the registry
 * knows no more; flags 0 or 1. Migrations are the truth, this is what the queries see.
 */
export type Tables = {
  people: PersonRow
  histories: HistoryRow
  dependants: DependantRow
  facilities: FacilityRow
  cards: CardRow
  accounts: AccountRow
  devices: DeviceRow
  sessions: SessionRow
  holder_keys: HolderKeyRow
  status_entries: StatusEntryRow
  status_counters: StatusCounterRow
  snapshots: SnapshotRow
  signer_keys: SignerKeyRow
  trust_lists: TrustListRow
  outgoing_messages: OutgoingMessageRow
  one_time_codes: OneTimeCodeRow
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

/** Periods of participation, benefits and visits as one document (people/history.ts): read whole, never searched. */
export type HistoryRow = { person_id: number; document: string }

export type DependantRow = {
  holder_id: number
  dependant_id: number
  relation: 'child' | 'spouse' | 'parent' | 'other'
}

export type FacilityRow = { code: string; name: string; desks_verify: number }

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
  /** Confirmed by code. */
  email: string | null
  /** Where the person wants to be written to: house and street, and today's ward. */
  address: string | null
  ward_code: string | null
  /** Until when a password given by the office may be used, once; null once the person has set their own. */
  temporary_until: number | null
  closed_at: number | null
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

/** One sign-in makes one device; at most one of an account has no `ended_at`. */
export type DeviceRow = {
  id: string
  person_id: number
  created_at: number
  ended_at: number | null
}

export type SessionRow = {
  id: string
  device_id: string
  person_id: number
  /** SHA-256 of the secret half of the cookie. */
  secret_hash: Bytes
  created_at: number
  used_at: number
  end_code: 'signed_out' | 'device_replaced' | null
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
  device_id: string
  card_id: string
  reserved_until: number
  revoked_at: number | null
}

export type StatusCounterRow = { list: number; allotted: number }

export type SnapshotRow = {
  person_id: number
  sequence: number
  issued_at: number
  /** From here on it is signed anew although nothing changed, because a key or a paper credential in it grows old. */
  renew_at: number
  etag: string
  body: Bytes
}

export type SignerKeyRow = {
  /** Lower-case hex of the 4-byte key id. */
  key_id: string
  role: 'card' | 'snapshot' | 'status'
  /** SEC 1 compressed point, 33 bytes. */
  public_key: Bytes
  /** PKCS#8 under AES-256-GCM: nonce, ciphertext, tag (signer-keys/sealed-key.ts). */
  sealed_private_key: Bytes
  created_at: number
  not_before: number
  not_after: number
}

export type TrustListRow = { sequence: number; body: Bytes; published_at: number }

export type OutgoingMessageRow = {
  id: string
  channel: 'sms' | 'email'
  recipient: string
  /** Of an email. */
  subject: string | null
  body: string
  attachment_name: string | null
  attachment: Bytes | null
  created_at: number
  sent_at: number | null
}
