import { afterAll, describe, expect, it } from 'vitest'
import { compressPoint, generatePrivateKey } from '../../../../src/issuer/signer-keys/es256-key.ts'
import { createSignatureThread } from '../../../../src/issuer/signer-keys/signature-thread.ts'

describe('a signature', () => {
  const thread = createSignatureThread()
  afterAll(() => thread.stop())
  const message = new Uint8Array(300).fill(7)

  it('is right under the point of its key and of no other, over its message and over no other', async () => {
    const keys = [generatePrivateKey(), generatePrivateKey()]
    for (const key of keys) {
      const signature = await thread.createSign(key)(message)
      expect(signature).toHaveLength(64)
      for (const other of keys)
        expect(await thread.verify(compressPoint(other), message, signature)).toBe(other === key)
      expect(await thread.verify(compressPoint(key), message.subarray(1), signature)).toBe(false)
      expect(await thread.verify(compressPoint(key), message, signature.subarray(1))).toBe(false)
    }
  })

  it('is wrong where there is no such point, and the next is looked at all the same', async () => {
    const key = generatePrivateKey()
    const signature = await thread.createSign(key)(message)
    const none = Uint8Array.of(2, ...new Uint8Array(32).fill(0xff))
    for (const point of [none, new Uint8Array(33), new Uint8Array(0), compressPoint(key).subarray(1)])
      expect(await thread.verify(point, message, signature)).toBe(false)
    expect(await thread.verify(compressPoint(key), message, signature)).toBe(true)
  })
})
