/**
 * Every error a person can meet, with the short code they can read out to a helpdesk.
 * `I` issuer, `W` wallet; then flow (hundreds and tens) and step (counted in tens, so that
 * one can be put between two others). A code, once published, keeps its meaning. Texts live in i18n, by the key.
 */
export const helpdeskCodes = {
  // What the issuer answers (RFC 9457 problem `code`).
  malformed_request: 'I 100 010',
  invalid_fields: 'I 100 020',
  body_too_large: 'I 100 030',
  unsupported_media_type: 'I 100 040',
  not_found: 'I 100 050',
  method_not_allowed: 'I 100 060',
  forbidden_origin: 'I 100 070',
  too_many_requests: 'I 100 080',
  internal: 'I 100 090',
  unavailable: 'I 100 100',
  sign_in_failed: 'I 120 010',
  temporary_password_expired: 'I 120 040',
  ticket_expired: 'I 120 050',
  phone_missing: 'I 120 060',
  vneid_not_offered: 'I 120 110',
  vneid_unavailable: 'I 120 120',
  vneid_cancelled: 'I 120 130',
  vneid_level_too_low: 'I 120 140',
  vneid_no_account: 'I 120 150',
  vneid_mismatch: 'I 120 160',
  vneid_other_browser: 'I 120 170',
  vneid_refused: 'I 120 180',
  passkey_refused: 'I 120 210',
  passkey_unknown: 'I 120 220',
  passkey_limit: 'I 120 230',
  session_expired: 'I 120 020',
  device_replaced: 'I 120 030',
  nonce_expired: 'I 130 010',
  proof_invalid: 'I 130 020',
  card_unknown: 'I 130 030',
  key_unknown: 'I 130 040',
  key_limit: 'I 130 050',
  code_invalid: 'I 140 010',
  phone_in_use: 'I 150 010',
  officer_session_expired: 'I 160 010',
  // What the wallet meets on the device.
  storage_unavailable: 'W 100 010',
  storage_timeout: 'W 100 020',
  storage_full: 'W 100 030',
  storage_damaged: 'W 100 040',
  worker_unavailable: 'W 100 050',
  offline: 'W 110 010',
  timeout: 'W 110 020',
  answer_malformed: 'W 110 030',
  answer_unverifiable: 'W 110 040',
  answer_outdated: 'W 110 050',
  trust_list_unverifiable: 'W 110 060',
  unexpected: 'W 190 010',
} as const

export type ErrorCode = keyof typeof helpdeskCodes
