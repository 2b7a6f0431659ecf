import { concatBytes, toHex } from '../../../src/core/bytes.ts'
import { type CborValue, encodeCbor } from '../../../src/core/cose/cbor.ts'
import { parseSign1, SIGN1_TAG } from '../../../src/core/cose/sign1.ts'
import { writeWalletCode } from '../../../src/core/credential/qr-text.ts'
import { issueTotalsToken } from '../../../src/core/snapshot/totals-token.ts'
import { DANGEROUS_KEYS } from './keys.ts'
import { refuse, type ScanVector } from './scan.ts'
import { DAY, date, issueBearerCredential, issueCard, NOW, resign, showLive } from './world.ts'

const { card, holder, snapshot } = DANGEROUS_KEYS

/** Codes that are not well-formed. */
export async function makeMalformedScans(): Promise<Record<string, ScanVector>> {
  const credential = await issueCard()
  const live = await showLive(credential)
  const paper = await issueBearerCredential()
  const digits = writeWalletCode(paper).slice(7)
  const parsed = parseSign1(paper)
  if (!parsed.ok) throw new Error(parsed.error)
  const { protectedBytes, payload, signature } = parsed.value
  const rebuild = (...parts: CborValue[]) => encodeCbor({ tag: SIGN1_TAG, value: parts })
  const nothing: CborValue = new Map()
  // d2 84 is tag and array head; 58 is the head of a byte string with one length byte.
  const longHead = concatBytes(paper.subarray(0, 1), Uint8Array.of(0x98, 4), paper.subarray(2))
  const endless = concatBytes(
    paper.subarray(0, 1),
    Uint8Array.of(0x9f),
    paper.subarray(2),
    Uint8Array.of(0xff),
  )
  let nested: CborValue = 0
  for (let depth = 0; depth < 100; depth++) nested = [nested]
  const unordered = concatBytes(
    Uint8Array.of(0xa3, 4, 0x44),
    card.keyId,
    Uint8Array.of(1, 0x26, 16, 0x68),
    new TextEncoder().encode('bhyt+cwt'),
  )
  const totals = await issueTotalsToken(
    {
      issuer: 'VSS',
      issuedAt: NOW - DAY,
      expiresAt: NOW + DAY,
      fullName: 'Lê An',
      dateOfBirth: date('1960'),
      bhxhCode: '0199990001',
      asOf: date('2027-01'),
      months: { bhxh: 1, bhtn: 2, tnld: 3, bhyt: 4 },
      specimen: false,
    },
    snapshot,
  )
  const header = (change: (map: Map<number | string, CborValue>) => void) =>
    resign(paper, card.sign, { header: change })
  return {
    'malformed-no-digits': refuse('prefix only', 'BHYT:1/', 'malformed'),
    'malformed-letters': refuse('hex instead of decimal', `BHYT:1/${toHex(paper)}`, 'malformed'),
    'malformed-leading-zero': refuse('a leading zero', `BHYT:1/0${digits}`, 'malformed'),
    'malformed-fullwidth-digits': refuse('digits of another script', `BHYT:1/１${digits}`, 'malformed'),
    'malformed-blank-inside': refuse(
      'a blank between digits',
      `BHYT:1/${digits.slice(0, 9)} ${digits.slice(9)}`,
      'malformed',
    ),
    'malformed-huge': refuse('1,201 digits', `BHYT:1/${'9'.repeat(1201)}`, 'malformed'),
    'malformed-other-tag': refuse(
      'not COSE_Sign1: tag 17',
      concatBytes(Uint8Array.of(0xd1), paper.subarray(1)),
      'malformed',
    ),
    'malformed-truncated': refuse('the last byte is missing', paper.subarray(0, -1).slice(), 'malformed'),
    'malformed-trailing-byte': refuse('one byte too many', concatBytes(paper, Uint8Array.of(0)), 'malformed'),
    'malformed-long-head': refuse('the array’s length in two bytes', longHead, 'malformed'),
    'malformed-indefinite-length': refuse('an array of indefinite length', endless, 'malformed'),
    'malformed-header-unordered': refuse(
      'header keys out of order',
      rebuild(unordered, nothing, payload, signature),
      'malformed',
    ),
    'malformed-unprotected-header': refuse(
      'kid in the unprotected header',
      rebuild(protectedBytes, new Map([[4, card.keyId]]), payload, signature),
      'malformed',
    ),
    'malformed-detached-payload': refuse(
      'no payload',
      rebuild(protectedBytes, nothing, null, signature),
      'malformed',
    ),
    'malformed-fifth-part': refuse(
      'a fifth part',
      rebuild(protectedBytes, nothing, payload, signature, 0),
      'malformed',
    ),
    'malformed-short-signature': refuse(
      'a signature of 63 bytes',
      rebuild(protectedBytes, nothing, payload, signature.slice(1)),
      'malformed',
    ),
    'malformed-deeply-nested': refuse(
      'a hundred arrays in the header',
      await header((map) => map.set(13, nested)),
      'malformed',
    ),
    'malformed-algorithm-es384': refuse('alg ES384', await header((map) => map.set(1, -35)), 'malformed'),
    'malformed-algorithm-missing': refuse('no alg', await header((map) => map.delete(1)), 'malformed'),
    'malformed-kid-long': refuse(
      'a key id of eight bytes',
      await header((map) => map.set(4, new Uint8Array(8))),
      'malformed',
    ),
    'malformed-kid-missing': refuse('no key id', await header((map) => map.delete(4)), 'malformed'),
    'malformed-header-unknown': refuse(
      'a header that is not listed',
      await header((map) => map.set(3, 61)),
      'malformed',
    ),
    'malformed-type-missing': refuse('no type', await header((map) => map.delete(16)), 'malformed'),
    'malformed-type-other': refuse(
      'another type under a card key',
      await header((map) => map.set(16, 'bhyt-proof+cwt')),
      'malformed',
    ),
    'malformed-type-totals': refuse('a totals token is no card', totals, 'malformed'),
    'malformed-credential-as-bytes': refuse(
      'the credential in the header as a byte string',
      await resign(live, holder.sign, { header: (map) => map.set(13, credential) }),
      'malformed',
    ),
    'malformed-binding-in-binding': refuse(
      'a key-binding token where the credential belongs',
      await showLive(live),
      'malformed',
    ),
    'version-2': refuse('a later version', 'BHYT:2/123', 'unsupported_version'),
    'not-ours-url': refuse('a web address', 'https://example.invalid/BHYT:1/1', 'not_ours'),
    'not-ours-nothing': refuse('nothing', '', 'not_ours'),
    'not-ours-desk-code': refuse(
      'a desk’s own code',
      'BHYT-DESK:1/01001/00112233445566778899AABBCCDDEEFF',
      'not_ours',
    ),
  }
}
