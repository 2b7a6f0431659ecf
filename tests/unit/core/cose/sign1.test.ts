import { describe, expect, it } from 'vitest'
import { type Bytes, toHex } from '../../../../src/core/bytes.ts'
import { type CborMap, type CborValue, decodeCbor, isCborArray } from '../../../../src/core/cose/cbor.ts'
import { importVerifyKey, verifyEs256 } from '../../../../src/core/cose/p256.ts'
import { buildSigStructure, ES256, HEADER, parseSign1, signSign1 } from '../../../../src/core/cose/sign1.ts'
import { readVector } from '../../../support/vectors/files.ts'
import { DANGEROUS_KEYS } from '../../../support/vectors/keys.ts'
import { bytesOf, fromNotation, type Notation } from '../../../support/vectors/notation.ts'

type Point = { x: string; y: string }

const coseWg = readVector<{
  key: Point
  examples: {
    name: string
    title: string
    message: string
    toBeSigned: string
    externalAad: string
    pass: boolean
  }[]
}>('cose/cose-wg-sign1.json')

const rfc8392 = readVector<{ key: Point; message: string; claims: Notation }>('cose/rfc8392-signed-cwt.json')

async function importPoint({ x, y }: Point) {
  const key = await importVerifyKey({ x: bytesOf(x), yIsOdd: /[13579bdf]$/.test(y) })
  if (!key.ok) throw new Error('the example key is not on the curve')
  return key.value
}

/** What a lenient reader takes from a COSE_Sign1 of the working group: kid unprotected, alg in either header. */
function takeApart(message: Bytes) {
  const decoded = decodeCbor(message)
  const value: CborValue = decoded.ok ? decoded.value : null
  const tag = typeof value === 'object' && value !== null && 'tag' in value ? value : undefined
  const parts = tag ? tag.value : value
  if (!isCborArray(parts)) throw new Error('the example is no array')
  const [protectedBytes, unprotected, payload, signature] = parts as [Bytes, CborMap, Bytes, Bytes]
  const header = decodeCbor(protectedBytes)
  const algorithm = header.ok && header.value instanceof Map ? header.value.get(HEADER.alg) : undefined
  return {
    tag: tag?.tag ?? 18,
    // RFC 9052 §4.4: an empty map counts as no bytes, however the message wrote it.
    protectedBytes: toHex(protectedBytes) === 'a0' ? new Uint8Array() : protectedBytes,
    payload,
    signature,
    algorithm: algorithm ?? unprotected.get(HEADER.alg),
  }
}

describe('examples of the COSE working group', () => {
  it.each(coseWg.examples)('$name: $title', async (example) => {
    const message = bytesOf(example.message)
    const { tag, protectedBytes, payload, signature, algorithm } = takeApart(message)
    const sigStructure = buildSigStructure(protectedBytes, payload, bytesOf(example.externalAad))
    if (example.pass) expect(toHex(sigStructure)).toBe(example.toBeSigned)
    const holds = await verifyEs256(await importPoint(coseWg.key), sigStructure, signature)
    expect(tag === 18 && algorithm === ES256 && holds).toBe(example.pass)
    // None of them is of this profile, which wants everything in the protected header.
    expect(parseSign1(message)).toEqual({ ok: false, error: 'malformed' })
  })

  it('RFC 8392, signed CWT', async () => {
    const { protectedBytes, payload, signature } = takeApart(bytesOf(rfc8392.message))
    const key = await importPoint(rfc8392.key)
    expect(await verifyEs256(key, buildSigStructure(protectedBytes, payload), signature)).toBe(true)
    expect(decodeCbor(payload)).toEqual({ ok: true, value: fromNotation(rfc8392.claims) })
  })
})

describe('COSE_Sign1', () => {
  const payload = new Uint8Array([1, 2, 3])
  const sign = DANGEROUS_KEYS.card.sign

  it('comes apart as it was put together', async () => {
    const protectedHeader = new Map<number, CborValue>([
      [HEADER.alg, ES256],
      [HEADER.typ, 'test'],
    ])
    const parsed = parseSign1(await signSign1({ protectedHeader, payload, sign }))
    if (!parsed.ok) throw new Error(parsed.error)
    expect(parsed.value.payload).toEqual(payload)
    expect(parsed.value.protectedHeader).toEqual(protectedHeader)
    const key = await importVerifyKey(DANGEROUS_KEYS.card.publicKey)
    expect(key.ok && (await verifyEs256(key.value, parsed.value.sigStructure, parsed.value.signature))).toBe(
      true,
    )
  })

  it('needs alg ES256', async () => {
    for (const header of [new Map(), new Map([[HEADER.alg, -35]]), new Map([[HEADER.alg, 'ES256']])])
      expect(parseSign1(await signSign1({ protectedHeader: header, payload, sign })).ok).toBe(false)
  })
})
