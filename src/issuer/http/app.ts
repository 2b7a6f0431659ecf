import type { Context } from 'hono'
import { Hono } from 'hono'
import { CredentialRequest, type Endpoint, endpoints, SignInRequest } from '../../core/api/contract.ts'
import { AppError } from '../../core/app-error.ts'
import type { Result } from '../../core/result.ts'
import type { SignIn, SignInDefect } from '../accounts/sign-in.ts'
import type { CredentialDefect, Credentials, IssuedCredential } from '../credentials/credentials.ts'
import type { SessionColumns } from '../db/session-columns.ts'
import type { Nonces } from '../sessions/nonces.ts'
import {
  matchesSecret,
  readSessionToken,
  type SessionToken,
  writeSessionCookie,
} from '../sessions/session-token.ts'
import { checkSession, SESSION_LIFE, type Sessions, sessionEnd } from '../sessions/sessions.ts'
import type { Snapshots } from '../snapshots/snapshots.ts'
import type { StatusLists } from '../status-lists/status-lists.ts'
import type { TrustLists } from '../trust-list/trust-lists.ts'
import type { AppFiles } from './app-files.ts'
import { readBase64Url, writeBase64Url } from './base64-url.ts'
import { describeApi } from './openapi.ts'
import { dataHeaders, isProblemCode, problem } from './problem.ts'
import { type BodyDefect, readBody } from './request-body.ts'
import type { Log } from './request-log.ts'
import { isOwnRequest, originOf, readClientAddress } from './request-origin.ts'

export type Services = {
  readonly signIn: SignIn
  readonly sessions: Sessions
  readonly nonces: Nonces
  readonly snapshots: Snapshots
  readonly credentials: Credentials
  readonly trustLists: TrustLists
  readonly statusLists: StatusLists
  readonly appFiles: AppFiles
  readonly log: Log
  /** Unix seconds. */
  readonly now: () => number
  /** What keeps the service from answering; empty when it is ready. */
  readonly findFaults: () => Promise<string[]>
}

export type AppOptions = {
  /** Absent in a demo: then each request's own host counts. */
  readonly origin?: string
  readonly trustedProxies: number
}

/** What the HTTP server passes along with a request. */
type Bindings = { incoming?: { socket?: { remoteAddress?: string } } }

export type IssuerApp = Hono<{ Bindings: Bindings }>

type RequestContext = Context<{ Bindings: Bindings }>
type Answer = Response | Promise<Response>

const jsonHeaders = { ...dataHeaders, 'Content-Type': 'application/json' } as const
const coseHeaders = { ...dataHeaders, 'Content-Type': 'application/cose' } as const
/** Signed, and the same for everyone, so a cache may keep it, for less time than it takes to matter. */
const publicCoseHeaders = { ...coseHeaders, 'Cache-Control': 'public, max-age=60' } as const

function json(value: unknown, headers?: Record<string, string>): Response {
  return new Response(JSON.stringify(value), {
    headers: headers ? { ...jsonHeaders, ...headers } : jsonHeaders,
  })
}

/** Goes on at once with what is there at once: SQLite answers without a turn of the event loop. */
function whenRead<T>(value: T | Promise<T>, answer: (value: T) => Answer): Answer {
  return value instanceof Promise ? value.then(answer) : answer(value)
}

