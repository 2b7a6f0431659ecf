import {
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { VneidConfig } from '../../../src/issuer/config.ts'

/** What the provider does otherwise than an honest one. */
export type Lie = {
  /** Put over the token's header; what is undefined is left out. */
  readonly header?: Record<string, unknown>
  /** Put over its claims likewise; numbers of `iat`, `nbf`, `exp` and `auth_time` are seconds from now. */
  readonly claims?: Record<string, unknown>
  /** Put over its claims after it has been signed. */
  readonly altered?: Record<string, unknown>
  readonly signature?: 'cut' | 'empty' | 'garbage' | 'of another key' | 'by the public key' | 'left out'
  /** The whole token, as sent. */
  readonly token?: unknown
  /** What the endpoints answer instead: an object is put over what they answer, `undefined` members are left out. */
  readonly discovery?: Answer
  readonly keys?: Answer
  readonly tokens?: Answer
}

/** A body and, if it is not 200 or not JSON, with which status and type. */
export type Answer = { readonly status?: number; readonly type?: string; readonly body?: unknown }

export type HostileProvider = {
  readonly config: VneidConfig
  /** How often each path was asked for. */
  readonly asked: Map<string, number>
  lie: Lie
  /** What an honest one would add to the address of the app for a person who agrees. */
  agree(url: string): Record<string, string>
  /** Signs with a new key from now on, and withdraws the one before. */
  rotate(): void
  stop(): Promise<void>
}

type SigningKey = { readonly kid: string; readonly alg: string; readonly privateKey: KeyObject }

const timeClaims = ['iat', 'nbf', 'exp', 'auth_time']
const encode = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url')
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An OpenID provider that tells each lie that it is told to: discovery, keys and tokens over HTTP, signed with real keys. */
export async function startHostileProvider(personalNumber: string): Promise<HostileProvider> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const clientId = 'vi-bhyt-test'
  const grants = new Map<string, { nonce: string; challenge: string }>()
  const asked = new Map<string, number>()
  const stranger = generateKey('ES256')
  let keys = [generateKey('ES256'), generateKey('RS256'), generateKey('PS256'), generateKey('EdDSA')]

  const provider: HostileProvider = {
    config: { issuer, clientId, acr: ['level2'], claim: 'personal_number', allowsHttp: true },
    asked,
    lie: {},
    agree(url) {
      const { searchParams } = new URL(url)
      const code = randomBytes(16).toString('base64url')
      grants.set(code, {
        nonce: searchParams.get('nonce') ?? '',
        challenge: searchParams.get('code_challenge') ?? '',
      })
      return { code, state: searchParams.get('state') ?? '', iss: issuer }
    },
    rotate() {
      keys = [generateKey('ES256'), ...keys.slice(1)]
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }

  const describeItself = () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['none', 'HS256', 'ES256', 'RS256', 'PS256', 'EdDSA'],
    authorization_response_iss_parameter_supported: true,
  })

  function makeToken(nonce: string): unknown {
    const { lie } = provider
    if ('token' in lie) return lie.token
    const now = Math.floor(Date.now() / 1000)
    const named = keys.find(({ alg }) => alg === lie.header?.['alg']) ?? keys[0] ?? stranger
    const key = lie.signature === 'of another key' ? stranger : named
    const header = encode({ alg: named.alg, kid: named.kid, ...lie.header })
    const times = Object.entries(lie.claims ?? {}).map(([name, value]) => [
      name,
      timeClaims.includes(name) && typeof value === 'number' ? now + value : value,
    ])
    const claims = {
      iss: issuer,
      aud: clientId,
      sub: 'somebody',
      iat: now,
      exp: now + 60,
      auth_time: now,
      nonce,
      acr: 'level2',
      personal_number: personalNumber,
      ...Object.fromEntries(times),
    }
    const content = `${header}.${encode(claims)}`
    const sent = lie.altered ? `${header}.${encode({ ...claims, ...lie.altered })}` : content
    const signature = signContent(content, key)
    switch (lie.signature) {
      case 'cut':
        return `${sent}.${signature.subarray(0, -1).toString('base64url')}`
      case 'empty':
        return `${sent}.`
      case 'left out':
        return sent
      case 'garbage':
        return `${sent}.${Buffer.alloc(signature.length, 7).toString('base64url')}`
      case 'by the public key': {
        const secret = createPublicKey(key.privateKey).export({ type: 'spki', format: 'pem' })
        return `${sent}.${createHmac('sha256', secret).update(sent).digest('base64url')}`
      }
      default:
        return `${sent}.${signature.toString('base64url')}`
    }
  }

  function redeem(form: URLSearchParams): Answer {
    const code = form.get('code') ?? ''
    const grant = grants.get(code)
    grants.delete(code)
    const challenge = hash('sha256', form.get('code_verifier') ?? '', 'base64url')
    if (grant?.challenge !== challenge) return { status: 400, body: { error: 'invalid_grant' } }
    const idToken = makeToken(grant.nonce)
    return { body: { access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: idToken } }
  }

  server.on('request', async (request, response) => {
    const path = request.url ?? ''
    asked.set(path, (asked.get(path) ?? 0) + 1)
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const { lie } = provider
    if (path === '/.well-known/openid-configuration')
      return answer(response, { body: describeItself() }, lie.discovery)
    if (path === '/keys') return answer(response, { body: { keys: keys.map(toJwk) } }, lie.keys)
    if (path === '/token') return answer(response, redeem(new URLSearchParams(text)), lie.tokens)
    // It would gladly say there what its token does not.
    if (path === '/userinfo')
      return answer(response, { body: { sub: 'somebody', personal_number: personalNumber } })
    return answer(response, { status: 404, body: {} })
  })
  return provider
}

function answer(response: ServerResponse, honest: Answer, lie: Answer = {}): void {
  response.statusCode = lie.status ?? honest.status ?? 200
  response.setHeader('Content-Type', lie.type ?? 'application/json')
  if (response.statusCode === 302) response.setHeader('Location', '/elsewhere')
  const { body } = lie
  const sent =
    isRecord(body) && isRecord(honest.body) ? { ...honest.body, ...body } : 'body' in lie ? body : honest.body
  response.end(typeof sent === 'string' ? sent : JSON.stringify(sent))
}

function generateKey(alg: string): SigningKey {
  const { privateKey } =
    alg === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : alg === 'EdDSA'
        ? generateKeyPairSync('ed25519')
        : generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { kid: randomBytes(6).toString('base64url'), alg, privateKey }
}

function toJwk({ kid, alg, privateKey }: SigningKey): Record<string, unknown> {
  return { ...createPublicKey(privateKey).export({ format: 'jwk' }), kid, alg, use: 'sig' }
}

function signContent(content: string, { alg, privateKey: key }: SigningKey): Buffer {
  const bytes = Buffer.from(content)
  if (alg === 'ES256') return sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' })
  if (alg === 'EdDSA') return sign(null, bytes, key)
  // RSA_PKCS1_PSS_PADDING with a salt as long as the hash (RFC 7518 section 3.5).
  return sign('sha256', bytes, alg === 'PS256' ? { key, padding: 6, saltLength: 32 } : key)
}
