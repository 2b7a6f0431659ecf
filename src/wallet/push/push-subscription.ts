import type { SavePushRequest } from '../../core/api/push-contract.ts'
import { AppError } from '../../core/app-error.ts'
import { encodeUtf8, fromBase64Url, toBase64Url } from '../../core/bytes.ts'
import type { PushMark } from './push-state.ts'

/** A subscription as the browser has it; keys in base64url. */
export type BrowserSubscription = Pick<SavePushRequest, 'endpoint' | 'p256dh' | 'auth' | 'key'>

/** A browser's subscription, of which there is at most one. */
export type BrowserPush = {
  find(): Promise<BrowserSubscription | undefined>
  /** @throws whatever the browser throws where its push service cannot be reached */
  subscribe(key: string): Promise<void>
}

/** The subscription that a push manager keeps; of none where the browser has no Web Push. */
export function createBrowserPush(manager: PushManager | undefined): BrowserPush {
  return {
    async find() {
      const subscription = await manager?.getSubscription()
      return subscription ? readSubscription(subscription) : undefined
    },
    async subscribe(key) {
      const point = fromBase64Url(key)
      if (!manager || !point.ok) throw new AppError('answer_malformed')
      await manager.subscribe({ userVisibleOnly: true, applicationServerKey: point.value })
    },
  }
}

const encode = (bytes: ArrayBuffer | null | undefined) =>
  toBase64Url(new Uint8Array(bytes ?? new ArrayBuffer()))

function readSubscription(subscription: PushSubscription): BrowserSubscription {
  return {
    endpoint: subscription.endpoint,
    p256dh: encode(subscription.getKey('p256dh')),
    auth: encode(subscription.getKey('auth')),
    key: encode(subscription.options.applicationServerKey),
  }
}

/** As both sides compare it. */
export async function markOf({ endpoint, key }: BrowserSubscription): Promise<PushMark> {
  const digest = await crypto.subtle.digest('SHA-256', encodeUtf8(endpoint))
  return { endpointHash: toBase64Url(new Uint8Array(digest)), key }
}
