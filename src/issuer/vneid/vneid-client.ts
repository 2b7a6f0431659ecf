import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientError,
  ClientSecretBasic,
  Configuration,
  type CustomFetch,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  type IDToken,
  None,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type ServerMetadata,
} from 'openid-client'
import { AppError } from '../../core/app-error.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { VneidConfig } from '../config.ts'

/** What stays here while the person is at the provider. */
export type VneidSecrets = {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly redirectUri: string
  /** When the attempt began, in Unix seconds. */
  readonly begunAt: number
}

/** What the provider put into the address of the app. */
export type VneidReturn = {
  readonly state: string
  readonly code?: string | undefined
  readonly error?: string | undefined
  readonly iss?: string | undefined
}

export type VneidClientError =
  | 'vneid_unavailable'
  | 'vneid_cancelled'
  | 'vneid_level_too_low'
  | 'vneid_refused'

/** What the provider says of a person in its ID token, once signature and claims have been checked. */
export type VneidClaims = Readonly<Record<string, unknown>>

/**
 * Is told what went wrong, for the log: a provider that fails, or an answer that is refused, and a kind that
 * names nobody.
 */
export type VneidReport = (event: 'vneid_failed' | 'vneid_refused', kind: string) => void

/** How long the provider's description of itself is believed, in seconds. */
const DISCOVERY_LIFE = 3600

/** How long the provider may take for one answer, in seconds. */
const TIMEOUT = 8

/** Longest answer of the provider that is read, in bytes. */
const LONGEST_ANSWER = 262_144

const fetchBounded: CustomFetch = async (url, options) => {
  const answer = await fetch(url, options as RequestInit)
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of answer.body ?? []) {
    length += part.length
    if (length > LONGEST_ANSWER) throw new AppError('unavailable')
    parts.push(part)
  }
  const { status, headers } = answer
  return new Response(length > 0 ? Buffer.concat(parts) : null, { status, headers })
}

/** How far the provider's clock may be ahead, in seconds; `openid-client` allows as much. */
const CLOCK_TOLERANCE = 30

/**
 * Errors of a provider that cannot just now (RFC 6749 section 4.1.2.1), and of one that cannot reach the
 * level asked for.
 */
const unavailable = new Set(['server_error', 'temporarily_unavailable'])
const tooLow = new Set(['unmet_authentication_requirements', 'insufficient_user_authentication'])

export type VneidClient = ReturnType<typeof createVneidClient>

/**
 * OpenID Connect with the provider of the configuration: authorization code with PKCE (RFC 7636), state and
 * nonce, the issuer checked in the response as well (RFC 9207), the ID token's signature against the
 * provider's keys (OpenID Connect Core 3.1.3.7).
 */
