import { type ErrorCode, helpdeskCodes } from '../../core/api/error-codes.ts'
import { AppError } from '../../core/app-error.ts'
import { type Bytes, concatBytes, decodeUtf8 } from '../../core/bytes.ts'

/** What the wallet needs of the network; `now` in Unix seconds. */
export type Issuer = { fetch: typeof fetch; now: () => number }

export type IssuerAnswer = {
  status: number
  etag?: string
  body: Bytes
  /** Server clock minus device clock, seconds. */
  clockDifference?: number
}

/** A request that has not ended by then has failed: a bad signal can keep one open for ever. */
const TIME_LIMIT_MS = 15_000
const MAX_BODY_BYTES = 1_048_576

/**
 * One request to the issuer with its whole body, within 15 s (or `limitMs`) and 1 MiB. 304 is an answer, every other status beyond
 * 2xx a fault.
 * @throws AppError `offline` | `timeout` | `answer_malformed` | the code of the issuer's problem
 */
export async function requestIssuer(
  { fetch, now }: Issuer,
  path: string,
  init: RequestInit = {},
  { limitMs = TIME_LIMIT_MS }: { limitMs?: number } = {},
): Promise<IssuerAnswer> {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), limitMs)
  try {
    const response = await fetch(path, {
      ...init,
      signal: limit.signal,
      cache: 'no-store',
      redirect: 'error',
    })
    const body = await readBounded(response)
    if (!response.ok && response.status !== 304) throw toProblem(response.status, body)
    if (response.ok && !isOurs(response)) throw new AppError('answer_malformed')
    const etag = response.headers.get('ETag')
    const serverTime = Date.parse(response.headers.get('Date') ?? '') / 1000
    return {
      status: response.status,
      body,
      ...(etag && { etag }),
      ...(serverTime > 0 && { clockDifference: Math.round(serverTime - now()) }),
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError(limit.signal.aborted ? 'timeout' : 'offline', { cause, retryable: true })
  } finally {
    clearTimeout(timer)
  }
}

/** Captive portals answer everything with a page of theirs. */
function isOurs(response: Response): boolean {
  const type = response.headers.get('Content-Type') ?? ''
  return response.status === 204 || /^application\/(cose|json|pdf)\b/.test(type)
}

/** A POST of JSON that answers JSON. @throws as `requestIssuer` */
export async function postJson(
  issuer: Issuer,
  path: string,
  body: unknown,
): Promise<Readonly<Record<string, unknown>>> {
  return requestJson(issuer, path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** Any request that answers JSON. @throws as `requestIssuer` */
export async function requestJson(
  ...request: Parameters<typeof requestIssuer>
): Promise<Readonly<Record<string, unknown>>> {
  const value = readJson((await requestIssuer(...request)).body)
  if (!value) throw new AppError('answer_malformed')
  return value
}

async function readBounded(response: Response): Promise<Bytes> {
  const parts: Uint8Array[] = []
  let length = 0
  const reader = response.body?.getReader()
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.length
    if (length > MAX_BODY_BYTES) {
      await reader?.cancel()
      throw new AppError('answer_malformed')
    }
    parts.push(part.value)
  }
  return concatBytes(...parts)
}

function readJson(bytes: Bytes): Record<string, unknown> | undefined {
  const text = decodeUtf8(bytes)
  try {
    const value: unknown = JSON.parse(text.ok ? text.value : '')
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

function toProblem(status: number, body: Bytes): AppError {
  const { code, retryAfter: wait, reasons: said } = readJson(body) ?? {}
  const retryAfter = typeof wait === 'number' && wait >= 0 ? wait : undefined
  const reasons = Array.isArray(said) ? said.filter((reason) => typeof reason === 'string') : []
  const known = typeof code === 'string' && Object.hasOwn(helpdeskCodes, code)
  if (known)
    return new AppError(code as ErrorCode, {
      retryable: status >= 500 || status === 429,
      retryAfter,
      reasons,
    })
  return new AppError(status >= 500 ? 'unavailable' : 'answer_malformed', { retryable: status >= 500 })
}
