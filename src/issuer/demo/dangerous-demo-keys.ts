import { createHash, type KeyObject } from 'node:crypto'
import type { RootKey, TrustedKey } from '../../core/credential/trusted-keys.ts'
import type { KeyRole } from '../../core/credential/typ.ts'
import { compressPoint, importPrivateScalar, toKeyId, toP256PublicKey } from '../signer-keys/es256-key.ts'

/**
 * DANGEROUS: private keys that everyone can compute. They certify specimens and nothing else; wallets built
 * for production refuse the demo root. They are fixed so that the trust list in `public/` fits every demo
 * issuer.
 */
function DANGEROUS_deriveDemoKey(name: string): KeyObject {
  return importPrivateScalar(createHash('sha256').update(`DANGEROUS vi-bhyt demo ${name}`).digest())
}

/** DANGEROUS: seals the demo's signer keys in its database, which hides nothing. */
export const DANGEROUS_demoKeyEncryptionKey = new Uint8Array(
  createHash('sha256').update('DANGEROUS vi-bhyt demo key-encryption key').digest(),
)

/** DANGEROUS: signs the text messages that come in from the demo's inbox, and everyone can. */
export const DANGEROUS_demoSmsSecret = 'DANGEROUS vi-bhyt demo inbound SMS'

/** DANGEROUS: what the authenticator of a demo officer is set up with, which everyone can compute. */
export function DANGEROUS_demoAuthenticatorSecret(login: string): Uint8Array {
  return new Uint8Array(
    createHash('sha256').update(`DANGEROUS vi-bhyt demo authenticator ${login}`).digest().subarray(0, 20),
  )
}

/** DANGEROUS: identifies the demo to push services, as everyone can. */
export const DANGEROUS_demoVapidKey = createHash('sha256')
  .update('DANGEROUS vi-bhyt demo push')
  .digest('base64url')

/** The name of the demo issuer in what it signs. */
export const DEMO_ISSUER = 'BHXH-DEMO'

/** 1 January 2026 to 1 January 2037, UTC. */
export const DEMO_VALIDITY = { notBefore: 1_767_225_600, notAfter: 2_114_380_800 } as const

const roles: readonly KeyRole[] = ['card', 'snapshot', 'status']

export const DANGEROUS_demoRootKey: KeyObject = DANGEROUS_deriveDemoKey('root')

export const DANGEROUS_demoSignerKeys: readonly { role: KeyRole; privateKey: KeyObject }[] = roles.map(
  (role) => ({
    role,
    privateKey: DANGEROUS_deriveDemoKey(`${role} signer`),
  }),
)

/** DANGEROUS: signs the demo's public content. */
export const DANGEROUS_demoContentKey: KeyObject = DANGEROUS_deriveDemoKey('content signer')

/** DANGEROUS: signs what the demo asks to be paid, and its receipts. */
export const DANGEROUS_demoPaymentKey: KeyObject = DANGEROUS_deriveDemoKey('payment signer')

const rootPoint = compressPoint(DANGEROUS_demoRootKey)

/** The public half, which the demo's wallets are built with. */
export const demoRoot: RootKey = {
  keyId: toKeyId(rootPoint),
  publicKey: toP256PublicKey(rootPoint),
  demo: true,
}

/** The demo's signer keys as the demo's trust list certifies them. */
export const demoTrustedKeys: readonly TrustedKey[] = DANGEROUS_demoSignerKeys.map(({ role, privateKey }) => {
  const point = compressPoint(privateKey)
  return { keyId: toKeyId(point), role, publicKey: toP256PublicKey(point), ...DEMO_VALIDITY }
})
