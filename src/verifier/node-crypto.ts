import { type EcKey, type ScanCrypto, verifyEs256 } from '../core/cose/p256.ts'

/** As much of `node:crypto` as a scan needs. */
type NodeCrypto = {
  readonly verify: (
    hash: string,
    message: Uint8Array,
    key: { key: unknown; dsaEncoding: string },
    signature: Uint8Array,
  ) => boolean
  readonly createHash: (name: string) => { update: (bytes: Uint8Array) => { digest: () => Uint8Array } }
  readonly KeyObject: { readonly from: (key: EcKey) => unknown }
}

const { process } = globalThis as unknown as {
  process?: { getBuiltinModule?: (name: string) => NodeCrypto | undefined }
}
const node = process?.getBuiltinModule?.('node:crypto')

/**
 * Node's own cryptography, where the kit runs there; nothing in browsers and in older Nodes. WebCrypto hands every
 * signature and every hash to another thread and waits, which costs half as much again as the work itself.
 */
export const nodeCrypto: ScanCrypto | undefined = node && {
  async verify(key, message, signature) {
    try {
      const { KeyObject, verify } = node
      return verify('sha256', message, { key: KeyObject.from(key), dsaEncoding: 'ieee-p1363' }, signature)
    } catch {
      // A window of Electron may have Node's module, but its keys are the browser's.
      return verifyEs256(key, message, signature)
    }
  },
  hash: (bytes) => node.createHash('sha256').update(bytes).digest(),
}
