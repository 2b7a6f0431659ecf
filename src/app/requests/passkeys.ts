import {
  platformAuthenticatorIsAvailable,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from '@simplewebauthn/browser'
import {
  type PasskeyAnswer,
  type PasskeyRegistration,
  passkeyEndpoints,
} from '../../core/api/passkey-contract.ts'
import { type IssuerConnection, request } from '../../core/api/request.ts'
import { AppError } from '../../core/app-error.ts'

/** Whether this device itself recognises its owner, by fingerprint, face or a code of its own. */
export function canUsePasskeys(): Promise<boolean> {
  return platformAuthenticatorIsAvailable()
}

/**
 * Has the person choose a passkey and show that it is them. Undefined if nothing came of it: they closed the browser's dialogue,
 * or there is no passkey of ours here; browsers do not say which.
 * @throws AppError of the issuer or the network, or `passkey_refused`
 */
export async function askForPasskey(issuer: IssuerConnection): Promise<PasskeyAnswer | undefined> {
  const options = await request(issuer, passkeyEndpoints.createPasskeySignInOptions)
  return unlessDismissed(startAuthentication({ optionsJSON: options }))
}

/** As `askForPasskey`, of the account that is signed in, once more. */
export async function provePasskey(issuer: IssuerConnection): Promise<PasskeyAnswer | undefined> {
  const { allowCredentials, ...rest } = await request(issuer, passkeyEndpoints.createPasskeyProofOptions)
  const known = allowCredentials.map(({ transports = [], ...credential }) => ({ ...credential, transports }))
  return unlessDismissed(startAuthentication({ optionsJSON: { ...rest, allowCredentials: known } }))
}

/**
 * Whether this device can prove a passkey, and the account has any.
 * @throws AppError of the issuer or the network
 */
export async function hasPasskeys(issuer: IssuerConnection): Promise<boolean> {
  if (!(await canUsePasskeys())) return false
  return (await request(issuer, passkeyEndpoints.readPasskeys)).passkeys.length > 0
}

/** As `askForPasskey`, for a passkey that is to be made. `already_added`: this device has one of the account. */
export async function makePasskey(
  issuer: IssuerConnection,
  password: string,
): Promise<PasskeyRegistration['credential'] | 'already_added' | undefined> {
  const { excludeCredentials, ...rest } = await request(issuer, passkeyEndpoints.createPasskeyOptions, {
    body: { password },
  })
  const known = excludeCredentials.map(({ transports = [], ...credential }) => ({
    ...credential,
    transports,
  }))
  const optionsJSON = { ...rest, excludeCredentials: known }
  try {
    return await unlessDismissed(startRegistration({ optionsJSON }))
  } catch (cause) {
    const isKnown =
      cause instanceof AppError &&
      cause.cause instanceof WebAuthnError &&
      cause.cause.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED'
    if (isKnown) return 'already_added'
    throw cause
  }
}

async function unlessDismissed<T>(asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : ''
    if (name === 'NotAllowedError' || name === 'AbortError') return undefined
    throw new AppError('passkey_refused', { cause })
  }
}
