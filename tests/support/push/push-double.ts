import { createHash, randomBytes } from 'node:crypto'
import { type ServerType, serve } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { type BrowserKeys, checkVapid, decryptPush, generateBrowserKeys } from './push-encryption.ts'

/** What an answer of the double is to be, instead of 201. */
export type ScriptedAnswer = { readonly status: number; readonly retryAfter?: string }

/** A push as it arrived: decrypted, with what went along. */
export type ReceivedPush = {
  readonly endpoint: string
  readonly payload: string
  readonly ttl: number
  readonly topic: string
  readonly urgency: string
}

/** As a browser hands it to the page. */
export type DoubleSubscription = {
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
  readonly key: string
}

export type PushDouble = Awaited<ReturnType<typeof startPushDouble>>

type Subscribed = { keys: BrowserKeys; vapidKey: string; isEnded: boolean; script: ScriptedAnswer[] }

const MOST_BYTES = 4096

/**
 * A push service (RFC 8030) on this machine, for tests and for trying by hand: it checks who sends (RFC
 * 8292), decrypts with the browser's keys (RFC 8291), and answers as it is told to.
 */
export async function startPushDouble({ port = 0 }: { port?: number } = {}) {
  const now = () => Math.floor(Date.now() / 1000)
  const subscribed = new Map<string, Subscribed>()
  const received: ReceivedPush[] = []
  const faults: string[] = []
  let listener: (push: ReceivedPush) => void = () => {}
  let origin = ''

  const subscribe = (vapidKey: string): DoubleSubscription => {
    const id = randomBytes(18).toString('base64url')
    const keys = generateBrowserKeys(randomBytes)
    subscribed.set(id, { keys, vapidKey, isEnded: false, script: [] })
    return {
      endpoint: `${origin}/push/${id}`,
      p256dh: keys.pair.getPublicKey('base64url'),
      auth: keys.auth.toString('base64url'),
      key: vapidKey,
    }
  }
  const find = (endpoint: string) => subscribed.get(endpoint.split('/').at(-1) ?? '')

  async function take(c: Context): Promise<Response> {
    const of = subscribed.get(c.req.param('id') ?? '')
    if (of === undefined) return c.body(null, 404)
    if (of.isEnded) return c.body(null, 410)
    const refuse = (fault: string, status: 400 | 403) => {
      faults.push(fault)
      return c.body(null, status)
    }
    const vapid = checkVapid(c.req.header('authorization'), { origin, key: of.vapidKey, now: now() })
    if (vapid !== undefined) return refuse(`vapid: ${vapid}`, 403)
    const { ttl = '', topic = '', urgency = '' } = c.req.header()
    if (!/^\d{1,7}$/.test(ttl)) return refuse('ttl', 400)
    if (!/^[\w-]{1,32}$/.test(topic)) return refuse('topic', 400)
    if (c.req.header('content-encoding') !== 'aes128gcm') return refuse('encoding', 400)
    const [answer] = of.script.splice(0, 1)
    if (answer) {
      if (answer.retryAfter !== undefined) c.header('Retry-After', answer.retryAfter)
      return new Response(null, { status: answer.status, headers: c.res.headers })
    }
    const body = Buffer.from(await c.req.arrayBuffer())
    if (body.length > MOST_BYTES) return c.body(null, 413)
    let payload: string
    try {
      payload = decryptPush(body, of.keys)
    } catch {
      return refuse('encryption', 400)
    }
    const push = {
      endpoint: `${origin}/push/${c.req.param('id')}`,
      payload,
      ttl: Number(ttl),
      topic,
      urgency,
    }
    received.push(push)
    listener(push)
    return c.body(null, 201, { Location: `${origin}/message/${received.length}` })
  }

  const app = new Hono()
  app.post('/push/:id', take)
  const server: ServerType = await new Promise((resolve) => {
    const started = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, (address) => {
      origin = `http://127.0.0.1:${address.port}`
      resolve(started)
    })
  })

  return {
    origin,
    received,
    /** What senders have done wrong. */
    faults,
    subscribe,
    /** The next pushes to an endpoint are answered so, one after the other. */
    script: (endpoint: string, answers: readonly ScriptedAnswer[]) => {
      find(endpoint)?.script.push(...answers)
    },
    /** As when a browser unsubscribes: from now on 410. */
    end: (endpoint: string) => {
      const of = find(endpoint)
      if (of) of.isEnded = true
    },
    /** How many subscriptions have not ended. */
    countOpen: () => [...subscribed.values()].filter(({ isEnded }) => !isEnded).length,
    onPush: (listen: (push: ReceivedPush) => void) => {
      listener = listen
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}

/** As the contract compares endpoints. */
export const hashEndpoint = (endpoint: string) => createHash('sha256').update(endpoint).digest('base64url')
