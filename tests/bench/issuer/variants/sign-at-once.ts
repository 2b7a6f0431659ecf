/** In the place of signature-thread.ts: ES256 where it is asked for, with nothing kept. */
import { sign, verify } from 'node:crypto'
import { describePublicPoint } from '../../../../src/issuer/signer-keys/es256-key.ts'
import type { SignatureThread } from '../../../../src/issuer/signer-keys/signature-thread.ts'

const dsaEncoding = 'ieee-p1363'

export function createSignatureThread(): SignatureThread {
  return {
    createSign: (key) => async (message) => new Uint8Array(sign('sha256', message, { key, dsaEncoding })),
    async verify(point, message, signature) {
      try {
        return verify('sha256', message, describePublicPoint(point), signature)
      } catch {
        return false
      }
    },
    stop: async () => {},
  }
}
