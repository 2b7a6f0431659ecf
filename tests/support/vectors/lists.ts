import { type Bytes, toHex } from '../../../src/core/bytes.ts'
import { issueProofOfPossession } from '../../../src/core/credential/proof-of-possession.ts'
import { issueStatusList, type StatusList } from '../../../src/core/credential/status-list.ts'
import { issueTrustList } from '../../../src/core/credential/trust-list.ts'
import type { TrustList } from '../../../src/core/credential/trusted-keys.ts'
import { DANGEROUS_KEYS } from './keys.ts'
import { toJson } from './notation.ts'
import {
  changeCard,
  DAY,
  flip,
  NOW,
  POINTLESS_KEYS,
  REKEYED_TRUST_LIST,
  resign,
  STATUS_LIST,
  storeZlib,
  TRUST_LIST,
} from './world.ts'

/** A signed thing and what reading it must give: the value, or the name of the defect. */
export type MessageVector = {
  readonly is: string
  readonly message: string
  readonly now: number
  readonly newerThan?: unknown
  readonly expected?: unknown
  readonly expect:
    | { readonly ok: true; readonly value: unknown }
    | { readonly ok: false; readonly error: string }
}

const { productionRoot, demoRoot, card, status, nextStatus, holder, rogue } = DANGEROUS_KEYS

export function accept(is: string, message: Bytes, value: unknown, more: Partial<MessageVector> = {}) {
  return {
    is,
    message: toHex(message),
    now: NOW,
    expect: { ok: true, value: toJson(value) },
    ...more,
  } as const
}

export function reject(is: string, message: Bytes, error: string, more: Partial<MessageVector> = {}) {
  return { is, message: toHex(message), now: NOW, expect: { ok: false, error }, ...more } as const
}

/** What every scan vector refers to by name. */
export async function makeDeskWorld() {
  const trust = (changes: Partial<TrustList>, root = productionRoot) =>
    issueTrustList({ ...TRUST_LIST, ...changes }, root)
  const list = (changes: Partial<StatusList>, signer = status) =>
    issueStatusList({ ...STATUS_LIST, ...changes }, signer, storeZlib)
  return {
    roots: [
      { ...toRoot('productionRoot'), demo: false },
      { ...toRoot('demoRoot'), demo: true },
    ],
    trustLists: {
      production: toHex(await trust({})),
      demo: toHex(await trust({ issuer: 'DEMO', specimen: true }, demoRoot)),
      expired: toHex(await trust({ expiresAt: NOW })),
      rekeyed: toHex(await issueTrustList(REKEYED_TRUST_LIST, productionRoot)),
      twin: toHex(await trust({ keys: REKEYED_TRUST_LIST.keys })),
      pointless: toHex(await trust({ keys: POINTLESS_KEYS })),
    },
    statusLists: {
      fresh: toHex(await list({})),
      stale: toHex(await list({ issuedAt: NOW - DAY / 2 })),
      other: toHex(await list({ list: 4 })),
      clear: toHex(await list({ issuedAt: NOW, bits: new Uint8Array(125) })),
      ahead: toHex(await list({ issuedAt: NOW + DAY + 1, bits: new Uint8Array(125) })),
      rekeyed: toHex(await list({}, nextStatus)),
    },
  }
}

function toRoot(name: 'productionRoot' | 'demoRoot') {
  const { keyId, publicKey } = DANGEROUS_KEYS[name]
  return toJson({ keyId, publicKey }) as { keyId: string; publicKey: { x: string; yIsOdd: boolean } }
}

export async function makeTrustListVectors(): Promise<Record<string, MessageVector>> {
  const list = await issueTrustList(TRUST_LIST, productionRoot)
  const unmarked = await issueTrustList({ ...TRUST_LIST, issuer: 'DEMO' }, demoRoot)
  const keys = Array.from({ length: 65 }, () => TRUST_LIST.keys[0]).filter((key) => key !== undefined)
  return {
    good: accept('a trust list', list, TRUST_LIST),
    'good-newer': accept('newer than the one held', list, TRUST_LIST, { newerThan: 6 }),
    'good-demo-root-makes-specimens': accept('the demo root, without the mark', unmarked, {
      ...TRUST_LIST,
      issuer: 'DEMO',
      specimen: true,
    }),
    'good-key-off-curve': accept(
      'a key for which there is no point: the list is read',
      await issueTrustList({ ...TRUST_LIST, keys: POINTLESS_KEYS }, productionRoot),
      { ...TRUST_LIST, keys: POINTLESS_KEYS },
    ),
    'not-newer-same': reject('the one held', list, 'not_newer', { newerThan: 7 }),
    'not-newer-older': reject('an older one', list, 'not_newer', { newerThan: 8 }),
    expired: reject('over this very second', list, 'expired', { now: TRUST_LIST.expiresAt }),
    'unknown-root': reject('signed by a stranger', await issueTrustList(TRUST_LIST, rogue), 'unknown_key'),
    'unknown-root-card-key': reject(
      'signed by a card key',
      await issueTrustList(TRUST_LIST, card),
      'unknown_key',
    ),
    'forged-signature': reject('one bit of the signature', flip(list, -1), 'bad_signature'),
    'forged-sequence': reject(
      'a stranger raises the sequence number',
      await resign(list, rogue.sign, { claims: changeCard((map) => map.set(1, 99)) }),
      'bad_signature',
    ),
    'wrong-type': reject(
      'the type of a card',
      await resign(list, productionRoot.sign, { header: (map) => map.set(16, 'bhyt+cwt') }),
      'malformed',
    ),
    'wrong-role': reject(
      'a role that does not exist',
      await resign(list, productionRoot.sign, {
        claims: changeCard((map) => map.set(2, [new Map([[2, 4]])])),
      }),
      'malformed',
    ),
    'huge-65-keys': reject(
      '65 keys',
      await issueTrustList({ ...TRUST_LIST, keys }, productionRoot),
      'malformed',
    ),
    'trailing-byte': reject('one byte too many', new Uint8Array([...list, 0]), 'malformed'),
    nothing: reject('no bytes', new Uint8Array(), 'malformed'),
  }
}

