import { createECDH, createHash, type KeyObject, sign as signWith } from 'node:crypto'
import type { Bytes } from '../../src/core/bytes.ts'
import { compressPublicKey, type Sign } from '../../src/core/cose/p256.ts'
import { type CardCredential, issueCardCredential } from '../../src/core/credential/card-credential.ts'
import { DESK_AUDIENCE } from '../../src/core/credential/desk.ts'
import type { Signer } from '../../src/core/credential/issuer-signed.ts'
import { issueKeyBindingToken } from '../../src/core/credential/key-binding.ts'
import { writeWalletCode } from '../../src/core/credential/qr-text.ts'
import type { PartialDate } from '../../src/core/dates/partial-date.ts'
import { DANGEROUS_demoSignerKeys, DEMO_ISSUER } from '../../src/issuer/demo/dangerous-demo-keys.ts'
import { compressPoint, importPrivateScalar, toKeyId } from '../../src/issuer/signer-keys/es256-key.ts'

const signer = (privateKey: KeyObject): Sign => {
  return async (message) =>
    new Uint8Array(signWith('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' }))
}

const demoCardKey = DANGEROUS_demoSignerKeys.find(({ role }) => role === 'card')?.privateKey
if (!demoCardKey) throw new Error('no demo card key')
const demoCardSigner: Signer = { keyId: toKeyId(compressPoint(demoCardKey)), sign: signer(demoCardKey) }

export const NAME = 'Phan Thị Kín Đáo Mẫu'
export const NUMBER = 'DN4010199977712'

/**
 * A card on paper, without a holder's key, as anybody can sign it: the demo's card key is in the repository.
 */
export async function forgePaperCode(now = Math.floor(Date.now() / 1000)): Promise<string> {
  const credential = await issueCardCredential(
    {
      issuer: DEMO_ISSUER,
      issuedAt: now - 60,
      expiresAt: now + 20 * 86_400,
      face: { bhytNumber: NUMBER, fullName: NAME, dateOfBirth: '1991-07-23' as PartialDate },
      specimen: true,
    },
    demoCardSigner,
  )
  return writeWalletCode(credential)
}

/**
 * What a phone holds: a specimen's credential, and the key that signs along. `seed` makes another phone of
 * it.
 */
export async function makePhone({
  seed = 'phone',
  now = Math.floor(Date.now() / 1000),
  changes = {},
  issuer = demoCardSigner,
}: {
  seed?: string
  now?: number
  changes?: Partial<CardCredential>
  issuer?: Signer
} = {}) {
  const scalar = createHash('sha256').update(`DANGEROUS test ${seed}`).digest()
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(scalar)
  const credential = await issueCardCredential(
    {
      issuer: DEMO_ISSUER,
      issuedAt: now - 3600,
      expiresAt: now + 20 * 86_400,
      holderKey: compressPublicKey(new Uint8Array(ecdh.getPublicKey())),
      face: {
        bhytNumber: NUMBER,
        fullName: NAME,
        dateOfBirth: '1991-07-23' as PartialDate,
        sex: 'female',
        facilityCode: '01929',
        validFrom: '2026-01-01' as PartialDate,
        benefitLevel: 4,
      },
      status: { list: 0, index: 1_048_000 },
      specimen: true,
      ...changes,
    },
    issuer,
  )
  const sign = signer(importPrivateScalar(scalar))
  return {
    /** The text of the code that the phone shows now. */
    show: async ({
      at = Math.floor(Date.now() / 1000),
      ...token
    }: {
      at?: number
      audience?: string
      nonce?: Bytes
    } = {}) =>
      writeWalletCode(
        await issueKeyBindingToken({ credential, audience: DESK_AUDIENCE, issuedAt: at, sign, ...token }),
      ),
  }
}
