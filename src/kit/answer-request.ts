import { err, ok, type Result } from '../core/result.ts'
import type { CounterCode } from '../verifier/counter-codes.ts'
import { type HeldLists, type KitAnswer, type Verifier, version } from '../verifier/kit.ts'

/** What a program asks, as JSON: a verdict, a counter code, or how old the lists are. */
export type KitRequest =
  | { readonly text: string; readonly nonce?: string }
  | { readonly ask: 'counter-code' }
  | { readonly ask: 'lists' }
  | { readonly ask: 'version' }

/** Longest request that is looked at, in UTF-16 units: far more than any code holds. */
export const MAX_REQUEST = 16_384

/** Parses a request; anything that is not exactly one is refused. */
export function readRequest(json: string): Result<KitRequest, 'bad_request'> {
  if (json.length > MAX_REQUEST) return err('bad_request')
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return err('bad_request')
  }
  if (typeof value !== 'object' || value === null) return err('bad_request')
  const { text, nonce, ask } = value as Record<string, unknown>
  if (ask === 'counter-code' || ask === 'lists' || ask === 'version') return ok({ ask })
  if (typeof text !== 'string' || (nonce !== undefined && typeof nonce !== 'string'))
    return err('bad_request')
  return ok({ text, ...(nonce !== undefined && { nonce }) })
}

/** The answer to a request. */
export async function answerRequest(
  verifier: Verifier,
  request: KitRequest,
): Promise<KitAnswer | CounterCode | HeldLists | { version: string } | { error: 'no_facility' }> {
  if ('text' in request) return verifier.verify(request.text, request)
  if (request.ask === 'version') return { version }
  if (request.ask === 'lists') return verifier.lists()
  try {
    return verifier.askCounterCode()
  } catch {
    return { error: 'no_facility' }
  }
}
