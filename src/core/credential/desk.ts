import { type Bytes, fromHex, toHex } from '../bytes.ts'
import { err, ok, type Result } from '../result.ts'

/** The audience of a live code that any desk may take. */
export const DESK_AUDIENCE = 'urn:vi-bhyt:desk'

export const NONCE_LENGTH = 16

/** What a desk shows in nonce mode. */
export type DeskCode = { readonly facilityCode: string; readonly nonce: Bytes }

/** What a printed counter poster says. */
export type PosterCode = { readonly facilityCode: string }

/** What a desk asks a phone to answer: its code for one patient, or, without a nonce, its poster. */
export type DeskRequest = PosterCode & Partial<DeskCode>

const POSTER_AUDIENCE = 'urn:vi-bhyt:poster:'
const DESK_REQUEST = /^BHYT-DESK:(?:1\/([0-9A-Z]{5})\/([0-9A-F]{32})|2\/([0-9A-Z]{5}))$/

/** The audience of an answer to one desk's code. */
export function writeDeskAudience(facilityCode: string): string {
  return `${DESK_AUDIENCE}:${facilityCode}`
}

/**
 * The text of the QR that a desk shows: facility code and 16 random bytes, in capitals for the alphanumeric
 * mode.
 */
export function writeDeskCode({ facilityCode, nonce }: DeskCode): string {
  return `BHYT-DESK:1/${facilityCode}/${toHex(nonce).toUpperCase()}`
}

/**
 * Reads what a desk asks with: its code, or its poster. Neither is authenticated: it only says which answer
 * the person at the desk is waiting for, and anybody may have put a poster up.
 */
export function readDeskRequest(text: string): Result<DeskRequest, 'not_ours'> {
  const [, asking, digits = '', facilityCode = asking] = DESK_REQUEST.exec(text) ?? []
  const nonce = fromHex(digits)
  if (!facilityCode || !nonce.ok) return err('not_ours')
  return ok({ facilityCode, ...(asking && { nonce: nonce.value }) })
}

/** The audience of an answer to a facility's poster. */
export function writePosterAudience(facilityCode: string): string {
  return POSTER_AUDIENCE + facilityCode
}

/** Whether an audience is that of some facility's poster. */
export function isPosterAudience(audience: string): boolean {
  return audience.startsWith(POSTER_AUDIENCE)
}

/** The text of the QR on a counter poster: the facility and nothing that changes. */
export function writePosterCode({ facilityCode }: PosterCode): string {
  return `BHYT-DESK:2/${facilityCode}`
}
