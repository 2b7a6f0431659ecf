import { randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import { AppError } from '../../core/app-error.ts'
import type { Database } from '../db/open-database.ts'
import type { PushMessageRow, PushSubscriptionRow, Tables } from '../db/schema.ts'
import { constantTexts, type PushText } from '../inbox/notice-policy.ts'
import { findAddressee } from '../messaging/addressee.ts'
import { writePushPayload } from './push-payload.ts'
import type { PushSubscription, PushSubscriptions } from './push-subscriptions.ts'
import { createVapidHeaders, type VapidKey } from './vapid.ts'
import type { Push, PushOutcome, PushTransport } from './web-push.ts'

/**
 * Pushes that one process sends at the same time: as many may go out twice where it is killed between the
 * push service's answer and its note of it.
 */
const AT_ONCE = 4

/** Handed over in one go at most, so that what was queued meanwhile is seen. */
const MOST = 1000

/** For how long a process has a push for itself, in seconds; longer than handing it over takes. */
const CLAIM = 30

/** Nobody wants to hear of it later than this, in seconds; what waits in an inbox is there anyway. */
const LIFE = 86_400

const waitAfter = (attempts: number) => Math.min(15 * 4 ** (attempts - 1), 3600)

/** A push service that takes so long, in seconds, holds all others up that are sent at the same time. */
const SLOW = 5
/** For how long nothing goes out to a person after that, in seconds: twice as long each time. */
const REST = { first: 60, longest: 3600 }
/** People of whom that is remembered. */
const MOST_RESTING = 10_000

export type PushMessagesParts = {
  readonly subscriptions: PushSubscriptions
  readonly transport: PushTransport
  /** Current and next; subscriptions that are bound to another one are of no use any more. */
  readonly keys: readonly VapidKey[]
  /** Who answers for the service: a `mailto:` or `https:` address. */
  readonly subject: string
  readonly origin: string | undefined
  /** Told of what each try to hand one over came to. */
  readonly onOutcome?: (outcome: PushTrouble | 'sent') => void
}

/** What became of a push that did not go out. */
export type PushTrouble = 'gone' | 'refused' | 'later' | 'expired'

type Prepared = { readonly push: Push; readonly endpointHash: string }

export type PushMessages = ReturnType<typeof createPushMessages>

/**
 * Pushes on their way: written down in the transaction that is the reason for them, handed to push services
 * by one process at a time. None is lost when a process is killed: it is claimed for half a minute, and
 * forgotten only once the push service has it.
 */
export function createPushMessages(database: Database, parts: PushMessagesParts) {
  const { subscriptions, transport, keys, subject, origin } = parts
  const signHeader = createVapidHeaders(subject)

  /** To whom nothing goes out for a while: who names an address that hangs holds up themselves alone. */
  const resting = new Map<number, { readonly until: number; readonly rest: number }>()

  /** Sends a push, unless its person is resting. */
  async function send({ push }: Prepared, personId: number, now: () => number): Promise<PushOutcome> {
    const held = resting.get(personId)
    const begun = now()
    if (held && begun < held.until) return { kind: 'later', retryAfter: held.until - begun }
    const outcome = await transport(push)
    if (now() - begun < SLOW) resting.delete(personId)
    else {
      const rest = held ? Math.min(2 * held.rest, REST.longest) : REST.first
      if (resting.size >= MOST_RESTING) resting.clear()
      resting.set(personId, { until: now() + rest, rest })
    }
    return outcome
  }

  const queueFor = (
    transaction: Transaction<Tables>,
    owner: { personId: number; deviceId: string },
    text: PushText,
    now: number,
  ) =>
    transaction
      .insertInto('push_messages')
      .values({
        person_id: owner.personId,
        id: randomBytes(12).toString('base64url'),
        device_id: owner.deviceId,
        text,
        created_at: now,
        ends_at: now + LIFE,
        attempts: 0,
        next_attempt_at: now,
      })
      .execute()

  /** Takes pushes that are due: of any number of processes that ask at the same time one gets each. */
  const claim = (now: number): Promise<PushMessageRow[]> => {
    const due = database.query
      .selectFrom('push_messages')
      .select('id')
      .where('next_attempt_at', '<=', now)
      .orderBy('next_attempt_at')
      .limit(AT_ONCE)
    return (
      database.query
        .updateTable('push_messages')
        .set((column) => ({ attempts: column('attempts', '+', 1), next_attempt_at: now + CLAIM }))
        .where('id', 'in', due)
        // Again, for PostgreSQL: another process may have taken it while this one waited for the row.
        .where('next_attempt_at', '<=', now)
        .returningAll()
        .execute()
    )
  }

  const rowOf = ({ person_id, id }: PushMessageRow) =>
    [
      ['person_id', '=', person_id],
      ['id', '=', id],
    ] as const

  async function forget(row: PushMessageRow): Promise<void> {
    const [person, id] = rowOf(row)
    await database.query
      .deleteFrom('push_messages')
      .where(...person)
      .where(...id)
      .execute()
  }

  async function postpone(row: PushMessageRow, retryAfter: number | undefined, now: number): Promise<void> {
    const [person, id] = rowOf(row)
    const wait = Math.max(retryAfter ?? 0, waitAfter(row.attempts))
    // By then nobody wants to hear of it.
    if (now + wait >= row.ends_at) return forget(row)
    await database.query
      .updateTable('push_messages')
      .set({ next_attempt_at: now + wait })
      .where(...person)
      .where(...id)
      .execute()
  }

  function tryOpening(held: PushSubscriptionRow): PushSubscription | undefined {
    try {
      return subscriptions.open(held)
    } catch (error) {
      if (error instanceof AppError && error.code === 'unavailable') return undefined
      throw error
    }
  }

  /** A push that may go out now; the outcome where it may not. */
  async function prepare(row: PushMessageRow, now: number): Promise<Prepared | 'expired' | 'gone' | 'later'> {
    const text = constantTexts.find((each) => each === row.text)
    if (row.ends_at <= now || text === undefined) return 'expired'
    const held = await subscriptions.find(database.query, row)
    const key = held && keys.find(({ publicKey }) => publicKey === held.vapid_key)
    if (!held || !key) return 'gone'
    const subscription = tryOpening(held)
    // Sealed under another secret: it waits for a process that has that, and nobody else's push waits for it.
    if (!subscription) return 'later'
    const { language } = await findAddressee(database.query, row.person_id)
    const push = {
      subscription,
      payload: writePushPayload(text, language, origin),
      authorization: signHeader(key, subscription.endpoint, now),
      ttl: row.ends_at - now,
      topic: text === 'urgent' ? 'urgent' : 'inbox',
      urgency: text === 'urgent' ? ('high' as const) : ('normal' as const),
    }
    return { push, endpointHash: held.endpoint_hash }
  }

  async function deliverOne(
    row: PushMessageRow,
    prepared: Prepared | 'expired' | 'gone' | 'later',
    now: () => number,
  ): Promise<PushTrouble | 'sent'> {
    const outcome: PushOutcome | { kind: 'expired' } =
      typeof prepared === 'string' ? { kind: prepared } : await send(prepared, row.person_id, now)
    if (outcome.kind === 'later') await postpone(row, outcome.retryAfter, now())
    else await forget(row)
    if (outcome.kind === 'gone' && typeof prepared !== 'string')
      await subscriptions.forget(row, prepared.endpointHash)
    parts.onOutcome?.(outcome.kind)
    return outcome.kind
  }

  return {
    /** Whether a push may reach a person. */
    reaches: async (transaction: Transaction<Tables>, personId: number): Promise<boolean> =>
      (await subscriptions.listDevices(transaction, personId)).length > 0,

    /**
     * Writes a push down for each device of a person, as part of the transaction that is the reason for it.
     */
    async queue(
      transaction: Transaction<Tables>,
      personId: number,
      text: PushText,
      now: number,
    ): Promise<void> {
      for (const deviceId of await subscriptions.listDevices(transaction, personId))
        await queueFor(transaction, { personId, deviceId }, text, now)
    },

    queueFor,

    /**
     * Writes the first push of a device down, in place of one that waits: however often somebody switches it
     * on, everybody else's pushes wait for one. Part of the transaction that has saved its subscription.
     */
    async greet(
      transaction: Transaction<Tables>,
      owner: { personId: number; deviceId: string },
      now: number,
    ): Promise<void> {
      await transaction
        .deleteFrom('push_messages')
        .where('person_id', '=', owner.personId)
        .where('device_id', '=', owner.deviceId)
        .where('text', '=', 'ready')
        .execute()
      await queueFor(transaction, owner, 'ready', now)
    },

    /** Hands over what is due; gives what did not go out. */
    async deliver(now: () => number): Promise<PushTrouble[]> {
      const troubles: PushTrouble[] = []
      for (let handed = 0; handed < MOST; ) {
        const rows = await claim(now())
        if (rows.length === 0) break
        handed += rows.length
        // Before any of them goes out: between an answer and its note nothing else is to be done.
        const prepared = await Promise.all(rows.map(async (row) => [row, await prepare(row, now())] as const))
        const outcomes = await Promise.all(prepared.map(([row, push]) => deliverOne(row, push, now)))
        troubles.push(...outcomes.filter((each) => each !== 'sent'))
      }
      return troubles
    },
  }
}
