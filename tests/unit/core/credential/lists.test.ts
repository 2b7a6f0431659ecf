import { deflateSync } from 'node:zlib'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { verifyProofOfPossession } from '../../../../src/core/credential/proof-of-possession.ts'
import {
  hasIndex,
  isRevoked,
  isStale,
  issueStatusList,
  verifyStatusList,
} from '../../../../src/core/credential/status-list.ts'
import { verifyTrustList } from '../../../../src/core/credential/trust-list.ts'
import { ROOTS, readTrustList } from '../../../support/vectors/desk.ts'
import { listVectors } from '../../../support/vectors/files.ts'
import { DANGEROUS_KEYS } from '../../../support/vectors/keys.ts'
import type { MessageVector } from '../../../support/vectors/lists.ts'
import { bytesOf, toJson } from '../../../support/vectors/notation.ts'
import { NOW, STATUS_LIST } from '../../../support/vectors/world.ts'

describe('trust lists', () => {
  it.each(listVectors<MessageVector>('credential/trust-lists'))('$file: $is', async (vector) => {
    const held = vector.newerThan as number | undefined
    const options = { roots: ROOTS, now: vector.now, ...(held !== undefined && { newerThan: held }) }
    expect(toJson(await verifyTrustList(bytesOf(vector.message), options))).toEqual(vector.expect)
  })
})

describe('proofs of possession', () => {
  it.each(listVectors<MessageVector>('credential/holder-proofs'))('$file: $is', async (vector) => {
    const { cardId, nonce } = vector.expected as { cardId: string; nonce: string }
    const verified = await verifyProofOfPossession(bytesOf(vector.message), { cardId, nonce: bytesOf(nonce) })
    expect(toJson(verified)).toEqual(vector.expect)
  })
})

describe('status lists', () => {
  it.each(listVectors<MessageVector>('credential/status-lists'))('$file: $is', async (vector) => {
    const context = { trustList: await readTrustList('production'), now: vector.now }
    expect(toJson(await verifyStatusList(bytesOf(vector.message), context))).toEqual(vector.expect)
  })

  it('keeps a million credentials, one in a thousand revoked, in about two kilobytes', async () => {
    const bits = new Uint8Array(125_000)
    for (let index = 0; index < 1_000_000; index += 1000) bits[index >> 3] = 1 << (index & 7)
    const pack = (bytes: Uint8Array) => new Uint8Array(deflateSync(bytes, { level: 9 }))
    const message = await issueStatusList({ ...STATUS_LIST, bits }, DANGEROUS_KEYS.status, pack)
    expect(message.length).toBeLessThan(2200)
    const list = await verifyStatusList(message, { trustList: await readTrustList('production'), now: NOW })
    if (!list.ok) throw new Error(list.error)
    expect([0, 1, 999, 1000, 999_000, 999_999].map((index) => isRevoked(list.value, index))).toEqual([
      true,
      false,
      false,
      true,
      true,
      false,
    ])
    expect([999_999, 1_000_000].map((index) => hasIndex(list.value, index))).toEqual([true, false])
  })

  it('refuses a bomb without unpacking it', async () => {
    const bomb = new Uint8Array(deflateSync(new Uint8Array(200_000_000), { level: 9 }))
    expect(bomb.length).toBeLessThan(200_000)
    const message = await issueStatusList(STATUS_LIST, DANGEROUS_KEYS.status, () => bomb)
    let unpacked = 0
    const Unpacking = DecompressionStream
    const counting = class {
      readonly readable: ReadableStream<Uint8Array>
      readonly writable: WritableStream<BufferSource>
      constructor(format: CompressionFormat) {
        const { readable, writable } = new Unpacking(format)
        this.writable = writable
        this.readable = readable.pipeThrough(
          new TransformStream<Uint8Array, Uint8Array>({
            transform: (part, out) => {
              unpacked += part.length
              out.enqueue(part)
            },
          }),
        )
      }
    }
    vi.stubGlobal('DecompressionStream', counting)
    onTestFinished(() => void vi.unstubAllGlobals())
    const verified = await verifyStatusList(message, {
      trustList: await readTrustList('production'),
      now: NOW,
    })
    expect(verified).toEqual({ ok: false, error: 'malformed' })
    expect(unpacked).toBeGreaterThan(0)
    expect(unpacked).toBeLessThan(3_000_000)
  })

  it('is stale after its ttl or its exp, whichever comes first', () => {
    const { issuedAt, ttl } = STATUS_LIST
    expect([issuedAt + ttl - 1, issuedAt + ttl].map((now) => isStale(STATUS_LIST, now))).toEqual([
      false,
      true,
    ])
    const short = { ...STATUS_LIST, expiresAt: issuedAt + 10 }
    expect([issuedAt + 9, issuedAt + 10].map((now) => isStale(short, now))).toEqual([false, true])
  })
})
