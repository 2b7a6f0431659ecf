import { type Bytes, equalBytes, toHex } from '../bytes.ts'
import { importVerifyKey, type ScanCrypto, webCrypto } from '../cose/p256.ts'
import { HEADER, parseSign1, type Sign1 } from '../cose/sign1.ts'
import { parseBhytQrText, toCardFace } from '../qr/bhyt-qr-text.ts'
import type { Result } from '../result.ts'
import { CARD_CREDENTIAL, type CardCredential, RELATION } from './card-credential.ts'
import { DESK_AUDIENCE, isPosterAudience, writePosterAudience } from './desk.ts'
import { verifyIssuerSigned } from './issuer-signed.ts'
import { type KeyBindingClaims, readBoundCredential, readKeyBindingClaims } from './key-binding.ts'
import { readWalletCode } from './qr-text.ts'
import { hasIndex, isRevoked, isStale, type StatusList } from './status-list.ts'
import type { TrustList } from './trusted-keys.ts'
import { RESERVED_TYPES } from './typ.ts'
import type { Verdict, VerdictNote, VerifyOutcome } from './verdict.ts'

/** What a desk knows and wants. */
export type VerifyContext = {
  readonly trustList: TrustList
  readonly statusLists?: readonly StatusList[]
  /** The desk's clock, Unix seconds. */
  readonly now: number
  /** `DESK_AUDIENCE` unless in nonce mode, then `writeDeskAudience(facility)`. */
  readonly audience?: string
  /** Whose poster hangs at the desk: outside nonce mode answers to it are taken as well. */
  readonly posterFacility?: string
  /** The nonce on the desk's screen; set, only an answer to it is taken, and no clock is needed. */
  readonly expectedNonce?: Bytes
  /**
   * Remembers a live code by the SHA-256 (hex) of its Sig_structure and says whether it has been taken
   * before. Asked only about codes whose signatures and claims hold.
   */
  readonly replay?: (sigHash: string) => boolean
  /** WebCrypto without it. */
  readonly engine?: ScanCrypto
}

/** Clocks that are this far apart count as equal. */
const GREEN_SKEW = 120

/** Up to here the desk may go on with care; beyond only in nonce mode. */
const AMBER_SKEW = 600

/**
 * A live code without a desk's nonce is green only while its credential is this young, in seconds: codes that
 * somebody had the phone make for later days, its clock set ahead, end with it.
 */
const GREEN_CREDENTIAL_AGE = 7 * 86_400

type Finding = { readonly verdict: Verdict; readonly notes?: readonly VerdictNote[] }

/** The signed message of a scanned text, taken apart; nothing in it is authenticated yet. */
export function readScannedToken(
  text: string,
): Result<Sign1, 'not_ours' | 'malformed' | 'unsupported_version'> {
  const message = readWalletCode(text.trim())
  return message.ok ? parseSign1(message.value) : message
}

/**
 * What a desk should think of a scanned text. Never throws on any text and shows nothing that is not
 * authenticated, except the fields of today's unsigned BHYT QR text. Order: form, signatures, then claims;
 * see docs/credential-format.md. `token` is that of the text, where it was read before.
 */
export async function verifyCard(
  text: string,
  context: VerifyContext,
  token = readScannedToken(text),
): Promise<VerifyOutcome> {
  if (!token.ok) return token.error === 'not_ours' ? readUnsigned(text.trim()) : refuse(token.error)
  const paper = RESERVED_TYPES.get(token.value.protectedHeader.get(HEADER.typ))
  if (paper) return { verdict: 'not_a_card', paper, notes: [] }
  const bound = readBoundCredential(token.value)
  if (!bound.ok && bound.error === 'malformed') return refuse('malformed')
  const binding = bound.ok ? token.value : undefined

  const verified = await verifyIssuerSigned(CARD_CREDENTIAL, bound.ok ? bound.value : token.value, context)
  if (!verified.ok) return refuse(verified.error)
  const credential = verified.value
  if (context.trustList.specimen && !credential.specimen) return refuse('bad_signature')
  const claims = await verifyBinding(binding, credential, context)
  if (claims === 'malformed' || claims === 'bad_signature') return refuse(claims)

  const finding =
    (claims && judgeAudience(claims, context)) ??
    judgeValidity(credential, claims, context.now) ??
    judgeStatus(credential, context) ??
    (claims && binding && (await judgeFreshness(binding, claims, credential, context))) ??
    judgeRelation(credential)
  return reportOutcome(credential, claims, context, finding)
}

/** The outcome where nothing is authenticated; under a trust list that is over no key is known. */
export const refuse = (reason: Verdict | 'trust_list_expired'): VerifyOutcome =>
  reason === 'trust_list_expired'
    ? { verdict: 'unknown_key', notes: [reason] }
    : { verdict: reason, notes: [] }

function readUnsigned(text: string): VerifyOutcome {
  const hospital = parseBhytQrText(text)
  if (!hospital.ok) return refuse('not_ours')
  const card = toCardFace(hospital.value)
  return { verdict: 'unsigned', ...(card && { card }), notes: [] }
}

/**
 * The claims of the holder's signature, nothing for a bearer code. A credential that names a holder key needs
 * one and vice versa.
 */