/** The HTTP face of the issuer: the contract's endpoints, health, and the app's files. */
export function createApp(services: Services, options: AppOptions): IssuerApp {
  const { sessions, nonces, snapshots, credentials, trustLists, statusLists, log, now } = services
  const app: IssuerApp = new Hono()

  /** Registers a route. What is logged is its pattern, never the path that was asked for. */
  function route(method: string, path: string, handle: (c: RequestContext) => Answer): void {
    const guarded =
      method === 'GET'
        ? handle
        : (c: RequestContext) =>
            isOwnRequest(c.req.raw.headers, options.origin ?? originOf(c.req.url))
              ? handle(c)
              : problem('forbidden_origin')
    app.on([method], [path], (c: RequestContext): Answer => {
      const start = performance.now()
      const answer = guarded(c)
      if (!(answer instanceof Promise)) return logAnswer(method, path, start, answer)
      return answer.then((response) => logAnswer(method, path, start, response))
    })
  }

  function logAnswer(method: string, path: string, start: number, response: Response): Response {
    if (log.writesInfo)
      log.request({
        requestId: nextRequestId(),
        method,
        route: path,
        status: response.status,
        ms: performance.now() - start,
      })
    return response
  }

  const serve = (endpoint: Endpoint, handle: (c: RequestContext) => Answer) =>
    route(endpoint.method, endpoint.path, handle)

  /** Runs a handler for the session of the request, from a row that the handler's own query has read. */
  function withSession<Row extends SessionColumns>(
    c: RequestContext,
    find: (sessionId: string) => Row | undefined | Promise<Row | undefined>,
    answer: (row: Row, token: SessionToken) => Answer,
  ): Answer {
    const token = readSessionToken(c.req.raw.headers.get('cookie') ?? undefined)
    if (token === undefined) return problem('session_expired')
    return whenRead(find(token.id), (row) => {
      const defect = checkSession(token, row, now())
      if (row === undefined || defect !== undefined) return problem(defect ?? 'session_expired')
      const touched = sessions.touch(row, now())
      return touched === undefined ? answer(row, token) : touched.then(() => answer(row, token))
    })
  }

  serve(endpoints.signIn, async (c) => {
    const body = await readBody(c.req.raw, SignInRequest)
    if (!body.ok) return answerBodyDefect(body.error)
    const address = readClientAddress(
      c.req.raw.headers,
      c.env?.incoming?.socket?.remoteAddress,
      options.trustedProxies,
    )
    const signedIn = await services.signIn({ ...body.value, address, now: now() })
    if (!signedIn.ok) return answerSignInDefect(signedIn.error)
    const { personId, displayName } = signedIn.value
    const at = now()
    const token = await sessions.open(personId, at)
    const expiresAt = sessionEnd({ used_at: at, session_created_at: at })
    return json(
      { account: { displayName }, expiresAt },
      { 'Set-Cookie': writeSessionCookie(token, SESSION_LIFE) },
    )
  })

  serve(endpoints.readSession, (c) =>
    withSession(c, sessions.find, (row) =>
      json({ account: { displayName: row.full_name }, expiresAt: sessionEnd(row) }),
    ),
  )

  serve(endpoints.signOut, async (c) => {
    const token = readSessionToken(c.req.header('cookie'))
    const row = token && (await sessions.find(token.id))
    // Also of a session that has run out: the credentials on its device may have a month to go.
    if (token && row?.end_code === null && matchesSecret(token.secret, row.secret_hash))
      await sessions.end(row, now())
    return new Response(null, {
      status: 204,
      headers: { ...dataHeaders, 'Set-Cookie': writeSessionCookie(undefined, 0) },
    })
  })

  serve(endpoints.issueNonce, (c) =>
    withSession(c, sessions.find, (_row, token) => {
      const { nonce, expiresAt } = nonces.issue(token.id, now())
      return json({ nonce: writeBase64Url(nonce), expiresAt })
    }),
  )

  /** Both ways to a credential: the same request, the same answer. */
  const answerCredential = (issue: Credentials['enrol' | 'renew']) => async (c: RequestContext) => {
    const body = await readBody(c.req.raw, CredentialRequest)
    if (!body.ok) return answerBodyDefect(body.error)
    const { cardId, proof: encoded } = body.value
    const proof = readBase64Url(encoded)
    if (proof === undefined) return problem('invalid_fields', { fields: ['proof'] })
    return withSession(
      c,
      (id) => credentials.find(id, cardId),
      async (row) => answerIssued(await issue(row, { cardId, proof }, now())),
    )
  }
  serve(endpoints.enrolHolderKey, answerCredential(credentials.enrol))
  serve(endpoints.renewCredential, answerCredential(credentials.renew))

  serve(endpoints.readSnapshot, (c) => {
    const held = c.req.raw.headers.get('if-none-match')
    if (held === null)
      return withSession(c, snapshots.findWhole, (row) => {
        const { body, snapshot_etag: etag, renew_at: renewAt } = row
        if (body !== null && etag !== null && renewAt !== null && now() < renewAt)
          return answerSnapshot(etag, body)
        return signSnapshot(row.person_id, held)
      })
    return withSession(c, snapshots.findHead, (row) => {
      const { snapshot_etag: etag, renew_at: renewAt } = row
      if (etag === held && renewAt !== null && now() < renewAt) return notModified(coseHeaders, etag)
      return signSnapshot(row.person_id, held)
    })
  })

  async function signSnapshot(personId: number, held: string | null): Promise<Response> {
    const { etag, body } = await snapshots.ensure(personId, now())
    return etag === held ? notModified(coseHeaders, etag) : answerSnapshot(etag, body)
  }

  serve(endpoints.readTrustList, (c) => {
    const { etag, body } = trustLists.current(now())
    return answerPublic(c, etag, body)
  })

  serve(endpoints.readStatusList, async (c) => {
    const list = c.req.param('list') ?? ''
    const signed = /^\d{1,5}$/.test(list) ? await statusLists.read(Number(list), now()) : undefined
    return signed === undefined ? problem('not_found') : answerPublic(c, signed.etag, signed.body)
  })

  const description = JSON.stringify(describeApi())
  route('GET', '/api/openapi.json', () => new Response(description, { headers: jsonHeaders }))
  route('GET', '/api/health', () => json({ status: 'ok' }))
  route('GET', '/api/ready', async () => {
    const faults = await services.findFaults()
    if (faults.length === 0) return json({ status: 'ready' })
    for (const fault of faults) log.warn('not_ready', { fault })
    return problem('unavailable')
  })

  app.notFound(async (c) => {
    const start = performance.now()
    const answer = await answerUnrouted(c)
    // The app's files and what is nowhere: one pattern, since paths may hold anything.
    return logAnswer(c.req.method, '*', start, answer)
  })

  async function answerUnrouted(c: RequestContext): Promise<Response> {
    const { path, method } = c.req
    const allowed = findMethods(path)
    if (allowed.length > 0) return problem('method_not_allowed', { headers: { Allow: allowed.join(', ') } })
    if (path.startsWith('/api/') || path.startsWith('/dev/')) return problem('not_found')
    const file = await services.appFiles.respond(path, c.req.raw.headers)
    if (file === undefined) return problem('not_found')
    if (method !== 'GET' && method !== 'HEAD')
      return problem('method_not_allowed', { headers: { Allow: 'GET, HEAD' } })
    return method === 'HEAD' ? new Response(null, { headers: file.headers }) : file
  }

  app.onError((error, c) => {
    const code = error instanceof AppError && isProblemCode(error.code) ? error.code : 'internal'
    // No message: databases put values into theirs.
    log.warn('fault', { code, method: c.req.method, fault: error.name, at: readFrames(error) })
    return problem(code)
  })

  return app
}

