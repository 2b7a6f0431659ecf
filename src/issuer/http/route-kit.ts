import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { Hono } from 'hono'
import type * as v from 'valibot'
import type { Endpoint } from '../../core/api/endpoint.ts'
import { SOLUTION_HEADER } from '../../core/api/request.ts'
import { AppError } from '../../core/app-error.ts'
import { isDatabaseTrouble } from '../db/database-trouble.ts'
import type { SessionColumns } from '../db/session-columns.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { Client } from '../rate-limits/admission.ts'
import { type CookieForm, chooseCookieForm } from '../sessions/host-cookie.ts'
import { readSessionToken, type SessionToken } from '../sessions/session-token.ts'
import { checkSession, type Sessions } from '../sessions/sessions.ts'
import { dataHeaders, isProblemCode, problem, problemCodeOf } from './problem.ts'
import { type BodyError, readBody } from './request-body.ts'
import { digestClient, type Log } from './request-log.ts'
import { isOwnRequest, originOf, readClientIp } from './request-origin.ts'
import { findSecurityEvent, isSignIn } from './security-events.ts'

/** What the HTTP server passes along with a request. */
type Bindings = { incoming?: { socket?: { remoteAddress?: string } } }

export type IssuerApp = Hono<{ Bindings: Bindings }>

export type RequestContext = Context<{ Bindings: Bindings }>
export type Answer = Response | Promise<Response>

export type AppOptions = {
  /** Absent in a demo: then each request's own host counts. */
  readonly origin?: string
  readonly trustedProxies: number
  /** Whether everything that is certified is a specimen. */
  readonly isDemo: boolean
  /** Closes what is for whoever runs the service. */
  readonly operationsSecret?: string
}

type KitParts = {
  readonly sessions: Sessions
  readonly log: Log
  readonly metrics: Metrics
  /** Unix seconds. */
  readonly now: () => number
}

/** When to ask again while the database cannot be asked, in seconds. */
const RETRY_AFTER = 5

/**
 * What ids in paths are made of, be they ours, hashes, numbers or the names of packs; nothing else reaches
 * the database, of which one kind keeps no U+0000.
 */
const isId = (text: string) => /^[\w.:~-]{1,128}$/.test(text)

/** Longer solutions are none. */
const SOLUTION_LENGTH = 2048

/** Of a signed thing. */
export const coseHeaders = { ...dataHeaders, 'Content-Type': 'application/cose' } as const

/** The answer to a client that has the newest already. */
export function notModified(headers: Record<string, string>, etag: string): Response {
  return new Response(null, { status: 304, headers: { ...headers, ETag: etag } })
}

const jsonHeaders = { ...dataHeaders, 'Content-Type': 'application/json' } as const

/** A JSON answer with the headers that every answer of the API carries. */
export function json(value: unknown, headers?: Record<string, string>): Response {
  return new Response(JSON.stringify(value), {
    headers: headers ? { ...jsonHeaders, ...headers } : jsonHeaders,
  })
}

/** The answer that says no more than that it was done. */
export function noContent(headers?: Record<string, string>): Response {
  return new Response(null, { status: 204, headers: { ...dataHeaders, ...headers } })
}

/** The problem that tells what is wrong with a body. */
export function answerBodyError(validationError: BodyError): Response {
  return problem(validationError.code, 'fields' in validationError ? { fields: validationError.fields } : {})
}

/** Goes on at once with what is there at once: SQLite answers without a turn of the event loop. */
export function whenRead<T>(value: T | Promise<T>, answer: (value: T) => Answer): Answer {
  return value instanceof Promise ? value.then(answer) : answer(value)
}

/**
 * A body that carries a solution, with who sent it; the header's solution, which was asked for later, goes
 * before the body's.
 */
export function withClient<Body extends { readonly solution: string }>(body: Body, client: Client) {
  return { ...body, ...client, solution: client.solution ?? body.solution }
}

export type RouteKit = ReturnType<typeof createRouteKit>

