import { createHash, randomBytes, randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SignInStep } from '../../src/core/api/account-contract.ts'
import {
  DEMO_OFFICER_PASSWORD,
  demoOfficers,
  generateDemoOfficerCode,
} from '../../src/issuer/demo/demo-back-office.ts'
import { SEEDED_PASSWORD } from '../../src/issuer/demo/registry/fill-registry.ts'
import { type Holder, makeReport } from '../support/cluster/holders.ts'
import type { InboxMessage } from '../support/issuer/demo-inbox.ts'
import { createHolderKey, makeProof, readCookie } from '../support/issuer/issuer-fixture.ts'
import { createRegistrationDesk } from '../support/issuer/registration-desk.ts'
import type { Sample } from './chart.ts'
import type { Visit, VisitKind } from './day.ts'

/** Whoever has no session yet. */
export type Stranger = { readonly login: string; readonly phone: string }

export type Town = {
  /** Where issuers, or a balancer before them, are; asked in turn. With a trailing slash. */
  readonly urls: readonly string[]
  readonly holders: readonly (Holder & { readonly cardId: string })[]
  readonly strangers: readonly Stranger[]
  readonly onSample: (sample: Sample) => void
  /** Milliseconds since the day's beginning. */
  readonly now: () => number
}

type Options = { method?: string; cookie?: string; body?: unknown; headers?: Record<string, string> }

/** How long somebody goes on trying, in milliseconds. */
const PATIENCE = 120_000

/**
 * What people do: each request is tried again, as a wallet does, until it is answered or nobody would wait
 * any longer.
 */
export function createVisits({ urls, holders, strangers, onSample, now }: Town) {
  const acknowledged: string[] = []
  const etags = new Map<string, string>()
  const keys = new Map<string, ReturnType<typeof createHolderKey>>()
  const waitingStrangers = [...strangers]
  let next = 0
  let officer: Promise<string> | undefined

  async function ask(kind: VisitKind, path: string, options: Options = {}): Promise<Response> {
    const { method = 'GET', cookie, body, headers = {} } = options
    // Each on a phone of their own, where the issuers believe it.
    const address = [10, randomInt(256), randomInt(256), randomInt(256)].join('.')
    const isBytes = body instanceof Uint8Array
    const end = performance.now() + PATIENCE
    for (;;) {
      const [at, start] = [now(), performance.now()]
      const answer = await fetch(`${urls[next++ % urls.length]}${path.replace(/^\//, '')}`, {
        method,
        headers: {
          'X-Forwarded-For': address,
          ...(cookie && { cookie }),
          ...(body !== undefined && !isBytes && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
        signal: AbortSignal.timeout(30_000),
      }).catch(() => undefined)
      const held = await answer?.arrayBuffer().catch(() => undefined)
      const isGood =
        answer !== undefined && held !== undefined && answer.status < 500 && answer.status !== 429
      onSample({ kind, at, ms: performance.now() - start, isGood })
      if (isGood) {
        const isEmpty = [204, 304].includes(answer.status)
        return new Response(isEmpty ? null : held, { status: answer.status, headers: answer.headers })
      }
      if (performance.now() > end) throw new Error(`${kind}: nobody answered ${path}`)
      // A phone waits longer; its day is longer, too.
      await sleep(200 + randomInt(800))
    }
  }

  const chooseHolder = (who: number) => {
    const holder = holders[who % holders.length]
    if (holder === undefined) throw new Error('nobody is signed in')
    return holder
  }

  async function refresh(kind: VisitKind, who: number): Promise<void> {
    const { cookie } = chooseHolder(who)
    const etag = etags.get(cookie)
    await ask(kind, 'api/trust-list')
    const answer = await ask(kind, 'api/snapshot', {
      cookie,
      ...(etag && { headers: { 'if-none-match': etag } }),
    })
    etags.set(cookie, answer.headers.get('etag') ?? '')
  }

  async function renew(who: number): Promise<void> {
    const { cookie, cardId } = chooseHolder(who)
    const known = keys.get(cookie)
    const key = known ?? createHolderKey()
    keys.set(cookie, key)
    const { nonce } = await (await ask('renewal', 'api/nonces', { method: 'POST', cookie })).json()
    const body = { cardId, proof: await makeProof(nonce, cardId, key) }
    await ask('renewal', known ? 'api/credentials' : 'api/holder-keys', { method: 'POST', cookie, body })
  }

  async function report(who: number): Promise<void> {
    const holder = chooseHolder(who)
    const body = makeReport(holder)
    const answer = await ask('report', 'api/reports', { method: 'POST', cookie: holder.cookie, body })
    if (answer.status === 200) acknowledged.push(body.key)
  }

  /**
   * Waits for the code in the newest message to a phone; what it takes until then is what a person waits for.
   */
  async function readCode(phone: string, before: ReadonlySet<string>): Promise<string> {
    for (let tries = 0; tries < 300; tries++) {
      const messages: InboxMessage[] = await (await fetch(`${urls[next++ % urls.length]}dev/outbox`))
        .json()
        .catch(() => [])
      const message = messages.find(({ id, recipient }) => recipient === phone && !before.has(id))
      const code = /\b\d{6}\b/.exec(message?.body ?? '')?.[0]
      if (code !== undefined) return code
      await sleep(100)
    }
    throw new Error('no code came')
  }

  async function signIn(): Promise<void> {
    const stranger = waitingStrangers.pop()
    if (stranger === undefined) return
    const { login, phone } = stranger
    const entered = await ask('signIn', 'api/session', {
      method: 'POST',
      body: { login, password: SEEDED_PASSWORD },
    })
    const step = (await entered.json()) as SignInStep
    if (step.next !== 'take-over') return
    const { ticket } = step
    const [at, start] = [now(), performance.now()]
    await ask('signIn', 'api/session/take-over/code', { method: 'POST', body: { ticket } })
    const code = await readCode(phone, new Set())
    onSample({ kind: 'code', at, ms: performance.now() - start, isGood: true })
    await ask('signIn', 'api/session/take-over', { method: 'POST', body: { ticket, code } })
  }

  async function register(): Promise<void> {
    const request = (path: string, options: Options = {}) => ask('registration', path, options)
    const desk = createRegistrationDesk({ request, clock: { now: Math.floor(Date.now() / 1000) } })
    const digits = createHash('sha256')
      .update(randomBytes(16))
      .digest('hex')
      .replace(/\D/g, '')
      .padEnd(16, '0')
    await desk.fileNew(`0000${digits.slice(0, 6)}`, { number: `00${digits.slice(6, 14)}` })
  }

  /** Once for all: each code of an authenticator is taken once. */
  async function signOfficerIn(): Promise<string> {
    const [{ login }] = demoOfficers
    const code = generateDemoOfficerCode(login, Math.floor(Date.now() / 1000))
    const body = { login, password: DEMO_OFFICER_PASSWORD, code }
    return readCookie(await ask('officer', 'api/office/session', { method: 'POST', body }))
  }

  async function sitAtTheOffice(): Promise<void> {
    officer ??= signOfficerIn()
    await ask('officer', 'api/office/declarations', { cookie: await officer })
  }

  return {
    /** Keys of the reports that were acknowledged. */
    acknowledged,
    pay({ kind, who }: Visit): Promise<void> {
      if (kind === 'renewal') return renew(who)
      if (kind === 'report') return report(who)
      if (kind === 'signIn') return signIn()
      if (kind === 'registration') return register()
      if (kind === 'officer') return sitAtTheOffice()
      return refresh(kind, who)
    },
  }
}
