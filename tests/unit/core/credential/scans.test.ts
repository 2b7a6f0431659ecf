import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toHex } from '../../../../src/core/bytes.ts'
import { parseSign1, readSign1 } from '../../../../src/core/cose/sign1.ts'
import { type CardCredential, issueCardCredential } from '../../../../src/core/credential/card-credential.ts'
import { DESK_AUDIENCE } from '../../../../src/core/credential/desk.ts'
import { issueKeyBindingToken } from '../../../../src/core/credential/key-binding.ts'
import { readWalletCode, writeWalletCode } from '../../../../src/core/credential/qr-text.ts'
import { verifyCard } from '../../../../src/core/credential/verify-card.ts'
import { readDesk } from '../../../support/vectors/desk.ts'
import { listVectors } from '../../../support/vectors/files.ts'
import { DANGEROUS_KEYS } from '../../../support/vectors/keys.ts'
import { bytesOf } from '../../../support/vectors/notation.ts'
import type { ScanVector } from '../../../support/vectors/scan.ts'

const vectors = listVectors<ScanVector>('credential/scans')

const VERDICTS = [
  'valid',
  'valid_unbound',
  'not_a_card',
  'unsigned',
  'not_ours',
  'malformed',
  'unsupported_version',
  'unknown_key',
  'bad_signature',
  'wrong_audience',
  'not_yet_valid',
  'expired',
  'revoked',
  'stale_credential',
  'clock_differs',
  'unknown_relation',
  'replayed',
]

/** The Sig_structures of a scanned text. */
function readSigned(text: string) {
  const message = readWalletCode(text.trim())
  const outer = message.ok ? parseSign1(message.value) : message
  if (!outer.ok) return undefined
  const nested = outer.value.protectedHeader.get(13)
  const inner = nested === undefined ? undefined : readSign1(nested)
  if (!inner) return { credential: toHex(outer.value.sigStructure) }
  return inner.ok
    ? { credential: toHex(inner.value.sigStructure), keyBinding: toHex(outer.value.sigStructure) }
    : undefined
}

type WrittenCredential = Omit<CardCredential, 'holderKey'> & { holderKey?: { x: string; yIsOdd: boolean } }

describe('scans', () => {
  // What a desk took just now is remembered by the desk: tests/unit/verifier/judge-scan.test.ts.
  it.each(vectors.filter(({ desk }) => !desk.justSeen))('$file: $is', async (vector) => {
    expect(await verifyCard(vector.text, await readDesk(vector))).toEqual(vector.expect)
    if (vector.sigStructures) expect(readSigned(vector.text)).toEqual(vector.sigStructures)
  })

  it.each(vectors.filter((vector) => vector.issue))(
    '$file signs the same bytes when issued again',
    async (vector) => {
      const {
        credential,
        shownAt,
        audience: own,
      } = vector.issue as {
        credential: WrittenCredential
        shownAt?: number
        audience?: string
      }
      const { holderKey, ...claims } = credential
      const key = holderKey && { holderKey: { x: bytesOf(holderKey.x), yIsOdd: holderKey.yIsOdd } }
      const signer = vector.file.includes('retired') ? DANGEROUS_KEYS.retiredCard : DANGEROUS_KEYS.card
      const issued = await issueCardCredential({ ...claims, ...key }, signer)
      const { audience = own ?? DESK_AUDIENCE, nonce } = vector.desk
      const shown =
        shownAt === undefined
          ? issued
          : await issueKeyBindingToken({
              credential: issued,
              audience,
              issuedAt: shownAt,
              ...(nonce !== undefined && { nonce: bytesOf(nonce) }),
              sign: DANGEROUS_KEYS.holder.sign,
            })
      expect(readSigned(writeWalletCode(shown))).toEqual(vector.sigStructures)
    },
  )

  it('has a vector for every verdict', () => {
    const verdicts = new Set(vectors.map((vector) => (vector.expect as { verdict: string }).verdict))
    expect([...verdicts].sort()).toEqual([...VERDICTS].sort())
  })

  it('keeps codes as small as docs/credential-format.md says', () => {
    const digits = (file: string) =>
      (vectors.find((vector) => vector.file === file)?.text.trim().length ?? 9999) - 'BHYT:1/'.length
    // Decimal digits that fit beside the prefix: version 12 L 867, version 14 M 855; 12 M 675 (ISO/IEC 18004,
    // table 7).
    expect(digits('live')).toBeLessThanOrEqual(855)
    expect(digits('live-nonce-answer')).toBeLessThanOrEqual(930)
    expect(digits('live-long-name')).toBeLessThanOrEqual(1000)
    expect(digits('paper')).toBeLessThanOrEqual(540)
  })

  it('asks for replays by the SHA-256 of the Sig_structure, whatever the signature', async () => {
    const asked: string[] = []
    for (const file of ['live', 'live-other-signature']) {
      const vector = vectors.find((each) => each.file === file)
      if (!vector) throw new Error(file)
      const desk = { ...(await readDesk(vector)), replay: (hash: string) => asked.push(hash) > 1 }
      const expected = file === 'live' ? 'valid' : 'replayed'
      expect((await verifyCard(vector.text, desk)).verdict).toBe(expected)
    }
    const signed = bytesOf(vectors.find((each) => each.file === 'live')?.sigStructures?.keyBinding ?? '')
    const hash = createHash('sha256').update(signed).digest('hex')
    expect(asked).toEqual([hash, hash])
  })

  it('never throws and shows nothing unauthenticated, whatever is scanned', async () => {
    const live = vectors.find((vector) => vector.file === 'live')
    if (!live) throw new Error('no live vector')
    const desk = await readDesk(live)
    const digits = live.text.slice(7)
    const mutated = fc
      .tuple(fc.nat(digits.length - 1), fc.integer({ min: 0, max: 9 }))
      .map(([at, digit]) => `BHYT:1/${digits.slice(0, at)}${digit}${digits.slice(at + 1)}`)
    const random = fc
      .uint8Array({ maxLength: 300 })
      .map((bytes) => writeWalletCode(new Uint8Array([0xd2, ...bytes])))
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          mutated,
          random,
          fc.string(),
          fc.string().map((text) => `BHYT:1/${text}`),
        ),
        async (text) => {
          const outcome = await verifyCard(text, desk)
          expect(VERDICTS).toContain(outcome.verdict)
          if (text !== live.text && outcome.verdict !== 'unsigned') expect(outcome.card).toBeUndefined()
        },
      ),
      { numRuns: 300 },
    )
  })
})
