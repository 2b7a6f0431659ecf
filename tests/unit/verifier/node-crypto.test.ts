import { describe, expect, it, vi } from 'vitest'
import { importVerifyKey, webCrypto } from '../../../src/core/cose/p256.ts'
import { nodeCrypto } from '../../../src/verifier/node-crypto.ts'
import { DANGEROUS_KEYS, malleate } from '../../support/vectors/keys.ts'

const message = new TextEncoder().encode('what a phone shows')
const { sign, publicKey } = DANGEROUS_KEYS.holder
const good = await sign(message)
const order = 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'
const half = (...parts: readonly Uint8Array[]) => new Uint8Array(parts.flatMap((part) => [...part]))
const [r, s] = [good.subarray(0, 32), good.subarray(32)]

const signatures: Record<string, Uint8Array<ArrayBuffer>> = {
  'that holds': good,
  'of the other s': malleate(good),
  'of another message': await sign(new Uint8Array(3)),
  'of zeros': new Uint8Array(64),
  'of ones': new Uint8Array(64).fill(255),
  'without r': half(new Uint8Array(32), s),
  'without s': half(r, new Uint8Array(32)),
  'whose r is the order of the curve': half(Buffer.from(order, 'hex'), s),
}

async function importHolderKey() {
  const key = await importVerifyKey(publicKey)
  if (!key.ok) throw new Error(key.error)
  return key.value
}

describe('the cryptography of Node', () => {
  it.each(Object.entries(signatures))('says of a signature %s what WebCrypto says', async (_, signature) => {
    const key = await importHolderKey()
    const said = await webCrypto.verify(key, message, signature)
    expect(await nodeCrypto?.verify(key, message, signature)).toBe(said)
  })

  it('takes a signature that holds, and no other', async () => {
    const key = await importHolderKey()
    expect(await nodeCrypto?.verify(key, message, good)).toBe(true)
    expect(await nodeCrypto?.verify(key, new Uint8Array(3), good)).toBe(false)
  })

  it('hashes as WebCrypto does', async () => {
    const hash = (await nodeCrypto?.hash(message)) ?? new Uint8Array()
    expect([...hash]).toEqual([...(await webCrypto.hash(message))])
  })

  it('leaves keys that are not of Node to WebCrypto', async () => {
    const key = await importHolderKey()
    const verify = vi.spyOn(crypto.subtle, 'verify').mockResolvedValueOnce(true)
    // A key of a browser in a window of Electron is no object of Node's.
    const foreign = { ...key }
    expect(await nodeCrypto?.verify(foreign, message, good)).toBe(true)
    expect(verify).toHaveBeenCalledOnce()
    verify.mockRestore()
  })
})
