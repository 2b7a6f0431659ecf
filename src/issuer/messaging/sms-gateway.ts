import { signatureHeader, signForGateway, timestampHeader } from './gateway-signature.ts'
import type { MessageTransport } from './message.ts'

const TIME_LIMIT_MS = 10_000

/** Answers that say that this message will never be taken; every other one may be better at the next try. */
const REFUSALS: readonly number[] = [400, 404, 410, 422]

/**
 * POSTs text messages to the operator's gateway as `{id, recipient, body}`, signed (gateway-signature.ts). It must take a repeated
 * `id`, which is in `Idempotency-Key` too, as the same message.
 *
 * @param now Unix seconds.
 */
export function createSmsGateway(
  { url, secret }: { url: string; secret: string },
  now: () => number,
): MessageTransport {
  return {
    async send({ id, recipient, body }) {
      const text = JSON.stringify({ id, recipient, body })
      const timestamp = now()
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Idempotency-Key': id,
          [timestampHeader]: String(timestamp),
          [signatureHeader]: signForGateway(secret, timestamp, text),
        },
        body: text,
        redirect: 'error',
        signal: AbortSignal.timeout(TIME_LIMIT_MS),
      })
      await answer.body?.cancel()
      if (answer.ok) return 'sent'
      if (REFUSALS.includes(answer.status)) return 'refused'
      throw new Error(`The SMS gateway answered ${answer.status}`)
    },
  }
}
