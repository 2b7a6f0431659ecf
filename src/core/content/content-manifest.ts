import type { Bytes } from '../bytes.ts'
import { bytes, type Codec, choice, convert, list, optional, record, text, uint } from '../cose/codec.ts'
import { CLAIM, time } from '../credential/claims.ts'
import {
  type IssuerKind,
  type IssuerSignedError,
  issueSigned,
  type Signer,
  verifyIssuerSigned,
} from '../credential/issuer-signed.ts'
import * as signedKinds from '../credential/signed-kinds.ts'
import type { TrustList } from '../credential/trusted-keys.ts'
import type { KeyRole } from '../credential/typ.ts'
import { err, ok, type Result } from '../result.ts'

/** The languages that a pack can be for; one without is for all. */
export type PackLanguage = 'vi' | 'en' | 'ko' | 'zh' | 'ja'

/** A public file: the same for everybody, found under its hash. */
export type ContentPack = {
  /** Small letters, digits and dashes: `facilities`. */
  readonly name: string
  readonly language?: PackLanguage
  /** Counts the releases of this pack. */
  readonly version: number
  /** In bytes, not compressed; at most `MAX_PACK_BYTES`. */
  readonly size: number
  readonly sha256: Bytes
  /** The oldest schema of the app that can read it. */
  readonly minAppSchema: number
}

/** Which public files are in force. Times in Unix seconds. */
export type ContentManifest = {
  /** Counts releases; never backwards under keys that are still trusted. */
  readonly sequence: number
  readonly issuedAt: number
  /** From here on texts are old, and official numbers, forms and payees are not to be used. */
  readonly expiresAt: number
  readonly packs: readonly ContentPack[]
}

/** The schema of packs that this version reads; a manifest names the oldest that can read a pack. */
export const APP_SCHEMA = 1

export const MAX_PACK_BYTES = 1_048_576
export const MAX_PACKS = 64
const MAX_MANIFEST_BYTES = 16_384

const NAME = /^[a-z][a-z0-9-]{0,31}$/

const pack: Codec<ContentPack> = convert(
  record({
    name: [1, text(32)],
    language: optional(2, choice<PackLanguage>({ vi: 1, en: 2, ko: 3, zh: 4, ja: 5 })),
    version: [3, uint()],
    size: [4, uint(MAX_PACK_BYTES)],
    sha256: [5, bytes(32)],
    minAppSchema: [6, uint(65_535)],
  }),
  (value: ContentPack) => value,
  (value) => (NAME.test(value.name) ? ok(value) : err('name')),
)

const claims: Codec<ContentManifest> = convert(
  record({
    expiresAt: [CLAIM.exp, time],
    issuedAt: [CLAIM.iat, time],
    content: [CLAIM.bhyt, record({ sequence: [1, uint()], packs: [2, list(pack, MAX_PACKS)] })],
  }),
  ({ sequence, packs, ...rest }: ContentManifest) => ({ ...rest, content: { sequence, packs } }),
  ({ content, ...rest }) => (isSet(content.packs) ? ok({ ...rest, ...content }) : err('packs')),
)

/** Each pack once in each language. */
function isSet(packs: readonly ContentPack[]): boolean {
  return new Set(packs.map(({ name, language }) => `${name} ${language ?? ''}`)).size === packs.length
}

const MANIFEST: IssuerKind<ContentManifest> & { readonly role: KeyRole } = {
  ...signedKinds.contentManifest,
  claims,
  limits: { maxBytes: MAX_MANIFEST_BYTES },
}

/** Signs a manifest with a key of the role `content`. */
export function issueContentManifest(manifest: ContentManifest, signer: Signer): Promise<Bytes> {
  return issueSigned(MANIFEST, manifest, signer)
}

export type ContentManifestError = IssuerSignedError | 'from_the_future' | 'not_newer' | 'too_far_ahead'

/** Releases a day that are believed, so that a stolen key cannot lock phones by a huge number. */
const MOST_A_DAY = 100
const DAY = 86_400

/** How far the clock of a phone may be behind, in seconds. */
const SKEW = 600

/**
 * Verifies a manifest against the list of content keys. An expired one is not refused: what may still be used
 * of it is for `isInForce` to say. `held` is the newest manifest on the device that verifies under the same
 * list: one that is older (by sequence, else by time) is `not_newer`, and one whose sequence runs ahead of it
 * by more than `MOST_A_DAY` for each day begun between them is `too_far_ahead`. A manifest whose key has left
 * the list does not verify any more, and so does not count.
 */
export async function verifyContentManifest(
  message: Uint8Array,
  { keys, now, held }: { keys: TrustList; now: number; held?: ContentManifest | undefined },
): Promise<Result<ContentManifest, ContentManifestError>> {
  const verified = await verifyIssuerSigned(MANIFEST, message, { trustList: keys, now })
  if (!verified.ok) return verified
  const { sequence, issuedAt } = verified.value
  if (issuedAt > now + SKEW) return err('from_the_future')
  if (!held) return verified
  if (sequence < held.sequence || (sequence === held.sequence && issuedAt < held.issuedAt))
    return err('not_newer')
  const days = Math.floor(Math.max(0, issuedAt - held.issuedAt) / DAY) + 1
  return sequence - held.sequence > days * MOST_A_DAY ? err('too_far_ahead') : verified
}

/**
 * Whether numbers, forms and payees of a manifest may be used; its texts may be read afterwards, marked as
 * old.
 */
export function isInForce({ expiresAt }: ContentManifest, now: number): boolean {
  return now < expiresAt
}

/** The pack of a name: in the language, else for all languages, else in Vietnamese. */
export function findPack(
  { packs }: ContentManifest,
  name: string,
  language: PackLanguage = 'vi',
): ContentPack | undefined {
  const named = packs.filter((each) => each.name === name)
  return (
    named.find((each) => each.language === language) ??
    named.find((each) => each.language === undefined) ??
    named.find((each) => each.language === 'vi')
  )
}
