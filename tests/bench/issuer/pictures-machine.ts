/**
 * A machine of an issuer that keeps pictures in a bucket: connections of its own to database and bucket. Told
 * by its parent what to do with which pictures; answers how many went well and how long it took.
 */
import { createHash } from 'node:crypto'
import { openDatabase } from '../../../src/issuer/db/open-database.ts'
import { type BucketParts, createBucketPlace } from '../../../src/issuer/pictures/bucket-place.ts'
import { createPictureStore, UNUSED_PICTURE_LIFE } from '../../../src/issuer/pictures/picture-store.ts'

export type MachineSettings = { readonly databaseUrl: string; readonly bucket: BucketParts }
export type MachineOrder = {
  readonly work: 'write' | 'read' | 'sweep'
  readonly count: number
  readonly now: number
}
export type MachineReport = { readonly good: number; readonly seconds: number }

/** Requests at the same time. */
const LANES = 8

/** Bytes of a picture, as a small portrait has. */
const LENGTH = 20_000

const settings = JSON.parse(process.argv[2] ?? '') as MachineSettings
const database = openDatabase({ url: settings.databaseUrl })
const store = createPictureStore(database, {
  place: createBucketPlace(settings.bucket),
  secret: new Uint8Array(32).fill(7),
  retention: { approved: 30, refused: 7 },
})
const makeContent = (index: number) => Buffer.alloc(LENGTH, `a face, number ${index}; `)
const nameOf = (index: number) =>
  createHash('sha256').update('somebody\0front\0').update(makeContent(index)).digest('hex')

async function handle(index: number, { work, now }: MachineOrder): Promise<boolean> {
  const content = makeContent(index)
  if (work === 'write')
    return (await store.save({ subject: 'somebody', kind: 'front', content }, now)) === nameOf(index)
  return content.equals(await store.read(nameOf(index)))
}

async function run(order: MachineOrder): Promise<MachineReport> {
  const start = performance.now()
  let [next, good] = [0, 0]
  const lane = async () => {
    while (next < order.count) if (await handle(next++, order).catch(() => false)) good++
  }
  if (order.work === 'sweep') await store.sweep(order.now + UNUSED_PICTURE_LIFE + 1)
  else await Promise.all(Array.from({ length: LANES }, lane))
  return { good, seconds: Number(((performance.now() - start) / 1000).toFixed(1)) }
}

process.on('message', (order: MachineOrder) => {
  run(order).then(
    (report) => process.send?.(report),
    () => process.exit(1),
  )
})
