import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { PoolState } from '../db/postgres.ts'

/**
 * What the service counts as it goes. What is passed comes from sets that are bounded and ours: patterns of
 * routes, methods, codes of outcomes. Never a path, an id, a name or an address.
 */
export type Metrics = {
  /** An answer; `route` is the pattern. */
  noteRequest(method: string, route: string, status: number, milliseconds: number): void
  /** Somebody who wanted to sign in was told to come back later. */
  noteSignInRefused(): void
  /** What a try to deliver a message came to. */
  noteMessage(channel: string, outcome: string): void
  /** What a try to hand a push over came to. */
  notePush(outcome: string): void
  noteSnapshotSigned(): void
  noteStatusListSigned(): void
  /** What is looked at when somebody reads the metrics. */
  watch(sources: MetricSources): void
}

export type MetricSources = {
  readonly countHashesWaiting: () => number
  readonly countStrangersWaiting: () => number
  /** Absent where there is no pool. */
  readonly readPool: (() => PoolState) | undefined
  readonly countMessagesWaiting: () => Promise<{ readonly codes: number; readonly others: number }>
}

/** As somebody reads them, in the text format of Prometheus. */
export type ReadableMetrics = Metrics & {
  readonly contentType: string
  write(): Promise<string>
}

/** Where nobody reads them. */
export const noMetrics: Metrics = {
  noteRequest() {},
  noteSignInRefused() {},
  noteMessage() {},
  notePush() {},
  noteSnapshotSigned() {},
  noteStatusListSigned() {},
  watch() {},
}

/** In seconds, around what a 304, an answer with a signature and a sign-in take. */
const BUCKETS = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10]

/** Anything else that a client may say is one method. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Metrics of this process. What each means and when to worry: docs/operations.md, "Metrics". */
export function createMetrics(): ReadableMetrics {
  const registry = new Registry()
  const registers = [registry]
  const count = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Counter({ name, help, labelNames, registers })
  const watchValue = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  collectDefaultMetrics({ register: registry })
  const requests = count('vi_bhyt_requests_total', 'Answers by route pattern, method and status', [
    'method',
    'route',
    'status',
  ])
  const seconds = new Histogram({
    name: 'vi_bhyt_request_seconds',
    help: 'Time until the answer begins, by route pattern and method',
    labelNames: ['method', 'route'],
    buckets: BUCKETS,
    registers,
  })
  const refused = count('vi_bhyt_sign_ins_refused_total', 'Sign-ins that a limit has refused')
  const messages = count('vi_bhyt_messages_total', 'Tries to deliver a message by channel and outcome', [
    'channel',
    'outcome',
  ])
  const pushes = count('vi_bhyt_pushes_total', 'Tries to hand a push over by outcome', ['outcome'])
  const snapshots = count('vi_bhyt_snapshots_signed_total', 'Snapshots signed')
  const statusLists = count('vi_bhyt_status_lists_signed_total', 'Status lists signed')

  return {
    noteRequest(said, route, status, milliseconds) {
      const method = methods.has(said) ? said : 'other'
      requests.inc({ method, route, status })
      seconds.observe({ method, route }, milliseconds / 1000)
    },
    noteSignInRefused: () => refused.inc(),
    noteMessage: (channel, outcome) => messages.inc({ channel, outcome }),
    notePush: (outcome) => pushes.inc({ outcome }),
    noteSnapshotSigned: () => snapshots.inc(),
    noteStatusListSigned: () => statusLists.inc(),
    watch({ countHashesWaiting, countStrangersWaiting, readPool, countMessagesWaiting }) {
      watchValue('vi_bhyt_password_hashes_waiting', 'Passwords that wait for argon2', countHashesWaiting)
      watchValue('vi_bhyt_strangers_waiting', 'Requests that wait to be counted', countStrangersWaiting)
      if (readPool) {
        watchValue('vi_bhyt_database_connections_in_use', 'Connections lent out', () => readPool().inUse)
        watchValue('vi_bhyt_database_waiting', 'Who waits for a connection', () => readPool().waiting)
      }
      new Gauge({
        name: 'vi_bhyt_messages_waiting',
        help: 'Messages that are not delivered or given up yet, of all processes',
        labelNames: ['kind'],
        registers,
        async collect() {
          // A number of before would look like one of now.
          this.reset()
          const waiting = await countMessagesWaiting().catch(() => undefined)
          if (waiting === undefined) return
          this.set({ kind: 'code' }, waiting.codes)
          this.set({ kind: 'other' }, waiting.others)
        },
      })
    },
    contentType: registry.contentType,
    write: () => registry.metrics(),
  }
}
