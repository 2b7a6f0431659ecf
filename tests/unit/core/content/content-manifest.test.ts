import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CONTENT_KEYS } from '../../../../src/core/content/content-key-list.ts'
import {
  type ContentManifest,
  type ContentPack,
  findPack,
  isInForce,
  issueContentManifest,
  MAX_PACK_BYTES,
  MAX_PACKS,
  verifyContentManifest,
} from '../../../../src/core/content/content-manifest.ts'
import { issueTrustList, verifyTrustList } from '../../../../src/core/credential/trust-list.ts'
import type { TrustList } from '../../../../src/core/credential/trusted-keys.ts'
import { ROOTS } from '../../../support/vectors/desk.ts'
import { DANGEROUS_KEYS } from '../../../support/vectors/keys.ts'
import { DAY, flip, NOW, TRUST_LIST } from '../../../support/vectors/world.ts'

const { productionRoot, card, status, rogue } = DANGEROUS_KEYS

/** Any keys will do for content: here those that elsewhere sign lists. */
const first = status
const second = rogue
const listed = ({ keyId, publicKey }: typeof first) =>
  ({ keyId, publicKey, role: 'content', notBefore: NOW - 30 * DAY, notAfter: NOW + 365 * DAY }) as const
const keys: TrustList = { ...TRUST_LIST, keys: [listed(first), listed(second)] }

const facilities: ContentPack = {
  name: 'facilities',
  version: 3,
  size: 300_000,
  sha256: new Uint8Array(32).fill(7),
  minAppSchema: 1,
}
const manifest: ContentManifest = {
  sequence: 12,
  issuedAt: NOW - 60,
  expiresAt: NOW + 30 * DAY,
  packs: [facilities],
}
const verify = (message: Uint8Array, more: { keys?: TrustList; held?: ContentManifest; now?: number } = {}) =>
  verifyContentManifest(message, { keys, now: NOW, ...more })

describe('a content manifest', () => {
  it('verifies under a content key, and also when it is over', async () => {
    const message = await issueContentManifest(manifest, first)
    expect(await verify(message)).toEqual({ ok: true, value: manifest })
    expect((await verify(message, { now: manifest.expiresAt + DAY })).ok).toBe(true)
    expect(isInForce(manifest, manifest.expiresAt - 1)).toBe(true)
    expect(isInForce(manifest, manifest.expiresAt)).toBe(false)
  })

  it('is refused from a key that is not listed for content, and with one bit changed', async () => {
    expect(await verify(await issueContentManifest(manifest, card))).toEqual({
      ok: false,
      error: 'unknown_key',
    })
    const message = await issueContentManifest(manifest, first)
    expect(await verify(flip(message, -1))).toEqual({ ok: false, error: 'bad_signature' })
    const onlySecond = { ...keys, keys: [listed(second)] }
    expect(await verify(message, { keys: onlySecond })).toEqual({ ok: false, error: 'unknown_key' })
  })

  it('never goes backwards, and may stand still', async () => {
    const message = await issueContentManifest(manifest, first)
    expect((await verify(message, { held: manifest })).ok).toBe(true)
    expect(await verify(message, { held: { ...manifest, sequence: 13 } })).toEqual({
      ok: false,
      error: 'not_newer',
    })
  })

  it('goes forwards in bounded steps, so that a stolen key locks no phone', async () => {
    const huge = await issueContentManifest({ ...manifest, sequence: Number.MAX_SAFE_INTEGER }, first)
    expect(await verify(huge, { held: manifest })).toEqual({ ok: false, error: 'too_far_ahead' })
    const later = { ...manifest, sequence: 12 + 300, issuedAt: manifest.issuedAt + 3 * DAY }
    const message = await issueContentManifest(later, first)
    expect((await verify(message, { held: manifest, now: NOW + 3 * DAY })).ok).toBe(true)
    expect(await verify(message, { held: manifest, now: NOW })).toEqual({
      ok: false,
      error: 'from_the_future',
    })
  })

  it('refuses more packs than the bound, two of one name and language, and names that are none', async () => {
    const refuse = async (packs: readonly ContentPack[]) =>
      expect(await verify(await issueContentManifest({ ...manifest, packs }, first))).toEqual({
        ok: false,
        error: 'malformed',
      })
    await refuse(Array.from({ length: MAX_PACKS + 1 }, (_, at) => ({ ...facilities, name: `p${at}` })))
    await refuse([facilities, { ...facilities, version: 4 }])
    await refuse([{ ...facilities, name: '../x' }])
    await refuse([{ ...facilities, size: MAX_PACK_BYTES + 1 }])
    await refuse([{ ...facilities, sha256: new Uint8Array(31) }])
  })

  it('answers to any bytes with a value', async () => {
    const message = await issueContentManifest(manifest, first)
    const damaged = fc
      .tuple(fc.nat(message.length - 1), fc.integer({ min: 1, max: 255 }))
      .map(([at, change]) => message.with(at, (message[at] ?? 0) ^ change))
    await fc.assert(
      fc.asyncProperty(fc.oneof(damaged, fc.uint8Array({ maxLength: 300 })), async (bytes) => {
        expect((await verify(bytes)).ok).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  it('has packs by name, in the language or in Vietnamese', () => {
    const answers = (language: 'vi' | 'en') => ({ ...facilities, name: 'answers', language })
    const packs = [facilities, answers('vi'), answers('en')]
    const pick = (name: string, language: 'vi' | 'en' | 'ko') =>
      findPack({ ...manifest, packs }, name, language)
    expect(pick('answers', 'en')).toEqual(answers('en'))
    expect(pick('answers', 'ko')).toEqual(answers('vi'))
    expect(pick('facilities', 'ko')).toEqual(facilities)
    expect(pick('forms', 'vi')).toBeUndefined()
  })
})

describe('the list of content keys', () => {
  it('is certified by a root, and is no trust list, nor the other way round', async () => {
    const message = await issueTrustList(keys, productionRoot, CONTENT_KEYS)
    const verified = await verifyTrustList(message, { roots: ROOTS, now: NOW, kind: CONTENT_KEYS })
    expect(verified).toMatchObject({ ok: true, value: { keys: [{ role: 'content' }, { role: 'content' }] } })
    expect(await verifyTrustList(message, { roots: ROOTS, now: NOW })).toEqual({
      ok: false,
      error: 'malformed',
    })
    const trustList = await issueTrustList(TRUST_LIST, productionRoot)
    expect(await verifyTrustList(trustList, { roots: ROOTS, now: NOW, kind: CONTENT_KEYS })).toEqual({
      ok: false,
      error: 'malformed',
    })
  })

  it('names no key for cards, and a trust list none for content', async () => {
    const cards = await issueTrustList(TRUST_LIST, productionRoot, CONTENT_KEYS)
    expect((await verifyTrustList(cards, { roots: ROOTS, now: NOW, kind: CONTENT_KEYS })).ok).toBe(false)
    const content = await issueTrustList(keys, productionRoot)
    expect((await verifyTrustList(content, { roots: ROOTS, now: NOW })).ok).toBe(false)
  })
})
