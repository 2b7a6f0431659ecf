import * as v from 'valibot'
import { AppError } from '../app-error.ts'
import { type Bytes, concatBytes, decodeUtf8 } from '../bytes.ts'
import type { Endpoint } from './endpoint.ts'
import { type ErrorCode, helpdeskCodes } from './error-codes.ts'

/** The header with the proof of work that an endpoint has asked for (`strangerErrors` in endpoint.ts). */
export const SOLUTION_HEADER = 'Challenge-Solution'

/**
 * How the issuer is reached. All that is impure is here, so that every page, worker and test brings its own.
 */
export type IssuerConnection = {
  readonly fetch: (path: string, init: FetchOptions) => Promise<Response>
  /** Unix seconds. */
  readonly now: () => number
  /** Calls `onEnd` after `ms` milliseconds, unless what it returns was called before. */
  readonly startTimer: (onEnd: () => void, ms: number) => () => void
  /** Solves a challenge: the header's value. Without it a request that costs work fails. */
  readonly solve?: () => Promise<string>
}

/** The part of `RequestInit` that is used. */
export type FetchOptions = {
  method: Endpoint['method']
  headers: Record<string, string>
  body?: string | Bytes
  signal: AbortSignal
  cache: 'no-store'
  redirect: 'error'
  /** Of what is sent in nobody's name. */
  credentials?: 'omit'
}

/** What an endpoint takes, before its schema has read it. */
export type BodyOf<E extends Endpoint> = E extends { body: infer Body extends v.GenericSchema }
  ? v.InferInput<Body>
  : undefined

/** What an endpoint answers: JSON as its schema has it, bytes, or nothing. */
export type AnswerOf<E extends Endpoint> = E extends { response: infer Answer extends v.GenericSchema }
  ? v.InferOutput<Answer>
  : E extends { binary: string }
    ? Bytes
    : undefined

