import { type Bytes, fromHex, toHex } from '../bytes.ts'
import { err, ok, type Result } from '../result.ts'

/** The audience of a live code that any desk may take. */
export const DESK_AUDIENCE = 'urn:vi-bhyt:desk'

export const NONCE_LENGTH = 16

/** What a desk shows in nonce mode. */
export type DeskCode = { readonly facilityCode: string; readonly nonce: Bytes }

/** What a printed counter poster says. */
export type PosterCode = { readonly facilityCode: string }

const POSTER_AUDIENCE = 'urn:vi-bhyt:poster:'
const POSTER_CODE = /^BHYT-DESK:2\/([0-9A-Z]{5})$/
const DESK_CODE = /^BHYT-DESK:1\/([0-9A-Z]{5})\/([0-9A-F]{32})$/

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
 * Reads a desk's QR. It is not authenticated: it only says which answer the person at the desk is waiting
 * for.
 */
export function readDeskCode(text: string): Result<DeskCode, 'not_a_desk_code'> {
  const [, facilityCode = '', digits = ''] = DESK_CODE.exec(text) ?? []
  const nonce = fromHex(digits)
  return facilityCode && nonce.ok ? ok({ facilityCode, nonce: nonce.value }) : err('not_a_desk_code')
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

/** Reads a poster's QR. Like a desk's code it is not authenticated; anybody may have put it up. */
export function readPosterCode(text: string): Result<PosterCode, 'not_a_poster_code'> {
  const facilityCode = POSTER_CODE.exec(text)?.[1]
  return facilityCode === undefined ? err('not_a_poster_code') : ok({ facilityCode })
}
