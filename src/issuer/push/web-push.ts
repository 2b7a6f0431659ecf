import webPush from 'web-push'
import type { PushSubscription } from './push-subscriptions.ts'

const TIME_LIMIT_MS = 10_000

export type Push = {
  readonly subscription: PushSubscription
  readonly payload: string
  /** The `Authorization` header, see vapid.ts. */
  readonly authorization: string
  /** Seconds for which the push service keeps it for a device that is away. */
  readonly ttl: number
  /** One of a topic takes the place of another that is still kept (RFC 8030 section 5.4). */
  readonly topic: string
  readonly urgency: 'normal' | 'high'
}

/**
 * What became of a push: `sent`; `gone`: the browser has ended the subscription; `refused`: it will never be
 * taken; `later`: to be tried again, after so many seconds if the push service named them.
 */
export type PushOutcome =
  | { readonly kind: 'sent' | 'gone' | 'refused' }
  | { readonly kind: 'later'; readonly retryAfter?: number }

/** How a push leaves the service. */
export type PushTransport = (push: Push) => Promise<PushOutcome>

/** A push as it goes out; undefined where its keys are none that anything can be encrypted to. */
function encrypt({ subscription, payload, authorization, ttl, topic, urgency }: Push) {
  const { endpoint, p256dh, auth } = subscription
  try {
    return webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      contentEncoding: 'aes128gcm',
      TTL: ttl,
      topic,
      urgency,
      headers: { Authorization: authorization },
    })
  } catch {
    return undefined
  }
}

/** Encrypts a push (RFC 8291) and hands it to the browser's push service (RFC 8030). Never throws. */
export const sendWebPush: PushTransport = async (push) => {
  const request = encrypt(push)
  if (request === undefined) return { kind: 'gone' }
  const { endpoint, body, headers } = request
  try {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string]),
      body: body === null ? null : new Uint8Array(body),
      redirect: 'error',
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
    })
    // Not waited for: what it came to is noted first.
    answer.body?.cancel().catch(() => {})
    return judge(answer)
  } catch {
    // Not the cause: it may have the endpoint in it.
    return { kind: 'later' }
  }
}

/** 404 and 410 end a subscription; 429 and 5xx say when to come again; the rest will not be better. */
function judge({ status, headers }: Response): PushOutcome {
  if (status >= 200 && status < 300) return { kind: 'sent' }
  if (status === 404 || status === 410) return { kind: 'gone' }
  if (status !== 429 && status < 500) return { kind: 'refused' }
  const retryAfter = readRetryAfter(headers.get('retry-after') ?? '')
  return { kind: 'later', ...(retryAfter !== undefined && { retryAfter }) }
}

/** Seconds from now; it is a number of them or a date (RFC 9110 section 10.2.3). */
function readRetryAfter(text: string): number | undefined {
  if (/^\d{1,6}$/.test(text)) return Number(text)
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000))
}