export function createVneidClient(config: VneidConfig, report: VneidReport) {
  const { issuer, clientId, clientSecret, allowsHttp } = config
  const authentication = clientSecret ? ClientSecretBasic(clientSecret.reveal()) : None()
  let found: { at: number; metadata: Promise<ServerMetadata> } | undefined

  function findMetadata(now: number): Promise<ServerMetadata> {
    if (found !== undefined && now - found.at < DISCOVERY_LIFE) return found.metadata
    const metadata = discovery(new URL(issuer), clientId, undefined, authentication, {
      timeout: TIMEOUT,
      [customFetch]: fetchBounded,
      execute: allowsHttp ? [allowInsecureRequests] : [],
    }).then((provider) => provider.serverMetadata())
    const entry = { at: now, metadata }
    found = entry
    metadata.catch(() => {
      if (found === entry) found = undefined
    })
    return metadata
  }

  /**
   * A client that has no keys yet, so that each sign-in fetches the provider's: one that was withdrawn opens
   * nothing, and one that was just brought in is known.
   */
  async function openProvider(now: number): Promise<Result<Configuration, VneidClientError>> {
    try {
      const metadata = await findMetadata(now)
      if (metadata.authorization_endpoint === undefined)
        return refuse('vneid_unavailable', 'endpoint_missing')
      const provider = new Configuration(metadata, clientId, undefined, authentication)
      provider.timeout = TIMEOUT
      provider[customFetch] = fetchBounded
      if (allowsHttp) allowInsecureRequests(provider)
      enableNonRepudiationChecks(provider)
      return ok(provider)
    } catch (error) {
      return refuse('vneid_unavailable', describeError(error).kind)
    }
  }

  const refuse = (error: VneidClientError, kind: string) => {
    if (error === 'vneid_unavailable') report('vneid_failed', kind)
    if (error === 'vneid_refused') report('vneid_refused', kind)
    return err(error)
  }

  /** What `openid-client` leaves open: who else the token is for, a time to come, the level. */
  function checkClaims(claims: IDToken, now: number): Result<VneidClaims, VneidClientError> {
    const { aud, azp, iat, auth_time: authTime, acr } = claims
    if ((Array.isArray(aud) && aud.length !== 1) || (azp !== undefined && azp !== clientId))
      return refuse('vneid_refused', 'other_audience')
    if (Math.max(iat, authTime ?? 0) > now + CLOCK_TOLERANCE) return refuse('vneid_refused', 'future_token')
    if (acr === undefined) report('vneid_refused', 'acr_missing')
    if (typeof acr !== 'string' || !config.acr.includes(acr)) return err('vneid_level_too_low')
    if (claims[config.claim] === undefined) report('vneid_refused', 'claim_missing')
    return ok(claims)
  }

  return {
    /** The provider's address for a new attempt. */
    async begin(
      redirectUri: string,
      now: number,
    ): Promise<Result<{ url: string; secrets: VneidSecrets }, VneidClientError>> {
      const provider = await openProvider(now)
      if (!provider.ok) return provider
      const secrets = {
        state: randomState(),
        nonce: randomNonce(),
        verifier: randomPKCECodeVerifier(),
        redirectUri,
        begunAt: now,
      }
      const url = buildAuthorizationUrl(provider.value, {
        redirect_uri: redirectUri,
        scope: 'openid',
        state: secrets.state,
        nonce: secrets.nonce,
        code_challenge: await calculatePKCECodeChallenge(secrets.verifier),
        code_challenge_method: 'S256',
        acr_values: config.acr.join(' '),
        claims: JSON.stringify({ id_token: { [config.claim]: { essential: true }, birthdate: null } }),
        // A family may share a phone: whoever is still signed in at the provider need not be the one who
        // asks.
        prompt: 'login',
        max_age: '0',
        ui_locales: 'vi',
      })
      return ok({ url: url.href, secrets })
    },

    /**
     * Redeems what came back. The person must have signed in at the provider since the attempt began,
     * whatever the address said that their browser went to, and at a level that is required.
     */
    async finish(
      returned: VneidReturn,
      secrets: VneidSecrets,
      now: number,
    ): Promise<Result<VneidClaims, VneidClientError>> {
      const { state, nonce, verifier, redirectUri, begunAt } = secrets
      const address = new URL(redirectUri)
      for (const [name, value] of Object.entries(returned))
        if (value !== undefined) address.searchParams.set(name, value)
      const provider = await openProvider(now)
      if (!provider.ok) return provider
      try {
        const tokens = await authorizationCodeGrant(provider.value, address, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          maxAge: Math.max(0, now - begunAt),
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        return claims === undefined ? refuse('vneid_refused', 'no_token') : checkClaims(claims, now)
      } catch (cause) {
        const { error, kind } = describeError(cause)
        return refuse(error, kind)
      }
    },
  }
}

/** Whose error it is, and of which kind: codes and names of claims, never what came. */
function describeError(error: unknown): { error: VneidClientError; kind: string } {
  if (error instanceof AuthorizationResponseError) {
    const code = error.error
    if (code === 'access_denied') return { error: 'vneid_cancelled', kind: code }
    if (tooLow.has(code)) return { error: 'vneid_level_too_low', kind: code }
    return {
      error: unavailable.has(code) ? 'vneid_unavailable' : 'vneid_refused',
      kind: 'authorization_error',
    }
  }
  // A code that is not theirs, or not for this verifier.
  if (error instanceof ResponseBodyError && error.error === 'invalid_grant')
    return { error: 'vneid_refused', kind: error.error }
  if (error instanceof ClientError) {
    const code = error.code ?? 'client_error'
    const part = findPart(error)
    return {
      error: refusals.has(code) ? 'vneid_refused' : 'vneid_unavailable',
      kind: part === undefined ? code : `${code}:${part}`,
    }
  }
  return { error: 'vneid_unavailable', kind: error instanceof Error ? error.name : 'unknown' }
}

/** Which part of a token `openid-client` has refused. */
function findPart({ cause }: ClientError): string | undefined {
  const detail: unknown = cause instanceof Error ? cause.cause : undefined
  if (typeof detail !== 'object' || detail === null) return undefined
  if ('claim' in detail && typeof detail.claim === 'string') return detail.claim
  return ['signature', 'header'].find((name) => name in detail)
}

/** Codes of `openid-client` for answers that are well-formed and not for us, or not the provider's. */
const refusals = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
  'OAUTH_UNSUPPORTED_OPERATION',
])
