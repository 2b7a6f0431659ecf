/** In the place of signature-thread.ts: ES256 on the threads of Node's pool, with nothing kept. */
import { type KeyObject, sign, verify } from 'node:crypto'
import { promisify } from 'node:util'
import { describePublicPoint } from '../../../../src/issuer/signer-keys/es256-key.ts'
import type { SignatureThread } from '../../../../src/issuer/signer-keys/signature-thread.ts'

const dsaEncoding = 'ieee-p1363'
const signInPool = promisify<string, Uint8Array, { key: KeyObject; dsaEncoding: 'ieee-p1363' }, Buffer>(sign)
const verifyInPool = promisify<
  string,
  Uint8Array,
  ReturnType<typeof describePublicPoint>,
  Uint8Array,
  boolean
>(verify)

export function createSignatureThread(): SignatureThread {
  return {
    createSign: (key) => async (message) =>
      new Uint8Array(await signInPool('sha256', message, { key, dsaEncoding })),
    async verify(point, message, signature) {
      try {
        return await verifyInPool('sha256', message, describePublicPoint(point), signature)
      } catch {
        return false
      }
    },
    stop: async () => {},
  }
}
