import type { PushBrowser } from '../../../src/wallet/push/keep-push.ts'
import type { BrowserSubscription } from '../../../src/wallet/push/push-subscription.ts'

export type BrowserDouble = PushBrowser & {
  permission: NotificationPermission
  subscription: BrowserSubscription | undefined
  /** Its push service cannot be reached. */
  isCutOff: boolean
}

const point = (letter: string) => `B${letter.repeat(86)}`

let subscribed = 0

/** A browser's Web Push, in memory. */
export function createBrowserDouble(changes: Partial<BrowserDouble> = {}): BrowserDouble {
  const browser: BrowserDouble = {
    support: 'ready',
    permission: 'granted',
    subscription: undefined,
    isCutOff: false,
    readPermission: () => browser.permission,
    find: async () => browser.subscription,
    async subscribe(key) {
      if (browser.isCutOff) throw new DOMException('no push service', 'AbortError')
      const endpoint = `https://fcm.googleapis.com/fcm/send/${subscribed++}`
      browser.subscription = { endpoint, p256dh: point('p'), auth: 'a'.repeat(22), key }
    },
    async unsubscribe() {
      browser.subscription = undefined
    },
    ...changes,
  }
  return browser
}

/** The issuer's part of push, in memory, behind a network that can be down. */
export function createPushIssuer(key: string | undefined = point('k')) {
  const asked: string[] = []
  const state = {
    key: key as string | undefined,
    held: undefined as { endpointHash: string; key: string } | undefined,
    off: [] as string[],
    isDown: false,
    asked,
    saved: [] as Record<string, unknown>[],
    fetch: async (path: string, init: { method: string; body?: unknown }): Promise<Response> => {
      if (state.isDown) throw new TypeError('Failed to fetch')
      asked.push(`${init.method} ${path}`)
      const body = typeof init.body === 'string' ? JSON.parse(init.body) : {}
      if (init.method === 'GET') {
        const view = { ...(state.key && { key: state.key }), ...(state.held && { held: state.held }) }
        return Response.json({ ...view, off: state.off })
      }
      if (path.endsWith('/kinds')) state.off = body.off
      else if (init.method === 'DELETE') state.held = undefined
      else {
        const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body.endpoint))
        state.held = { endpointHash: Buffer.from(digest).toString('base64url'), key: body.key }
        state.saved.push(body)
      }
      return new Response(null, { status: 204 })
    },
  }
  return state
}