export async function makeStatusListVectors(): Promise<Record<string, MessageVector>> {
  const list = await issueStatusList(STATUS_LIST, status, storeZlib)
  const lst = (bytes: Bytes) =>
    resign(list, status.sign, {
      claims: (map) =>
        map.set(
          65_533,
          new Map<string, number | Bytes>([
            ['bits', 1],
            ['lst', bytes],
          ]),
        ),
    })
  const packed = storeZlib(STATUS_LIST.bits)
  return {
    good: accept('a status list', list, STATUS_LIST),
    'good-long-over': accept('long over: stale is for the reader to say', list, STATUS_LIST, {
      now: NOW + 60 * DAY,
    }),
    'good-empty': accept('no credentials yet', await lst(storeZlib(new Uint8Array())), {
      ...STATUS_LIST,
      bits: new Uint8Array(),
    }),
    'good-day-ahead': accept('a day ahead of the desk’s clock, which may be wrong', list, STATUS_LIST, {
      now: STATUS_LIST.issuedAt - DAY,
    }),
    'not-yet-valid': reject('more than a day ahead of the desk’s clock', list, 'not_yet_valid', {
      now: STATUS_LIST.issuedAt - DAY - 1,
    }),
    'wrong-role-key': reject(
      'signed by the card key',
      await issueStatusList(STATUS_LIST, card, storeZlib),
      'unknown_key',
    ),
    'forged-bits': reject('one bit of the list', flip(list, -80), 'bad_signature'),
    'not-zlib': reject('bytes that are not zlib', await lst(new Uint8Array(20)), 'malformed'),
    'zlib-truncated': reject('zlib data cut off', await lst(packed.slice(0, -5)), 'malformed'),
    'zlib-trailing-bytes': reject(
      'bytes behind the end of the zlib data',
      await lst(new Uint8Array([...packed, 1, 2, 3, 4, 5])),
      'malformed',
    ),
    'zlib-checksum': reject('zlib data with a wrong checksum', await lst(flip(packed, -1)), 'malformed'),
    'two-bits': reject(
      'two bits a credential',
      await resign(list, status.sign, {
        claims: (map) =>
          map.set(
            65_533,
            new Map<string, number | Bytes>([
              ['bits', 2],
              ['lst', packed],
            ]),
          ),
      }),
      'malformed',
    ),
    'other-subject': reject(
      'the list of somebody else',
      await resign(list, status.sign, { claims: (map) => map.set(2, 'https://example.invalid/3') }),
      'malformed',
    ),
    'trust-list-expired': reject('the trust list is over', list, 'trust_list_expired', {
      now: TRUST_LIST.expiresAt,
    }),
  }
}

export async function makeProofOfPossessionVectors(): Promise<Record<string, MessageVector>> {
  const nonce = Uint8Array.from({ length: 32 }, (_, index) => index)
  const { publicKey, sign } = holder
  const proof = await issueProofOfPossession({ cardId: 'c1', nonce, publicKey, sign })
  const expected = { expected: { cardId: 'c1', nonce: toHex(nonce) } }
  return {
    good: accept('a proof', proof, publicKey, expected),
    'other-card': reject('for another card', proof, 'wrong_card', {
      expected: { cardId: 'c2', nonce: toHex(nonce) },
    }),
    'other-nonce': reject('for another nonce', proof, 'wrong_nonce', {
      expected: { cardId: 'c1', nonce: '00'.repeat(32) },
    }),
    'other-key': reject(
      'a stranger’s signature over the holder’s key',
      await issueProofOfPossession({ cardId: 'c1', nonce, publicKey, sign: rogue.sign }),
      'bad_signature',
      expected,
    ),
    'other-audience': reject(
      'made for a desk',
      await resign(proof, sign, { claims: (map) => map.set(3, 'urn:vi-bhyt:desk') }),
      'malformed',
      expected,
    ),
    'other-type': reject(
      'a key-binding token’s type',
      await resign(proof, sign, { header: (map) => map.set(16, 294) }),
      'malformed',
      expected,
    ),
    'off-curve': reject(
      'a point off the curve',
      await issueProofOfPossession({
        cardId: 'c1',
        nonce,
        publicKey: { x: new Uint8Array(32).with(31, 1), yIsOdd: true },
        sign,
      }),
      'malformed',
      expected,
    ),
    huge: reject('2,049 bytes', new Uint8Array(2049).fill(0xd2), 'malformed', expected),
  }
}