function answerSnapshot(etag: string, body: Uint8Array<ArrayBuffer>): Response {
  return new Response(body, { headers: { ...coseHeaders, ETag: etag } })
}

function notModified(headers: Record<string, string>, etag: string): Response {
  return new Response(null, { status: 304, headers: { ...headers, ETag: etag } })
}

function answerPublic(c: RequestContext, etag: string, body: Uint8Array<ArrayBuffer>): Response {
  if (c.req.header('if-none-match') === etag) return notModified(publicCoseHeaders, etag)
  return new Response(body, { headers: { ...publicCoseHeaders, ETag: etag } })
}

function answerIssued(issued: Result<IssuedCredential, CredentialDefect>): Response {
  if (!issued.ok) return problem(issued.error)
  const { credential, expiresAt } = issued.value
  return json({ credential: writeBase64Url(credential), expiresAt })
}

function answerSignInDefect(defect: SignInDefect): Response {
  return problem(defect.code, 'retryAfter' in defect ? { retryAfter: defect.retryAfter } : {})
}

function answerBodyDefect(defect: BodyDefect): Response {
  return problem(defect.code, 'fields' in defect ? { fields: defect.fields } : {})
}

/** The methods that the contract has for a path. */
function findMethods(path: string): string[] {
  return Object.values<Endpoint>(endpoints)
    .filter((endpoint) => new RegExp(`^${endpoint.path.replace(/:\w+/g, '[^/]+')}$`).test(path))
    .map((endpoint) => endpoint.method)
}

function readFrames(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 4)
    .map((line) => line.trim().replace(/file:\/\/\S*\/src\//, ''))
    .join(' < ')
}

const processTag = Math.trunc(Math.random() * 36 ** 4).toString(36)
let requests = 0

function nextRequestId(): string {
  requests++
  return `${processTag}-${requests.toString(36)}`
}
