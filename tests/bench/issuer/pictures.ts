/**
 * Pictures in a bucket, written by one machine, read and swept by another, each a process of its own. The
 * bucket is our own double, or, where `BENCH_S3_ENDPOINT` names one, another store that speaks S3
 * (`BENCH_S3_BUCKET`, and its key in `S3_ACCESS_KEY_ID` and `S3_SECRET_ACCESS_KEY`).
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { AwsClient } from 'aws4fetch'
import { migrateDatabase } from '../../../src/issuer/db/migrate.ts'
import { startBucketDouble } from '../../support/issuer/bucket-double.ts'
import { openTestDatabase } from '../../support/issuer/issuer-database.ts'
import { startPostgres } from '../../support/issuer/postgres-setup.ts'
import type { BenchOptions } from '../main.ts'
import type { MachineOrder, MachineReport, MachineSettings } from './pictures-machine.ts'

type Bucket = MachineSettings['bucket']

/** @param count Pictures. */
export async function benchPictures({ quick, count = quick ? 200 : 10_000 }: BenchOptions) {
  const postgres = await startPostgres()
  const held = await openTestDatabase('postgresql', postgres.url)
  const { bucket, countObjects, stop } = await openBucket()
  const settings: MachineSettings = {
    databaseUrl: 'url' in held.location ? held.location.url : '',
    bucket,
  }
  const [first, second] = [startMachine(settings), startMachine(settings)]
  try {
    const now = Math.floor(Date.now() / 1000)
    await migrateDatabase(held.database, 'demo', now)
    const before = await countObjects()
    const written = await tell(first, { work: 'write', count, now })
    const objects = (await countObjects()) - before
    const read = await tell(second, { work: 'read', count, now })
    const swept = await tell(second, { work: 'sweep', count, now })
    const left = (await countObjects()) - before
    const readAfter = await tell(first, { work: 'read', count, now })
    const { rows } = await held.database.query
      .selectFrom('pictures')
      .select((column) => column.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow()
    return {
      pictures: count,
      store: process.env['BENCH_S3_ENDPOINT'] === undefined ? 'our double' : 'BENCH_S3_ENDPOINT',
      writtenByFirst: written.good,
      objects,
      readBySecond: read.good,
      leftAfterSweep: { objects: left, rows, readable: readAfter.good },
      seconds: { write: written.seconds, read: read.seconds, sweep: swept.seconds },
    }
  } finally {
    for (const machine of [first, second]) machine.kill()
    await stop()
    await held.dispose()
    await postgres.stop()
  }
}

async function openBucket() {
  const endpoint = process.env['BENCH_S3_ENDPOINT']
  const region = 'us-east-1'
  if (endpoint === undefined) {
    const secretAccessKey = 'the-secret-of-the-bucket'
    const double = await startBucketDouble(secretAccessKey)
    const bucket: Bucket = {
      endpoint: double.endpoint,
      bucket: 'vi-bhyt',
      region,
      accessKeyId: 'issuer',
      secretAccessKey,
    }
    return { bucket, countObjects: async () => double.objects.size, stop: double.stop }
  }
  const bucket: Bucket = {
    endpoint,
    bucket: process.env['BENCH_S3_BUCKET'] ?? 'vi-bhyt',
    region,
    accessKeyId: process.env['S3_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: process.env['S3_SECRET_ACCESS_KEY'] ?? '',
  }
  return { bucket, countObjects: () => countListed(bucket), stop: async () => {} }
}

/** How many objects are in a bucket: the first two digits of their keys one after the other, by its list. */
async function countListed({ endpoint, bucket, region, ...keys }: Bucket): Promise<number> {
  const client = new AwsClient({ ...keys, region, service: 's3' })
  let count = 0
  for (let digits = 0; digits < 256; digits++) {
    const prefix = digits.toString(16).padStart(2, '0')
    const answer = await client.fetch(`${endpoint}/${bucket}?list-type=2&prefix=${prefix}`)
    const text = await answer.text()
    if (!answer.ok || text.includes('<IsTruncated>true'))
      throw new Error(`the list answered ${answer.status}, or not all`)
    count += [...text.matchAll(/<Key>/g)].length
  }
  return count
}

function startMachine(settings: MachineSettings): ChildProcess {
  return fork(new URL('./pictures-machine.ts', import.meta.url), [JSON.stringify(settings)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
}

async function tell(machine: ChildProcess, order: MachineOrder): Promise<MachineReport> {
  machine.send(order)
  const [report] = (await once(machine, 'message')) as [MachineReport]
  return report
}
