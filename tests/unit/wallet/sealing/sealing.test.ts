import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EnvelopeRecord, SealedRecord } from '../../../../src/wallet/database/stores.ts'
import { openRecord, sealRecord } from '../../../../src/wallet/sealing/tier-a.ts'
import {
  generateWalletKey,
  openEnvelope,
  sealEnvelope,
  unwrapWalletKey,
} from '../../../../src/wallet/sealing/wallet-key.ts'

const makeDeviceKey = () =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
    'wrapKey',
    'unwrapKey',
  ])
const place = { store: 'cards', id: 'card-1', schema: 1, sequence: 3 }
const damaged = expect.objectContaining({ code: 'storage_damaged' })

function flipBit<T extends Uint8Array>(bytes: T, at: number): T {
  const copy = bytes.slice()
  copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ 1
  return copy as T
}

describe('tier A', () => {
  it('gives back what was sealed', async () => {
    const key = await makeDeviceKey()
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const record = await sealRecord(key, place, value)
        expect(JSON.stringify(await openRecord(key, 'cards', record))).toBe(JSON.stringify(value))
      }),
      { numRuns: 50 },
    )
  })

  it('notices every change, move and rollback of the label', async () => {
    const key = await makeDeviceKey()
    const record = await sealRecord(key, place, { name: 'An' })
    const altered: [string, SealedRecord][] = [
      ['other', record],
      // What the row itself says of where it belongs counts for nothing.
      ['other', Object.assign({}, record, { store: 'cards' })],
      ['cards', { ...record, id: 'card-2' }],
      ['cards', { ...record, schema: 2 }],
      ['cards', { ...record, sequence: 4 }],
      ['cards', { ...record, iv: flipBit(record.iv, 5) }],
      ['cards', { ...record, sealed: flipBit(record.sealed, 0) }],
      ['cards', { ...record, sealed: record.sealed.slice(0, -1) }],
    ]
    for (const [store, wrong] of altered) await expect(openRecord(key, store, wrong)).rejects.toEqual(damaged)
    await expect(openRecord(await makeDeviceKey(), 'cards', record)).rejects.toEqual(damaged)
  })

  it('never uses a nonce twice', async () => {
    const key = await makeDeviceKey()
    const records = await Promise.all(Array.from({ length: 200 }, () => sealRecord(key, place, 1)))
    expect(new Set(records.map((record) => record.iv.join())).size).toBe(200)
  })
})

describe('tier B', () => {
  const home = { store: 'history', id: 'snapshot', schema: 1 }

  it('is written with the public key alone and read with the private one', async () => {
    const deviceKey = await makeDeviceKey()
    const stored = await generateWalletKey(deviceKey)
    const record = await sealEnvelope({ ...stored, wrapped: [] }, home, { visits: ['Bệnh viện'] })
    const privateKey = await unwrapWalletKey(deviceKey, stored)
    expect(privateKey.extractable).toBe(false)
    const wallet = { keyId: stored.keyId, privateKey }
    expect(await openEnvelope(wallet, 'history', record)).toEqual({ visits: ['Bệnh viện'] })
  })

  it('uses a fresh data key and ephemeral key for each record', async () => {
    const stored = await generateWalletKey(await makeDeviceKey())
    const [one, other] = await Promise.all([sealEnvelope(stored, home, 1), sealEnvelope(stored, home, 1)])
    expect(one.recipients[0]?.ephemeral).not.toEqual(other.recipients[0]?.ephemeral)
    expect(one.sealed).not.toEqual(other.sealed)
  })

  it('notices every change and move, and another pair', async () => {
    const deviceKey = await makeDeviceKey()
    const stored = await generateWalletKey(deviceKey)
    const wallet = { keyId: stored.keyId, privateKey: await unwrapWalletKey(deviceKey, stored) }
    const record = await sealEnvelope(stored, home, { a: 1 })
    const [recipient] = record.recipients
    if (!recipient) throw new Error('no recipient')
    const altered: [string, EnvelopeRecord][] = [
      ['cards', record],
      ['cards', Object.assign({}, record, { store: 'history' })],
      ['history', { ...record, id: 'other' }],
      ['history', { ...record, schema: 2 }],
      ['history', { ...record, sealed: flipBit(record.sealed, 3) }],
      ['history', { ...record, recipients: [] }],
      [
        'history',
        { ...record, recipients: [{ ...recipient, wrappedKey: flipBit(recipient.wrappedKey, 9) }] },
      ],
      ['history', { ...record, recipients: [{ ...recipient, ephemeral: flipBit(recipient.ephemeral, 40) }] }],
    ]
    for (const [store, wrong] of altered) {
      await expect(openEnvelope(wallet, store, wrong)).rejects.toEqual(damaged)
    }
    await expect(unwrapWalletKey(await makeDeviceKey(), stored)).rejects.toEqual(damaged)
  })
})
