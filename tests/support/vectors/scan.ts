import { type Bytes, toHex } from '../../../src/core/bytes.ts'
import { parseSign1, readSign1 } from '../../../src/core/cose/sign1.ts'
import type { CardCredential } from '../../../src/core/credential/card-credential.ts'
import { writeDeskAudience, writePosterAudience } from '../../../src/core/credential/desk.ts'
import { writeWalletCode } from '../../../src/core/credential/qr-text.ts'
import type { Verdict, VerdictNote } from '../../../src/core/credential/verdict.ts'
import { colourOf, type VerdictColour } from '../../../src/core/credential/verdict-colour.ts'
import { toJson } from './notation.ts'
import { CREDENTIAL, FACILITY, NOW } from './world.ts'

/** What a desk scans, what it knows, and what it must conclude. */
export type ScanVector = {
  /** In words. */
  readonly is: string
  readonly text: string
  readonly desk: {
    readonly now: number
    readonly trustList: string
    readonly statusList?: string
    /** Lists that the desk held before those two came. */
    readonly heldTrustList?: string
    readonly heldStatusList?: string
    readonly audience?: string
    /** The facility whose poster hangs at the desk. */
    readonly poster?: string
    readonly nonce?: string
    /** The desk has taken this code before. */
    readonly seen?: true
    /** The desk took this code a minute ago. */
    readonly justSeen?: true
  }
  readonly expect: unknown
  /** In which a desk that was not made for a demo shows the outcome. */
  readonly colour: VerdictColour
  /** What is signed, for codes that come apart: the credential's Sig_structure and the holder's. */
  readonly sigStructures?: { readonly credential: string; readonly keyBinding?: string }
  /** For good ones: issue this and show it like that, and the same bytes are signed. */
  readonly issue?: { readonly credential: unknown; readonly shownAt?: number; readonly audience?: string }
}

export type Desk = Partial<ScanVector['desk']>
type Made = { readonly credential: CardCredential; readonly shownAt?: number; readonly audience?: string }

export const DESK = { now: NOW, trustList: 'production', statusList: 'fresh' }
export const NONCE = Uint8Array.from({ length: 16 }, (_, index) => 16 * index + 1)
export const NONCE_DESK: Desk = { audience: writeDeskAudience(FACILITY), nonce: toHex(NONCE) }
export const POSTER_DESK: Desk = { poster: FACILITY }
export const POSTER_ANSWER = { audience: writePosterAudience(FACILITY) }
export const ANSWER = { audience: writeDeskAudience(FACILITY), nonce: NONCE }

function describeSigned(message: Bytes): ScanVector['sigStructures'] {
  const outer = parseSign1(message)
  if (!outer.ok) return undefined
  const inner = outer.value.protectedHeader.get(13)
  if (inner === undefined) return { credential: toHex(outer.value.sigStructure) }
  const credential = readSign1(inner)
  if (!credential.ok) return undefined
  return { credential: toHex(credential.value.sigStructure), keyBinding: toHex(outer.value.sigStructure) }
}

/** A code from which nothing may be shown. */
export function refuse(
  is: string,
  code: Bytes | string,
  verdict: Verdict,
  desk: Desk = {},
  notes: VerdictNote[] = [],
) {
  const sigStructures = typeof code === 'string' ? undefined : describeSigned(code)
  return {
    is,
    text: typeof code === 'string' ? code : writeWalletCode(code),
    desk: { ...DESK, ...desk },
    expect: { verdict, notes },
    colour: colourOf(verdict, notes),
    ...(sigStructures && { sigStructures }),
  } satisfies ScanVector
}

/** A code whose signatures hold. */
export function show(
  is: string,
  code: Bytes,
  verdict: Verdict,
  { desk = {}, notes = [], made = {} }: { desk?: Desk; notes?: VerdictNote[]; made?: Partial<Made> } = {},
) {
  const { credential = CREDENTIAL, shownAt = credential.holderKey && NOW - 5 } = made
  const { now } = { ...DESK, ...desk }
  const { face, specimen, issuedAt, expiresAt } = credential
  const skew = shownAt === undefined ? {} : { skewSeconds: now - shownAt }
  const { audience } = made
  const issue = {
    credential: toJson(credential),
    ...(shownAt !== undefined && { shownAt }),
    ...(audience !== undefined && { audience }),
  }
  return {
    ...refuse(is, code, verdict, desk),
    expect: { verdict, card: face, specimen, notes, issuedAt, expiresAt, ...skew },
    colour: colourOf(verdict, notes),
    ...(verdict.startsWith('valid') && { issue }),
  } satisfies ScanVector
}
