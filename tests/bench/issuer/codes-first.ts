/**
 * How long a one-time code takes from its transaction to the gateway, of three issuers on PostgreSQL, behind
 * thousands of notices and recipients at whom the gateway hangs; and whether each message comes once.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, openDatabase } from '../../../src/issuer/db/open-database.ts'
import { DANGEROUS_demoKeyEncryptionKey } from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import type { Message } from '../../../src/issuer/messaging/message.ts'
import { createOutgoingMessages } from '../../../src/issuer/messaging/outgoing-messages.ts'
import { startCluster } from '../../support/cluster/issuer-cluster.ts'
import { ask } from '../../support/cluster/postgres-pair.ts'
import { startPostgres } from '../../support/issuer/postgres-setup.ts'
import type { BenchOptions } from '../main.ts'

/** Who never answers, each with a notice and a code. */
const HANGING = 10

/** Codes whose way is timed, one after the other. */
const CODES = 20

/** Between two of them, in milliseconds. */
const PAUSE = 500

/** How long the gateway takes over a message, in milliseconds. */
const GATEWAY_TAKES = 20

const SECRET = 'a secret of the bench'

type Gateway = {
  readonly url: string
  /** When each message came, by recipient, by `performance.now()`. */
  readonly came: Map<string, number[]>
  stop(): Promise<void>
}

/** A gateway that takes every message, but hangs where the recipient begins with 099. */
async function startSlowGateway(): Promise<Gateway> {
  const came = new Map<string, number[]>()
  const server = createServer(async (asked, answer) => {
    let text = ''
    for await (const chunk of asked) text += chunk
    const { recipient } = JSON.parse(text) as { recipient: string }
    came.set(recipient, [...(came.get(recipient) ?? []), performance.now()])
    if (recipient.startsWith('099')) return
    await sleep(GATEWAY_TAKES)
    answer.writeHead(200).end('{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`,
    came,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** @param count Notices that wait when the codes come. */
export async function benchCodesFirst({ quick, count = quick ? 1000 : 10_000 }: BenchOptions) {
  const postgres = await startPostgres()
  const server = new URL('.', postgres.url).href
  const name = `codes_first_${process.pid}`
  await ask(server, `create database ${name}`)
  const gateway = await startSlowGateway()
  const { issuers, dispose } = await startCluster(`${server}${name}`, {
    SMS_GATEWAY_URL: gateway.url,
    SMS_GATEWAY_SECRET: SECRET,
  })
  const database = openDatabase({ url: `${server}${name}` })
  try {
    const notices = Array.from({ length: count }, (_, index) => `091${String(index).padStart(7, '0')}`)
    const hanging = Array.from({ length: HANGING }, (_, index) => `099000000${index}`)
    const queue = createQueue(database)
    await queue([...hanging, ...notices])
    await queue(hanging, 300)
    const codes = Array.from({ length: CODES }, (_, index) => `097${String(index).padStart(7, '0')}`)
    const sentAt = new Map<string, number>()
    const waitingAtFirst = await countWaiting(database)
    for (const code of codes) {
      await queue([code], 300)
      sentAt.set(code, performance.now())
      await sleep(PAUSE)
    }
    const waitingAtLast = await countWaiting(database)
    const start = performance.now()
    while (!notices.every((each) => gateway.came.has(each)) && performance.now() - start < 600_000)
      await sleep(200)
    const ways = codes
      .map((code) => (gateway.came.get(code)?.[0] ?? Number.POSITIVE_INFINITY) - (sentAt.get(code) ?? 0))
      .sort((a, b) => a - b)
    const seconds = (ms = Number.NaN) => Number((ms / 1000).toFixed(2))
    const times = (all: readonly string[]) => all.map((each) => gateway.came.get(each)?.length ?? 0)
    const taken = notices.flatMap((each) => gateway.came.get(each) ?? [])
    const span = Math.max(...taken) - Math.min(...taken)
    return {
      processes: issuers.length,
      notices: count,
      hanging: HANGING,
      noticesWaiting: { atFirstCode: waitingAtFirst, atLastCode: waitingAtLast },
      codeSeconds: { median: seconds(ways[Math.floor(ways.length / 2)]), longest: seconds(ways.at(-1)) },
      lost: times([...codes, ...notices]).filter((each) => each === 0).length,
      doubled: times([...codes, ...notices]).filter((each) => each > 1).length,
      noticesPerSecond: Math.round((1000 * taken.length) / span),
    }
  } finally {
    await dispose()
    await database.close()
    await gateway.stop()
    await ask(server, `drop database ${name} with (force)`)
    await postgres.stop()
  }
}

/** Writes text messages down as an issuer does; codes are those that end. */
function createQueue(database: Database) {
  const messages = createOutgoingMessages(database, {
    secret: DANGEROUS_demoKeyEncryptionKey,
    transports: {},
    keepsDelivered: false,
  })
  return (recipients: readonly string[], life?: number) =>
    database.query.transaction().execute(async (transaction) => {
      const now = Math.floor(Date.now() / 1000)
      for (const recipient of recipients) {
        const message: Message = { channel: 'sms', recipient, body: 'Thử' }
        await messages.queue(transaction, { ...message, ...(life && { endsAt: now + life }) }, now)
      }
    })
}

async function countWaiting(database: Database): Promise<number> {
  const { count } = await database.query
    .selectFrom('outgoing_messages')
    .select((column) => column.fn.countAll<number>().as('count'))
    .where('sent_at', 'is', null)
    .where('ends_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}
