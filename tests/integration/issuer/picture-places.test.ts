import { readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { migrateDatabase } from '../../../src/issuer/db/migrate.ts'
import { openDatabase } from '../../../src/issuer/db/open-database.ts'
import { createBucketPlace } from '../../../src/issuer/pictures/bucket-place.ts'
import { checkPicturePlace } from '../../../src/issuer/pictures/choose-picture-place.ts'
import { createFolderPlace } from '../../../src/issuer/pictures/folder-place.ts'
import type { PicturePlace } from '../../../src/issuer/pictures/picture-place.ts'
import { createPictureStore, UNUSED_PICTURE_LIFE } from '../../../src/issuer/pictures/picture-store.ts'
import { type BucketDouble, startBucketDouble } from '../../support/issuer/bucket-double.ts'
import { openTestDatabase, type TestDatabase } from '../../support/issuer/issuer-database.ts'
import { makeFolder, START } from '../../support/issuer/issuer-fixture.ts'

const SECRET = 'the-secret-of-the-bucket'

let bucket: BucketDouble
beforeAll(async () => {
  bucket = await startBucketDouble(SECRET)
})
afterEach(() => {
  bucket.failing = 0
})
afterAll(() => bucket.stop())

const openBucket = (secret = SECRET): PicturePlace =>
  createBucketPlace({
    endpoint: bucket.endpoint,
    bucket: 'vi-bhyt',
    region: 'us-east-1',
    accessKeyId: 'issuer',
    secretAccessKey: secret,
  })

/** A place that is empty, opened by any number of machines, and how many files are in it. */
function makePlace(kind: 'folder' | 'bucket'): { open: () => PicturePlace; count: () => number } {
  if (kind === 'bucket') {
    bucket.objects.clear()
    return { open: openBucket, count: () => bucket.objects.size }
  }
  const folder = makeFolder()
  const listAll = () => readdirSync(folder, { recursive: true, withFileTypes: true })
  return {
    open: () => createFolderPlace(folder),
    count: () => listAll().filter((entry) => entry.isFile()).length,
  }
}

describe.each(['folder', 'bucket'] as const)('a %s as the place of pictures', (placeKind) => {
  it('keeps what is written until it is removed', async () => {
    const place = makePlace(placeKind).open()
    const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251)
    expect(await place.read('ab/absent')).toBeUndefined()
    await place.write('ab/one', bytes)
    expect(Buffer.from((await place.read('ab/one')) ?? []).equals(bytes)).toBe(true)
    await place.write('ab/one', bytes.subarray(0, 5))
    expect(await place.read('ab/one')).toHaveLength(5)
    await place.remove('ab/one')
    await place.remove('ab/one')
    expect(await place.read('ab/one')).toBeUndefined()
  })

  describe.each(['sqlite', 'postgresql'] as const)('beside %s', (kind) => {
    let held: TestDatabase
    beforeAll(async () => {
      held = await openTestDatabase(kind, inject('postgresUrl'))
      await migrateDatabase(held.database, 'demo', START)
    })
    afterAll(() => held.dispose())

    it('gives one issuer what another has written, and loses what another removes', async () => {
      const { open, count } = makePlace(placeKind)
      const second = openDatabase(held.location)
      const parts = () => ({
        place: open(),
        secret: new Uint8Array(32).fill(7),
        retention: { approved: 30, refused: 7 },
      })
      const [one, other] = [createPictureStore(held.database, parts()), createPictureStore(second, parts())]
      const contents = Array.from({ length: 100 }, (_, index) => Buffer.from(`a face, number ${index}`))
      const hashes: string[] = []
      for (const content of contents)
        hashes.push(await one.save({ subject: 'somebody', kind: 'front', content }, START))
      expect(count()).toBe(100)
      for (const [index, hash] of hashes.entries())
        expect(Buffer.from(await other.read(hash))).toEqual(contents[index])
      await other.sweep(START + UNUSED_PICTURE_LIFE + 1)
      expect(count()).toBe(0)
      for (const hash of hashes) await expect(one.read(hash)).rejects.toMatchObject({ code: 'not_found' })
      await second.close()
    })
  })
})

describe('a bucket', () => {
  it('says that it cannot be asked, and not that there is nothing', async () => {
    const place = openBucket()
    await place.write('ab/one', new Uint8Array(3))
    const stranger = openBucket('another-secret')
    for (const attempt of [
      () => stranger.read('ab/one'),
      () => stranger.write('ab/one', new Uint8Array(9)),
      () => stranger.remove('ab/one'),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'unavailable' })
    expect(await place.read('ab/one')).toHaveLength(3)
    bucket.failing = 2
    expect(await place.read('ab/one')).toHaveLength(3)
    bucket.failing = 100
    await expect(place.read('ab/one')).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('is unavailable where nobody listens', async () => {
    const gone = await startBucketDouble(SECRET)
    await gone.stop()
    const place = createBucketPlace({
      endpoint: gone.endpoint,
      bucket: 'vi-bhyt',
      region: 'us-east-1',
      accessKeyId: 'issuer',
      secretAccessKey: SECRET,
    })
    await expect(place.read('ab/one')).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('is unavailable where nobody answers, whatever of the request is collected meanwhile', async () => {
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    setFlagsFromString('--expose_gc')
    const collect: () => void = runInNewContext('gc')
    const collecting = setInterval(collect, 10)
    const { port } = silent.address() as AddressInfo
    const place = createBucketPlace(
      {
        endpoint: `http://127.0.0.1:${port}`,
        bucket: 'vi-bhyt',
        region: 'us-east-1',
        accessKeyId: 'issuer',
        secretAccessKey: SECRET,
      },
      1000,
    )
    try {
      await expect(place.read('ab/one')).rejects.toMatchObject({ code: 'unavailable' })
    } finally {
      clearInterval(collecting)
      silent.closeAllConnections()
      silent.close()
    }
  })
})

describe('a start on PostgreSQL', () => {
  let held: TestDatabase
  beforeAll(async () => {
    held = await openTestDatabase('postgresql', inject('postgresUrl'))
    await migrateDatabase(held.database, 'demo', START)
  })
  afterAll(() => held.dispose())

  it('refuses a place that is not the one of the others', async () => {
    const shared = makePlace('folder')
    await checkPicturePlace(held.database, shared.open())
    await checkPicturePlace(held.database, shared.open())
    for (const elsewhere of [makePlace('folder'), makePlace('bucket')])
      await expect(checkPicturePlace(held.database, elsewhere.open())).rejects.toThrow(
        'The pictures of this database are kept in another place',
      )
    expect(bucket.objects.size).toBe(0)
    // Moved with everything in it.
    const moved = makePlace('bucket').open()
    await moved.write('place', (await shared.open().read('place')) ?? new Uint8Array())
    await checkPicturePlace(held.database, moved)
  })
})