async function verifyBinding(
  binding: Sign1 | undefined,
  { holderKey }: CardCredential,
  { engine = webCrypto }: VerifyContext,
): Promise<KeyBindingClaims | undefined | 'malformed' | 'bad_signature'> {
  if (!binding && !holderKey) return undefined
  if (!binding || !holderKey) return 'bad_signature'
  const key = await importVerifyKey(holderKey)
  if (!key.ok) return 'malformed'
  if (!(await engine.verify(key.value, binding.sigStructure, binding.signature))) return 'bad_signature'
  const claims = readKeyBindingClaims(binding)
  return claims.ok ? claims.value : 'malformed'
}

function judgeAudience(claims: KeyBindingClaims, context: VerifyContext): Finding | undefined {
  const { audience = DESK_AUDIENCE, expectedNonce, posterFacility } = context
  const isPoster =
    !expectedNonce && posterFacility !== undefined && claims.audience === writePosterAudience(posterFacility)
  if (claims.audience !== audience && !isPoster) return { verdict: 'wrong_audience' }
  if (!expectedNonce) return undefined
  // An answer to another code of this desk: kept from earlier, or forwarded.
  return claims.nonce && equalBytes(claims.nonce, expectedNonce) ? undefined : { verdict: 'replayed' }
}

/** The credential and the card must be in force at the desk's time, and the credential when it was shown. */
function judgeValidity(
  { issuedAt, expiresAt, face: { validFrom, validTo } }: CardCredential,
  claims: KeyBindingClaims | undefined,
  now: number,
): Finding | undefined {
  const shownAt = claims?.issuedAt ?? issuedAt
  const isBefore = validFrom && now < midnight(validFrom, 0)
  if (issuedAt > now + AMBER_SKEW || shownAt < issuedAt || isBefore) return { verdict: 'not_yet_valid' }
  const isOver = validTo && now >= midnight(validTo, 1)
  return now >= expiresAt || shownAt >= expiresAt || isOver ? { verdict: 'expired' } : undefined
}

/**
 * Midnight in Vietnam (UTC+7, no daylight saving) at the start of a partial date, or of the period `periods`
 * years, months or days (whatever it states last) later.
 */
function midnight(date: string, periods: number): number {
  const [year = 0, month, day] = date.split('-').map(Number)
  const at = Date.UTC(
    month === undefined ? year + periods : year,
    month === undefined ? 0 : month - 1 + (day === undefined ? periods : 0),
    day === undefined ? 1 : day + periods,
  )
  return at / 1000 - 7 * 3600
}

function findStatusList({ status }: CardCredential, { statusLists }: VerifyContext): StatusList | undefined {
  return status && statusLists?.find(({ list }) => list === status.list)
}

function judgeStatus(credential: CardCredential, context: VerifyContext): Finding | undefined {
  const { status } = credential
  const statusList = findStatusList(credential, context)
  if (!status || !statusList) return undefined
  // Token Status List, section 8.3: an index that the list does not have must be rejected.
  if (!hasIndex(statusList, status.index)) return { verdict: 'malformed' }
  return isRevoked(statusList, status.index) ? { verdict: 'revoked' } : undefined
}

/** A right to hold the card that this desk has never heard of is nothing to be green about. */
function judgeRelation({ relation }: CardCredential): Finding | undefined {
  return relation === undefined || relation === RELATION.carer ? undefined : { verdict: 'unknown_relation' }
}

async function judgeFreshness(
  { sigStructure }: Sign1,
  claims: KeyBindingClaims,
  { issuedAt }: CardCredential,
  { now, expectedNonce, replay, engine = webCrypto }: VerifyContext,
): Promise<Finding | undefined> {
  if (replay?.(toHex(await engine.hash(sigStructure)))) return { verdict: 'replayed' }
  if (expectedNonce) return undefined
  if (now - issuedAt > GREEN_CREDENTIAL_AGE) return { verdict: 'stale_credential', notes: ['nonce_required'] }
  const apart = Math.abs(now - claims.issuedAt)
  if (apart <= GREEN_SKEW) return undefined
  return { verdict: 'clock_differs', notes: apart > AMBER_SKEW ? ['nonce_required'] : [] }
}

function reportOutcome(
  credential: CardCredential,
  claims: KeyBindingClaims | undefined,
  context: VerifyContext,
  finding: Finding | undefined,
): VerifyOutcome {
  const { now } = context
  const { face, specimen, issuedAt, expiresAt, status, relation } = credential
  const statusList = findStatusList(credential, context)
  const notes: VerdictNote[] = [...(finding?.notes ?? [])]
  if (specimen) notes.push('specimen')
  if (relation === RELATION.carer) notes.push('carer')
  if (claims && isPosterAudience(claims.audience) && finding?.verdict !== 'wrong_audience')
    notes.push('poster')
  if (status && !statusList) notes.push('status_not_checked')
  else if (statusList && isStale(statusList, now)) notes.push('stale_status_list')
  // Paper answers no desk, and whoever forwards a picture of it would go around the desk's question.
  if (!finding && !claims && context.expectedNonce) notes.push('nonce_required')
  const skewSeconds = now - (claims?.issuedAt ?? now)
  if (!finding && (Math.abs(skewSeconds) > GREEN_SKEW || issuedAt > now + GREEN_SKEW)) notes.push('skew')
  return {
    verdict: finding?.verdict ?? (claims ? 'valid' : 'valid_unbound'),
    card: face,
    specimen,
    notes,
    issuedAt,
    expiresAt,
    ...(claims && { skewSeconds }),
  }
}
