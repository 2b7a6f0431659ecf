import type { BrowserContext, CDPSession, Page } from '@playwright/test'
import type { DoubleSubscription, PushDouble, ReceivedPush } from './push-double.ts'

/**
 * Has a browser take its pushes from the double, as no push service can be reached from here: subscribing is
 * answered by the double, and what it takes is delivered to the service worker over the DevTools protocol.
 * @returns how to deliver, once a page of the wallet is open
 */
export async function connectPush(context: BrowserContext, double: PushDouble) {
  let held: DoubleSubscription | undefined
  await context.exposeFunction('pushDouble', (asked: 'find' | 'subscribe' | 'unsubscribe', key = '') => {
    if (asked === 'unsubscribe' && held) {
      double.end(held.endpoint)
      held = undefined
    }
    if (asked === 'subscribe') held = double.subscribe(key)
    return held
  })
  await context.addInitScript(stubPushManager)
  return {
    readSubscription: () => held,
    /** From now on every push that the double takes for this browser arrives at its service worker. */
    async deliverTo(page: Page, onPush: (push: ReceivedPush) => void = () => {}): Promise<void> {
      const deliver = await openDelivery(page)
      double.onPush((push) => {
        onPush(push)
        if (push.endpoint === held?.endpoint) void deliver(push.payload)
      })
    },
  }
}

/** Hands messages to the service worker of a page. */
export async function openDelivery(page: Page): Promise<(data: string) => Promise<void>> {
  const devtools = await page.context().newCDPSession(page)
  const { origin } = new URL(page.url())
  const registrationId = await findRegistrationId(devtools, `${origin}/`)
  return async (data) => {
    await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data })
  }
}

async function findRegistrationId(devtools: CDPSession, scope: string): Promise<string> {
  const found = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL, isDeleted }) => scopeURL === scope && !isDeleted)
      if (own) resolve(own.registrationId)
    })
  })
  await devtools.send('ServiceWorker.enable')
  return found
}

/** Runs in the page, before its own scripts. */
function stubPushManager() {
  type Held = { endpoint: string; p256dh: string; auth: string; key: string } | undefined
  const ask = (what: string, key?: string): Promise<Held> =>
    (globalThis as unknown as { pushDouble: (what: string, key?: string) => Promise<Held> }).pushDouble(
      what,
      key,
    )
  const toBytes = (text: string) =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
      .buffer
  const toText = (bytes: ArrayBuffer) =>
    btoa(String.fromCharCode(...new Uint8Array(bytes)))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '')
  const wrap = (held: Held) =>
    held
      ? {
          endpoint: held.endpoint,
          options: { applicationServerKey: toBytes(held.key), userVisibleOnly: true },
          getKey: (name: 'p256dh' | 'auth') => toBytes(held[name]),
          unsubscribe: async () => {
            await ask('unsubscribe')
            return true
          },
        }
      : null
  Object.assign(PushManager.prototype, {
    getSubscription: async () => wrap(await ask('find')),
    subscribe: async ({ applicationServerKey: key }: { applicationServerKey: Uint8Array<ArrayBuffer> }) =>
      wrap(await ask('subscribe', toText(key.slice().buffer))),
  })
}
