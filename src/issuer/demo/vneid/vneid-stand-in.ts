import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration, interactionPolicy } from 'oidc-provider'
import type { AppRoute } from '../../../core/api/app-routes.ts'
import type { VneidConfig } from '../../config.ts'
import { createMemoryAdapter } from './memory-adapter.ts'
import { type StandInPerson, writeChoicePage } from './vneid-stand-in-page.ts'

export type StandInOptions = {
  /** Where it listens; 0 is any free port. */
  readonly port?: number | undefined
  /**
   * Of a demo over HTTPS: every origin that it is served under. Empty when it is served over HTTP on this
   * machine.
   */
  readonly secureOrigins?: readonly string[]
}

export type VneidStandIn = {
  /** How the issuer reaches it. */
  readonly config: VneidConfig
  stop(): Promise<void>
}

const CLIENT_ID = 'vi-bhyt-demo'
const LEVELS = ['level1', 'level2'] as const
const RETURN_PATH: AppRoute = '/dang-nhap/vneid'

/**
 * A real OpenID Connect provider in place of VNeID, for a demo on one machine: it asks no password, only whom one wants to be and at
 * which level. On 127.0.0.1, so that to an app on `localhost` it is another site, as the real one is.
 */
export async function startVneidStandIn(
  findPeople: () => Promise<readonly StandInPerson[]>,
  { port = 0, secureOrigins = [] }: StandInOptions = {},
): Promise<VneidStandIn> {
  const server = createServer()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, describeProvider(findPeople, secureOrigins))
  const answerProvider = provider.callback()

  const answerChoice = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method !== 'POST') return writePage(response, await findPeople())
    const choice = new URLSearchParams(await readForm(request))
    const person = (await findPeople()).find(({ id }) => id === choice.get('person'))
    const acr = LEVELS.find((level) => level === choice.get('level'))
    const isLogin = choice.get('do') === 'login' && person !== undefined && acr !== undefined
    await provider.interactionFinished(
      request,
      response,
      isLogin
        ? { login: { accountId: person.id, acr, remember: false } }
        : { error: 'access_denied', error_description: 'cancelled by the person' },
      { mergeWithLastSubmission: false },
    )
  }
  server.on('request', (request, response) => {
    // Nobody stays signed in here: whoever comes back may want to be somebody else.
    request.headers.cookie = request.headers.cookie?.replace(/(?:^|; )_session(?:\.\w+)*=[^;]*/g, '')
    if (!request.url?.startsWith('/choose/')) return void answerProvider(request, response)
    answerChoice(request, response).catch(() => {
      response.statusCode = 400
      response.end('This sign-in is over')
    })
  })

  return {
    config: { issuer, clientId: CLIENT_ID, acr: ['level2'], claim: 'personal_number', allowsHttp: true },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Where the app may be returned to. */
function describeReturn(secureOrigins: readonly string[]) {
  const toAddress = (origin: string) => `${origin}${RETURN_PATH}`
  if (secureOrigins.length > 0)
    return { application_type: 'web', redirect_uris: secureOrigins.map(toAddress) } as const
  // On whatever port the demo is (RFC 8252 section 7.3).
  const redirect_uris = ['http://localhost', 'http://127.0.0.1'].map(toAddress)
  return { application_type: 'native', redirect_uris } as const
}

function describeProvider(
  findPeople: () => Promise<readonly StandInPerson[]>,
  secureOrigins: readonly string[],
): Configuration {
  const policy = interactionPolicy.base()
  // Nobody is asked for consent: the one client is the app itself.
  policy.remove('consent')
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    adapter: createMemoryAdapter(),
    clients: [
      {
        client_id: CLIENT_ID,
        token_endpoint_auth_method: 'none',
        ...describeReturn(secureOrigins),
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    acrValues: [...LEVELS],
    claims: { openid: ['sub'], profile: ['name', 'birthdate', 'personal_number'], acr: null },
    features: {
      claimsParameter: { enabled: true },
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
    },
    interactions: { policy, url: (_ctx, { uid }) => `/choose/${uid}` },
    findAccount: async (_ctx, id) => {
      const person = (await findPeople()).find((each) => each.id === id)
      if (person === undefined) return undefined
      const { name, birthdate, personalNumber } = person
      return { accountId: id, claims: () => ({ sub: id, name, birthdate, personal_number: personalNumber }) }
    },
    loadExistingGrant: async (ctx) => {
      const accountId = ctx.oidc.session?.accountId
      if (accountId === undefined || ctx.oidc.client === undefined) return undefined
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId })
      grant.addOIDCScope('openid')
      grant.addOIDCClaims(['personal_number', 'birthdate'])
      await grant.save()
      return grant
    },
    renderError: (ctx, out) => {
      ctx.type = 'text/plain'
      ctx.body = `${out.error}: ${out.error_description ?? ''}`
    },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AuthorizationCode: 60, AccessToken: 60, IdToken: 60 },
  }
}

function writePage(response: ServerResponse, people: readonly StandInPerson[]): void {
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('Cache-Control', 'no-store')
  response.end(writeChoicePage(people))
}

const FORM_LIMIT = 4096

async function readForm(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > FORM_LIMIT) throw new Error('The form is too large')
  }
  return text
}
