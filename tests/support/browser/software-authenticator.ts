import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { encode } from 'cborg'
import type { PasskeyCreationView, PasskeyRequestView } from '../../../src/core/api/passkey-contract.ts'

const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04
const HAS_KEY = 0x40

/** What a test may want to be wrong. */
export type AuthenticatorError = {
  readonly origin?: string
  readonly rpId?: string
  readonly challenge?: string
  readonly isVerified?: boolean
  readonly counter?: number
  readonly key?: KeyObject
  readonly userHandle?: string
  /** What it says of its maker, and in which form. */
  readonly statement?: { readonly format: string; readonly content: ReadonlyMap<string, unknown> }
}

/**
 * An authenticator with one ES256 passkey at a time and no browser around it (WebAuthn sections 6.1, 6.5 and
 * 6.3.3).
 */
export function createSoftwareAuthenticator(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credentialId = randomBytes(32)
  const id = credentialId.toString('base64url')
  let counter = 0
  let userHandle = ''

  const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest()
  const describeClient = (type: string, challenge: string, error: AuthenticatorError) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: error.challenge ?? challenge,
        origin: error.origin ?? origin,
        crossOrigin: false,
      }),
    )
  const writeData = (rpId: string, flags: number, error: AuthenticatorError, rest = Buffer.alloc(0)) => {
    const verified = error.isVerified === false ? 0 : USER_VERIFIED
    const count = Buffer.alloc(4)
    count.writeUInt32BE(error.counter ?? counter)
    const head = Buffer.concat([
      sha256(error.rpId ?? rpId),
      Buffer.of(USER_PRESENT | verified | flags),
      count,
    ])
    return Buffer.concat([head, rest])
  }
  const writeKey = () => {
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    return Buffer.from(
      encode(
        new Map<number, unknown>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, Buffer.from(x, 'base64url')],
          [-3, Buffer.from(y, 'base64url')],
        ]),
      ),
    )
  }

  return {
    /** RegistrationResponseJSON. */
    create(options: PasskeyCreationView, error: AuthenticatorError = {}) {
      userHandle = options.user.id
      const length = Buffer.alloc(2)
      length.writeUInt16BE(credentialId.length)
      const attested = Buffer.concat([Buffer.alloc(16), length, credentialId, writeKey()])
      const authData = writeData(options.rp.id, HAS_KEY, error, attested)
      const attestation = encode(
        new Map<string, unknown>([
          ['fmt', error.statement?.format ?? 'none'],
          ['attStmt', error.statement?.content ?? new Map()],
          ['authData', authData],
        ]),
      )
      return {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: describeClient('webauthn.create', options.challenge, error).toString('base64url'),
          attestationObject: Buffer.from(attestation).toString('base64url'),
          transports: ['internal'],
        },
      }
    },

    /** AuthenticationResponseJSON. */
    get(options: PasskeyRequestView, error: AuthenticatorError = {}) {
      counter++
      const clientData = describeClient('webauthn.get', options.challenge, error)
      const authData = writeData(options.rpId, 0, error)
      const signed = Buffer.concat([authData, sha256(clientData)])
      return {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: clientData.toString('base64url'),
          authenticatorData: authData.toString('base64url'),
          signature: sign('sha256', signed, error.key ?? privateKey).toString('base64url'),
          userHandle: error.userHandle ?? userHandle,
        },
      }
    },
  }
}