type PlaceIn<Path extends string> = Path extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer After}`
    ? Name | PlaceIn<After>
    : Rest
  : never
type HeaderOf<E extends Endpoint> = E extends { headers: readonly (infer Name extends string)[] }
  ? Name
  : never
type ParameterOf<E extends Endpoint> = E extends { query: readonly (infer Name extends string)[] }
  ? Name
  : never
type MediaTypeOf<E extends Endpoint> = E extends { upload: readonly (infer Type extends string)[] }
  ? Type
  : never
/** `Part`, unless there is nothing to say in it. */
type Unless<Nothing, Part> = [Nothing] extends [never] ? unknown : Part

/** All that an endpoint needs to be told; what its row in the contract does not name cannot be said. */
export type Question<E extends Endpoint> = Unless<
  PlaceIn<E['path']>,
  { readonly params: Readonly<Record<PlaceIn<E['path']>, string>> }
> &
  Unless<HeaderOf<E>, { readonly headers: Readonly<Record<HeaderOf<E>, string>> }> &
  Unless<ParameterOf<E>, { readonly query?: { readonly [Name in ParameterOf<E>]?: string | undefined } }> &
  Unless<MediaTypeOf<E>, { readonly upload: { readonly type: MediaTypeOf<E>; readonly bytes: Bytes } }> &
  Unless<Exclude<BodyOf<E>, undefined>, { readonly body: BodyOf<E> }> & {
    /** The whole answer must be there by then; 15 s if nothing is said. */
    readonly limitMs?: number
  }

/** The question may be left out where there is nothing to say. */
type QuestionIfNeeded<E extends Endpoint> =
  Record<never, never> extends Question<E> ? [question?: Question<E>] : [question: Question<E>]

/** An answer and what comes beside it. */
export type Reply<E extends Endpoint> = {
  readonly answer: AnswerOf<E>
  readonly etag?: string
  /** Server clock minus device clock, seconds. */
  readonly clockDifference?: number
}

/** The answer that the client holds already is still the newest. */
type Unchanged = { readonly answer: undefined; readonly clockDifference?: number }

type AnyQuestion = {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly headers?: Readonly<Record<string, string>>
  readonly upload?: { readonly type: string; readonly bytes: Bytes }
  readonly body?: unknown
  readonly limitMs?: number
}
type AnyReply = { answer: unknown; etag?: string; clockDifference?: number }

/** A request that has not ended by then has failed: a bad signal can keep one open for ever. */
const TIME_LIMIT_MS = 15_000
const MAX_ANSWER_BYTES = 1_048_576

/**
 * Asks an endpoint of the contract. What is sent passes through the endpoint's own schema, which leaves out
 * whatever it does not name. The answer, of at most 1 MiB, is held against the schema of the answer; members
 * that are new to this build are left out, so that an app that was not updated for a while lives on.
 * @throws AppError `invalid_fields` (nothing was sent) | `offline` | `timeout` | `captive_portal` |
 * `answer_malformed` | the code of the issuer's problem (RFC 9457)
 */
export async function request<E extends Endpoint>(
  issuer: IssuerConnection,
  endpoint: E,
  ...question: QuestionIfNeeded<E>
): Promise<AnswerOf<E>>
export async function request(
  issuer: IssuerConnection,
  endpoint: Endpoint,
  question: AnyQuestion = {},
): Promise<unknown> {
  return (await exchange(issuer, endpoint, question)).answer
}

/** As `request`, with what comes beside the answer. */
export async function requestReply<E extends Endpoint>(
  issuer: IssuerConnection,
  endpoint: E,
  ...question: QuestionIfNeeded<E>
): Promise<Reply<E>>
export async function requestReply(
  issuer: IssuerConnection,
  endpoint: Endpoint,
  question: AnyQuestion = {},
): Promise<AnyReply> {
  return exchange(issuer, endpoint, question)
}

/**
 * As `requestReply`, for a client that may hold an answer: `etag` is what came with it. Without an `answer`
 * it is still the newest (`If-None-Match`, 304).
 */
export async function requestIfChanged<E extends Endpoint>(
  issuer: IssuerConnection,
  endpoint: E,
  question: Question<E> & { readonly etag: string | undefined },
): Promise<Reply<E> | Unchanged>
export async function requestIfChanged(
  issuer: IssuerConnection,
  endpoint: Endpoint,
  question: AnyQuestion & { readonly etag: string | undefined },
): Promise<AnyReply> {
  return exchange(issuer, endpoint, question, question.etag)
}

/** The path of an endpoint with its places filled and the query behind it. */
export function writePath<E extends Endpoint>(
  endpoint: E,
  question: Pick<Question<E>, Extract<keyof Question<E>, 'params' | 'query'>>,
): string
export function writePath({ path }: Endpoint, { params = {}, query = {} }: AnyQuestion): string {
  const filled = path.replace(/:(\w+)/g, (_place, name: string) => encodeURIComponent(params[name] ?? ''))
  const asked = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  )
  return asked.length > 0 ? `${filled}?${asked.join('&')}` : filled
}

/** Asks, and once more with a proof of work where one is asked for. */
async function exchange(
  issuer: IssuerConnection,
  endpoint: Endpoint,
  question: AnyQuestion,
  etag?: string,
): Promise<AnyReply> {
  try {
    return await exchangeOnce(issuer, endpoint, question, etag)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'challenge_invalid' || !issuer.solve) throw error
    const headers = { ...question.headers, [SOLUTION_HEADER]: await issuer.solve() }
    return exchangeOnce(issuer, endpoint, { ...question, headers }, etag)
  }
}

async function exchangeOnce(
  { fetch: send, now, startTimer }: IssuerConnection,
  endpoint: Endpoint,
  question: AnyQuestion,
  etag?: string,
): Promise<AnyReply> {
  const { type, body } = writeBody(endpoint, question)
  const controller = new AbortController()
  const stopTimer = startTimer(() => controller.abort(), question.limitMs ?? TIME_LIMIT_MS)
  try {
    const response = await send(writePath(endpoint, question), {
      method: endpoint.method,
      headers: {
        ...(type && { 'Content-Type': type }),
        ...(etag && { 'If-None-Match': etag }),
        ...question.headers,
      },
      ...(body !== undefined && { body }),
      signal: controller.signal,
      cache: 'no-store',
      redirect: 'error',
    })
    const bytes = await readBounded(response)
    const serverTime = Date.parse(response.headers.get('Date') ?? '') / 1000
    const clock = serverTime > 0 ? { clockDifference: Math.round(serverTime - now()) } : {}
    if (isPortal(response)) throw new AppError('captive_portal', { retryable: true })
    if (response.status === 304 && etag) return { answer: undefined, ...clock }
    if (!response.ok) throw toProblem(response, bytes)
    if (!isOurs(endpoint, response)) throw new AppError('answer_malformed')
    const newTag = response.headers.get('ETag')
    return { answer: readAnswer(endpoint, bytes), ...(newTag && { etag: newTag }), ...clock }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError(controller.signal.aborted ? 'timeout' : 'offline', { cause, retryable: true })
  } finally {
    stopTimer()
  }
}

function writeBody(
  endpoint: Endpoint,
  { upload, body }: AnyQuestion,
): { type?: string; body?: string | Bytes } {
  if (upload) return { type: upload.type, body: upload.bytes }
  if (!endpoint.body) return {}
  const read = v.safeParse(endpoint.body, body)
  if (!read.success) throw new AppError('invalid_fields')
  return { type: 'application/json', body: JSON.stringify(read.output) }
}

/**
 * Networks that want a sign-in first answer everything with a page of theirs, or with status 511 (RFC 6585).
 * The service never answers its contract with a page; what stands before it may, when the service is down.
 */
function isPortal({ status, headers }: Response): boolean {
  const isPage = /^text\/html\b/i.test(headers.get('Content-Type') ?? '')
  return status === 511 || (isPage && status < 500)
}

function isOurs({ binary }: Endpoint, { status, headers }: Response): boolean {
  const [type = ''] = (headers.get('Content-Type') ?? '').split(';')
  return status === 204 || type.trim().toLowerCase() === (binary ?? 'application/json')
}

function readAnswer({ response, binary }: Endpoint, bytes: Bytes): unknown {
  if (binary) return bytes
  if (!response) return undefined
  const read = v.safeParse(response, parseJson(bytes))
  const isNewer = read.issues?.every(({ type, expected }) => type === 'strict_object' && expected === 'never')
  if (!read.success && !isNewer) throw new AppError('answer_malformed')
  return read.output
}

async function readBounded(response: Response): Promise<Bytes> {
  const parts: Uint8Array[] = []
  let length = 0
  const reader = response.body?.getReader()
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.length
    if (length > MAX_ANSWER_BYTES) {
      await reader?.cancel()
      throw new AppError('answer_malformed')
    }
    parts.push(part.value)
  }
  return concatBytes(...parts)
}

function parseJson(bytes: Bytes): unknown {
  const text = decodeUtf8(bytes)
  try {
    return JSON.parse(text.ok ? text.value : '')
  } catch {
    return undefined
  }
}

const Problem = v.object({
  code: v.fallback(v.string(), ''),
  precisely: v.fallback(v.string(), ''),
  retryAfter: v.fallback(v.optional(v.pipe(v.number(), v.minValue(0))), undefined),
  reasons: v.fallback(v.array(v.unknown()), []),
})

function toProblem({ status, headers }: Response, bytes: Bytes): AppError {
  const read = v.safeParse(Problem, parseJson(bytes))
  // A balancer, with no issuer behind it, says it in the header alone.
  const seconds = Number(headers.get('Retry-After'))
  const stated = seconds > 0 ? seconds : undefined
  const {
    code,
    precisely,
    retryAfter = stated,
    reasons,
  } = read.success ? read.output : { code: '', precisely: '', reasons: [] }
  const known = [precisely, code].find(isErrorCode)
  if (known !== undefined) {
    return new AppError(known, {
      retryable: status >= 500 || status === 429,
      retryAfter,
      reasons: reasons.filter((reason) => typeof reason === 'string'),
    })
  }
  return new AppError(status >= 500 ? 'unavailable' : 'answer_malformed', {
    retryable: status >= 500,
    retryAfter,
  })
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(helpdeskCodes, code)
}
