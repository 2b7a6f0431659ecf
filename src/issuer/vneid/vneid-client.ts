import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientError,
  ClientSecretBasic,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  None,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { err, ok, type Result } from '../../core/result.ts'
import type { VneidConfig } from '../config.ts'

/** What stays here while the person is at the provider. */
export type VneidSecrets = {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly redirectUri: string
}

/** What the provider put into the address of the app. */
export type VneidReturn = {
  readonly state: string
  readonly code?: string | undefined
  readonly error?: string | undefined
  readonly iss?: string | undefined
}

export type VneidFault = 'vneid_unavailable' | 'vneid_cancelled' | 'vneid_level_too_low' | 'vneid_refused'

/** What the provider says of a person, once everything it signed has been checked. */
export type VneidClaims = Readonly<Record<string, unknown>>

/** How long the provider's description of itself is believed, in seconds. */
const DISCOVERY_LIFE = 3600

/** How long the provider may take for one answer, in seconds. */
const TIMEOUT = 8

/** Errors of a provider that cannot just now (RFC 6749 section 4.1.2.1), and of one that cannot reach the level asked for. */
const unavailable = new Set(['server_error', 'temporarily_unavailable'])
const tooLow = new Set(['unmet_authentication_requirements', 'insufficient_user_authentication'])

export type VneidClient = ReturnType<typeof createVneidClient>

/**
 * OpenID Connect with the provider of the configuration: authorization code with PKCE (RFC 7636), state and nonce, the issuer
 * checked in the response as well (RFC 9207).
 *
 * @param report Is told codes of faults that are the provider's or the configuration's, for the log.
 */
export function createVneidClient(config: VneidConfig, report: (fault: string) => void) {
  let found: { at: number; provider: Promise<Configuration> } | undefined

  function findProvider(now: number): Promise<Configuration> {
    if (found !== undefined && now - found.at < DISCOVERY_LIFE) return found.provider
    const { issuer, clientId, clientSecret, allowsHttp } = config
    const authentication = clientSecret ? ClientSecretBasic(clientSecret.reveal()) : None()
    const provider = discovery(new URL(issuer), clientId, undefined, authentication, {
      timeout: TIMEOUT,
      execute: allowsHttp ? [allowInsecureRequests] : [],
    })
    const entry = { at: now, provider }
    found = entry
    provider.catch(() => {
      if (found === entry) found = undefined
    })
    return provider
  }

  const toFault = (error: unknown): VneidFault => {
    const { fault, code } = describeFault(error)
    if (fault === 'vneid_unavailable') report(code)
    return fault
  }

  return {
    /** The provider's address for a new attempt. */
    async begin(
      redirectUri: string,
      now: number,
    ): Promise<Result<{ url: string; secrets: VneidSecrets }, VneidFault>> {
      try {
        const provider = await findProvider(now)
        const secrets = {
          state: randomState(),
          nonce: randomNonce(),
          verifier: randomPKCECodeVerifier(),
          redirectUri,
        }
        const url = buildAuthorizationUrl(provider, {
          redirect_uri: redirectUri,
          scope: 'openid profile',
          state: secrets.state,
          nonce: secrets.nonce,
          code_challenge: await calculatePKCECodeChallenge(secrets.verifier),
          code_challenge_method: 'S256',
          acr_values: config.acr.join(' '),
          claims: JSON.stringify({ id_token: { [config.claim]: { essential: true }, birthdate: null } }),
          // A family may share a phone: whoever is still signed in at the provider need not be the one who asks.
          prompt: 'login',
          ui_locales: 'vi',
        })
        return ok({ url: url.href, secrets })
      } catch (error) {
        return err(toFault(error))
      }
    },

    /** Redeems what came back, and checks that the level is the one that is required. */
    async finish(
      returned: VneidReturn,
      secrets: VneidSecrets,
      now: number,
    ): Promise<Result<VneidClaims, VneidFault>> {
      const { state, nonce, verifier, redirectUri } = secrets
      const address = new URL(redirectUri)
      for (const [name, value] of Object.entries(returned))
        if (value !== undefined) address.searchParams.set(name, value)
      try {
        const provider = await findProvider(now)
        const tokens = await authorizationCodeGrant(provider, address, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (claims === undefined) return err('vneid_refused')
        const { acr } = claims
        if (typeof acr !== 'string' || !config.acr.includes(acr)) return err('vneid_level_too_low')
        if (claims[config.claim] !== undefined) return ok(claims)
        return ok({ ...(await fetchUserInfo(provider, tokens.access_token, claims.sub)), ...claims })
      } catch (error) {
        return err(toFault(error))
      }
    },
  }
}

/** Whose fault it is, and a code of it that names nobody. */
function describeFault(error: unknown): { fault: VneidFault; code: string } {
  if (error instanceof AuthorizationResponseError) {
    const code = error.error
    if (code === 'access_denied') return { fault: 'vneid_cancelled', code }
    if (tooLow.has(code)) return { fault: 'vneid_level_too_low', code }
    return {
      fault: unavailable.has(code) ? 'vneid_unavailable' : 'vneid_refused',
      code: 'authorization_error',
    }
  }
  // A code that is not theirs, or not for this verifier.
  if (error instanceof ResponseBodyError && error.error === 'invalid_grant')
    return { fault: 'vneid_refused', code: error.error }
  if (error instanceof ClientError) {
    const code = error.code ?? 'client_error'
    return { fault: refusals.has(code) ? 'vneid_refused' : 'vneid_unavailable', code }
  }
  return { fault: 'vneid_unavailable', code: error instanceof Error ? error.name : 'unknown' }
}

/** Codes of `openid-client` for answers that are well-formed and not for us. */
const refusals = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
])
