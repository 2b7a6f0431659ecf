import { concatBytes } from '../../../src/core/bytes.ts'
import type { CborValue } from '../../../src/core/cose/cbor.ts'
import { DANGEROUS_KEYS } from './keys.ts'
import { NONCE, POSTER_ANSWER, POSTER_DESK, refuse, type ScanVector } from './scan.ts'
import { changeCard, DAY, flip, issueBearerCredential, issueCard, NOW, resign, showLive } from './world.ts'

const { card, holder, retiredCard, snapshot, rogue, otherHolder } = DANGEROUS_KEYS

/** Codes whose keys, signatures or claims do not hold. */
export async function makeUntrustedScans(): Promise<Record<string, ScanVector>> {
  const credential = await issueCard()
  const live = await showLive(credential)
  const paper = await issueBearerCredential()
  const claims = (change: (map: Map<number | string, CborValue>) => void) =>
    resign(paper, card.sign, { claims: change })
  const cardClaim = (change: (map: Map<number | string, CborValue>) => void) => claims(changeCard(change))
  const confirm = (changes: [number, CborValue][]) =>
    resign(credential, card.sign, {
      claims: (map) => {
        const key = new Map<number, CborValue>([
          [1, 2],
          [-1, 1],
          [-2, holder.publicKey.x],
          [-3, holder.publicKey.yIsOdd],
        ])
        for (const [name, value] of changes) key.set(name, value)
        map.set(8, new Map([[1, key]]))
      },
    })
  const offCurve = new Uint8Array(32).with(31, 1)
  const p = new Uint8Array(32).fill(255)
  p.set([0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 4)
  const binding = (change: (map: Map<number | string, CborValue>) => void) =>
    resign(live, holder.sign, { claims: change })
  return {
    'unknown-key': refuse('signed by a stranger', await issueBearerCredential({}, rogue), 'unknown_key'),
    'forged-key-off-curve': refuse(
      'under a key of the trust list for which there is no point',
      live,
      'bad_signature',
      { trustList: 'pointless' },
    ),
    'unknown-key-wrong-role': refuse(
      'signed by the snapshot key',
      await issueBearerCredential({}, snapshot),
      'unknown_key',
    ),
    'unknown-key-other-issuer': refuse(
      'the name of another issuer',
      await issueBearerCredential({ issuer: 'DEMO' }),
      'unknown_key',
    ),
    'unknown-key-retired': refuse(
      'signed after the key’s time',
      await issueBearerCredential({ issuedAt: NOW - 3600 }, retiredCard),
      'unknown_key',
      {},
    ),
    'unknown-key-trust-list-expired': refuse(
      'the desk’s trust list is over',
      live,
      'unknown_key',
      { trustList: 'expired' },
      ['trust_list_expired'],
    ),
    'forged-signature': refuse('one bit of the signature', flip(paper, -1), 'bad_signature'),
    'forged-signature-zero': refuse(
      'r = s = 0',
      concatBytes(paper.subarray(0, -64), new Uint8Array(64)),
      'bad_signature',
    ),
    'forged-name': refuse('one bit of the name', flip(paper, paper.indexOf(0x4e)), 'bad_signature'),
    'forged-known-kid': refuse(
      'a stranger under a known key id',
      await issueBearerCredential({}, { ...rogue, keyId: card.keyId }),
      'bad_signature',
    ),
    'forged-binding-signature': refuse('one bit of the holder’s signature', flip(live, -1), 'bad_signature'),
    'forged-binding-claims': refuse('the time moved by one second', flip(live, -67), 'bad_signature'),
    'forged-binding-other-holder': refuse(
      'shown by another phone',
      await showLive(credential, { sign: otherHolder.sign }),
      'bad_signature',
    ),
    'forged-credential-inside': refuse(
      'a forged credential, properly shown',
      await showLive(await issueCard({}, { ...rogue, keyId: card.keyId })),
      'bad_signature',
    ),
    'unbound-device-credential': refuse(
      'a credential for a device, without the holder’s signature',
      credential,
      'bad_signature',
    ),
    'unbound-paper-shown-live': refuse(
      'a paper credential with a signature of anybody',
      await showLive(paper),
      'bad_signature',
    ),
    'demo-without-specimen-mark': refuse(
      'the demo’s keys certify a real person',
      await issueBearerCredential({ issuer: 'DEMO' }),
      'bad_signature',
      { trustList: 'demo' },
    ),
    'malformed-life-31-days': refuse(
      'valid for longer than 30 days',
      await claims((map) => map.set(4, NOW + 29 * DAY)),
      'malformed',
    ),
    'malformed-life-negative': refuse(
      'over before it begins',
      await claims((map) => map.set(4, NOW - 3 * DAY)),
      'malformed',
    ),
    'malformed-expiry-missing': refuse('no exp', await claims((map) => map.delete(4)), 'malformed'),
    'malformed-issuer-missing': refuse('no iss', await claims((map) => map.delete(1)), 'malformed'),
    'malformed-time-text': refuse(
      'exp as text',
      await claims((map) => map.set(4, '2027-01-15')),
      'malformed',
    ),
    'malformed-claim-unknown': refuse(
      'a claim that is not listed',
      await claims((map) => map.set(7, new Uint8Array(2))),
      'malformed',
    ),
    'malformed-face-unknown-key': refuse(
      'a field that is not listed',
      await cardClaim((map) => map.set(19, 1)),
      'malformed',
    ),
    'malformed-name-long': refuse(
      'a name of 101 bytes',
      await cardClaim((map) => map.set(2, 'a'.repeat(101))),
      'malformed',
    ),
    'malformed-name-bytes': refuse(
      'the name as bytes',
      await cardClaim((map) => map.set(2, new Uint8Array(5))),
      'malformed',
    ),
    'malformed-date-31-february': refuse(
      'a month that does not exist',
      await cardClaim((map) => map.set(3, '1960-13')),
      'malformed',
    ),
    'malformed-date-full-text': refuse(
      'a complete date as text',
      await cardClaim((map) => map.set(3, '1960-01-01')),
      'malformed',
    ),
    'malformed-level-6': refuse('benefit level 6', await cardClaim((map) => map.set(9, 6)), 'malformed'),
    'malformed-specimen-false': refuse(
      'specimen: false instead of absent',
      await cardClaim((map) => map.set(21, false)),
      'malformed',
    ),
    'malformed-relation-zero': refuse(
      'a relation without meaning',
      await cardClaim((map) => map.set(22, 0)),
      'malformed',
    ),
    'malformed-holder-off-curve': refuse(
      'a holder key off the curve',
      await showLive(await confirm([[-2, offCurve]])),
      'malformed',
    ),
    'malformed-holder-x-p': refuse(
      'a holder key with x = p',
      await showLive(await confirm([[-2, p]])),
      'malformed',
    ),
    'malformed-holder-uncompressed': refuse(
      'a holder key with y in full',
      await showLive(await confirm([[-3, holder.publicKey.x]])),
      'malformed',
    ),
    'malformed-holder-p384': refuse(
      'a holder key on P-384',
      await showLive(await confirm([[-1, 2]])),
      'malformed',
    ),
    'malformed-binding-audience-missing': refuse(
      'no aud',
      await binding((map) => map.delete(3)),
      'malformed',
    ),
    'malformed-binding-time-missing': refuse('no iat', await binding((map) => map.delete(6)), 'malformed'),
    'malformed-binding-nonce-short': refuse(
      'a nonce of 15 bytes',
      await binding((map) => map.set(39, new Uint8Array(15))),
      'malformed',
    ),
    'malformed-binding-poster-nonce': refuse(
      'the answer to a poster, which asks for no nonce, with one',
      await showLive(credential, { ...POSTER_ANSWER, nonce: NONCE }),
      'malformed',
      POSTER_DESK,
    ),
    'malformed-binding-claim-unknown': refuse(
      'a claim that is not listed',
      await binding((map) => map.set(4, NOW)),
      'malformed',
    ),
  }
}
