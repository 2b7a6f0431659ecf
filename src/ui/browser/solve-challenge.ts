import { solveChallenge as searchCounter } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import { createChallenge, encodeSolution } from '../../core/api/challenge.ts'
import { type IssuerConnection, request } from '../../core/api/request.ts'
import { AppError } from '../../core/app-error.ts'

/** A phone that needs longer has something else to do; the person may try again. */
const TIME_LIMIT_MS = 60_000

/**
 * Fetches a challenge and solves it: the text for the field `solution` of one request. The browser computes
 * the keys on a thread of its own, so the page stays alive meanwhile; a second or two on a cheap phone, so
 * begin when the form is opened. A solution can be used for twenty minutes, once.
 *
 * @throws AppError as `request`, `timeout` after a minute of work; the signal's reason once it is aborted
 */
export async function solveChallenge(issuer: IssuerConnection, signal?: AbortSignal): Promise<string> {
  const stopIfAborted = () => {
    // Chrome 97 knows no reason, and no `throwIfAborted`.
    if (signal?.aborted) throw signal.reason ?? new DOMException('stopped', 'AbortError')
  }
  stopIfAborted()
  const challenge = await request(issuer, createChallenge)
  const controller = new AbortController()
  const abort = () => controller.abort()
  signal?.addEventListener('abort', abort)
  try {
    stopIfAborted()
    const found = await searchCounter({ challenge, deriveKey, controller, timeout: TIME_LIMIT_MS })
    stopIfAborted()
    if (found === null) throw new AppError('timeout', { retryable: true })
    return encodeSolution({ challenge, counter: found.counter, derivedKey: found.derivedKey })
  } catch (cause) {
    if (signal?.aborted || cause instanceof AppError) throw cause
    throw new AppError('answer_malformed', { cause })
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}
