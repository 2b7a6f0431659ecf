import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { openDatabase } from '../../../src/issuer/db/open-database.ts'
import {
  DANGEROUS_demoKeyEncryptionKey,
  DANGEROUS_demoVapidKey,
} from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import { createPushSubscriptions } from '../../../src/issuer/push/push-subscriptions.ts'
import { readVapidKey } from '../../../src/issuer/push/vapid.ts'
import { startIssuer } from '../../support/issuer/issuer-process.ts'
import { type PushDouble, startPushDouble } from '../../support/push/push-double.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Devices that take pushes, and one push to each; gives their endpoints. */
async function fill(databaseFile: string, double: PushDouble, count: number): Promise<string[]> {
  const database = openDatabase({ file: databaseFile })
  const subscriptions = createPushSubscriptions(database, DANGEROUS_demoKeyEncryptionKey)
  const { publicKey } = readVapidKey(DANGEROUS_demoVapidKey)
  const now = Math.floor(Date.now() / 1000)
  const { person_id: personId } = await database.query
    .selectFrom('accounts')
    .select('person_id')
    .executeTakeFirstOrThrow()
  const endpoints = await database.query.transaction().execute(async (transaction) => {
    const added: string[] = []
    for (let device = 0; device < count; device++) {
      const deviceId = randomUUID()
      const { key, ...subscription } = double.subscribe(publicKey)
      await transaction
        .insertInto('devices')
        .values({
          id: deviceId,
          person_id: personId,
          created_at: now,
          // An account has one that has not; who sends does not ask.
          ended_at: now,
          name: '',
          secret_hash: null,
          used_at: now,
          end_code: 'signed_out',
          removed_at: null,
        })
        .execute()
      const owner = { person_id: personId, device_id: deviceId }
      await subscriptions.save(transaction, owner, { subscription, vapidKey: key }, now)
      await transaction
        .insertInto('push_messages')
        .values({
          ...owner,
          id: randomUUID(),
          text: 'one',
          created_at: now,
          ends_at: now + 86_400,
          attempts: 0,
          next_attempt_at: now,
        })
        .execute()
      added.push(subscription.endpoint)
    }
    return added
  })
  await database.close()
  return endpoints
}

async function countWaiting(databaseFile: string): Promise<number> {
  const database = openDatabase({ file: databaseFile })
  const { rows } = await sql<{ count: number }>`select count(*) as count from push_messages`.execute(
    database.query,
  )
  await database.close()
  return Number(rows[0]?.count)
}

/**
 * Kills the issuer (SIGKILL) while it sends 10,000 pushes, so many times, and starts it again: what is lost,
 * and what goes out twice.
 */
export async function benchPushQueue({ quick, count }: { quick: boolean; count?: number }) {
  const pushes = quick ? 500 : 10_000
  const kills = count ?? 1
  const double = await startPushDouble()
  const issuer = await startIssuer()
  try {
    await issuer.kill()
    const endpoints = await fill(issuer.databaseFile, double, pushes)
    const start = performance.now()
    let killed = 0
    await issuer.restart()
    while ((await countWaiting(issuer.databaseFile)) > 0) {
      if (killed < kills && double.received.length > (pushes * (killed + 1)) / (kills + 1)) {
        killed++
        await issuer.kill()
        await issuer.restart()
      }
      await pause(200)
    }
    const seconds = (performance.now() - start) / 1000
    const received = Map.groupBy(double.received, ({ endpoint }) => endpoint)
    const times = endpoints.map((endpoint) => received.get(endpoint)?.length ?? 0)
    return {
      pushes,
      kills: killed,
      lost: times.filter((each) => each === 0).length,
      doubled: times.filter((each) => each > 1).length,
      faults: double.faults.length,
      // With the half minute for which a killed process still has what it was sending.
      seconds: Math.round(seconds),
    }
  } finally {
    await issuer.dispose()
    await double.stop()
  }
}