/** What the routes of every slice are registered with: checks, logging and reading that all of them share. */
export function createRouteKit({ sessions, log, metrics, now }: KitParts, options: AppOptions) {
  const app: IssuerApp = new Hono()
  const clientIpOf = (c: RequestContext): string =>
    readClientIp(c.req.raw.headers, c.env?.incoming?.socket?.remoteAddress, options.trustedProxies)
  const cookieFormOf = (c: RequestContext): CookieForm =>
    chooseCookieForm(options.origin ?? originOf(c.req.url), options.isDemo)

  /** Registers a route. What is logged is its pattern, never the path that was asked for. */
  function route(method: string, path: string, handle: (c: RequestContext) => Answer): void {
    const hasIds = path.includes('/:')
    const guarded = (c: RequestContext): Answer => {
      if (method !== 'GET' && !isOwnRequest(c.req.raw.headers, options.origin ?? originOf(c.req.url)))
        return problem('forbidden_origin')
      return hasIds && !Object.values(c.req.param()).every(isId) ? problem('not_found') : handle(c)
    }
    app.on([method], [path], (c: RequestContext): Answer => {
      const start = performance.now()
      const end = (response: Response) => logRoute(c, method, path, start, response)
      // Here and not by the framework: an error is an answer of this route as well.
      const fail = (error: unknown) => end(answerError(error, c))
      try {
        const answer = guarded(c)
        return answer instanceof Promise ? answer.then(end, fail) : end(answer)
      } catch (error) {
        return fail(error)
      }
    })
  }

  function logRoute(
    c: RequestContext,
    method: string,
    path: string,
    start: number,
    response: Response,
  ): Response {
    const requestId = requestIdOf(c)
    const code = problemCodeOf(response)
    const kind = findSecurityEvent({ method, path }, response, code)
    if (kind === 'limit_reached' && isSignIn({ method, path })) metrics.noteSignInRefused()
    if (kind !== undefined)
      log.security({
        kind,
        code: code ?? '',
        requestId,
        method,
        route: path,
        client: digestClient(clientIpOf(c)),
      })
    return logAnswer(method, path, start, response, requestId)
  }

  /**
   * The id that a proxy of ours gave, so that one search finds the request in every log; else one of ours.
   */
  function requestIdOf(c: RequestContext): string {
    const given = options.trustedProxies > 0 ? c.req.raw.headers.get('x-request-id') : null
    return given !== null && /^[\w-]{8,64}$/.test(given) ? given : randomUUID()
  }

  function logAnswer(
    method: string,
    path: string,
    start: number,
    response: Response,
    requestId: string = randomUUID(),
  ): Response {
    const ms = performance.now() - start
    metrics.noteRequest(method, path, response.status, ms)
    if (log.writesInfo) log.request({ requestId, method, route: path, status: response.status, ms })
    response.headers.set('X-Request-Id', requestId)
    return response
  }

  /** Runs a handler for the session of the request, from a row that the handler's own query has read. */
  function withSession<Row extends SessionColumns>(
    c: RequestContext,
    find: (sessionId: string) => Row | undefined | Promise<Row | undefined>,
    answer: (row: Row, token: SessionToken) => Answer,
  ): Answer {
    const token = readSessionToken(c.req.raw.headers.get('cookie'), cookieFormOf(c))
    if (token === undefined) return problem('session_expired')
    return whenRead(find(token.id), (row) => {
      const validationError = checkSession(token, row, now())
      if (row === undefined || validationError !== undefined)
        return problem(validationError ?? 'session_expired')
      sessions.touch(row, now())
      return answer(row, token)
    })
  }

  /**
   * Runs a handler for a body that fits the schema, of at most so many bytes (the common limit if absent).
   */
  async function withBody<Schema extends v.GenericSchema>(
    c: RequestContext,
    schema: Schema,
    answer: (body: v.InferOutput<Schema>) => Answer,
    limit?: number,
  ): Promise<Response> {
    const body = await readBody(c.req.raw, schema, limit)
    return body.ok ? answer(body.value) : answerBodyError(body.error)
  }

  function answerError(error: unknown, c: RequestContext): Response {
    // Nobody hears it, and it is no fault of ours that would be counted and logged as one.
    if (isAbandoned(error)) return problem('malformed_request')
    const known = error instanceof AppError && isProblemCode(error.code) ? error.code : 'internal'
    const isTrouble = isDatabaseTrouble(error)
    const code = isTrouble ? 'unavailable' : known
    // No message: databases put values into theirs.
    log.warn('fault', { code, method: c.req.method, ...describeFault(error) })
    const retryAfter = isTrouble ? RETRY_AFTER : error instanceof AppError ? error.retryAfter : undefined
    return problem(code, retryAfter === undefined ? {} : { retryAfter })
  }
  app.onError(answerError)

  return {
    app,
    log,
    now,
    sessions,
    route,
    logAnswer,
    withSession,
    withBody,
    serve: (endpoint: Endpoint, handle: (c: RequestContext) => Answer) =>
      route(endpoint.method, endpoint.path, handle),
    /** The client IP that a request counts for, see client-ip-key.ts. */
    readClientIp: clientIpOf,
    /** That, and the proof of work that came along. */
    readClient: (c: RequestContext): Client => ({
      clientIp: clientIpOf(c),
      solution: c.req.header(SOLUTION_HEADER)?.slice(0, SOLUTION_LENGTH),
    }),
    /** Scheme, host and port under which the person sees the service. */
    originOf: (c: RequestContext) => options.origin ?? originOf(c.req.url),
    /** The form of the request's cookies and the answer's. */
    cookieFormOf,
  }
}

/** Whether the client has gone before its body was there, as Node's HTTP server says it. */
function isAbandoned(error: unknown): boolean {
  return (
    error instanceof Error && error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET'
  )
}

function describeFault(error: unknown): { fault: string; at: string } {
  return error instanceof Error
    ? { fault: error.name, at: readFrames(error) }
    : { fault: typeof error, at: '' }
}

function readFrames(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 4)
    .map((line) => line.trim().replace(/file:\/\/\S*\/src\//, ''))
    .join(' < ')
}
