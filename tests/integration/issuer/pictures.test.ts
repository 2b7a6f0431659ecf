import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateRawSync, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { pictureLimits } from '../../../src/core/api/picture-limits.ts'
import { createFolderPlace } from '../../../src/issuer/pictures/folder-place.ts'
import {
  createPictureStore,
  type PictureStore,
  resealPictures,
} from '../../../src/issuer/pictures/picture-store.ts'
import { openTestDatabase, type TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, makeFolder, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'
import { createRegistrationDesk, makePicture } from '../../support/issuer/registration-desk.ts'

const DAY = 86_400
const SECRET = new Uint8Array(32).fill(7)

/** A PNG whose head promises many pixels and whose data is small. */
function makeBomb(width: number, height: number): Uint8Array {
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const out = Buffer.alloc(body.length + 8)
    out.writeUInt32BE(data.length, 0)
    body.copy(out, 4)
    out.writeUInt32BE(crc32(body), body.length + 4)
    return out
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([1, 0, 0, 0, 0], 8)
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * height)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array()),
  ])
}

const script = '<script>alert(document.cookie)</script>'

describe.each(['sqlite', 'postgresql'] as const)('pictures on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer
  let folder: string
  let phoneProof: string
  let desk: ReturnType<typeof createRegistrationDesk>
  let store: PictureStore
  let subjects = 0

  beforeAll(async () => {
    held = await openTestDatabase(kind, inject('postgresUrl'))
    folder = makeFolder()
    test = await createTestIssuer(held.database, { pictureFolder: folder })
    desk = createRegistrationDesk(test)
    phoneProof = await desk.provePhone('0000700000', '0099990006')
  })
  beforeEach(() => {
    subjects++
    store = createPictureStore(held.database, {
      place: createFolderPlace(folder),
      secret: SECRET,
      retention: { approved: 30, refused: 7 },
    })
  })
  afterAll(() => held.dispose())

  const upload = (bytes: Uint8Array, name = 'portrait') => desk.upload(phoneProof, name, bytes)
  const keep = async (bytes: Uint8Array) => {
    const answer = await upload(bytes)
    expect(answer.status).toBe(200)
    const { picture } = (await answer.json()) as { picture: string }
    return picture
  }
  const problemOf = async (answer: Response) => [
    answer.status,
    ((await answer.json()) as { code: string }).code,
  ]
  const listFiles = () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  /** What the issuer keeps, opened with the key of the demo. */
  const openKept = async (hash: string) => {
    const { demoSecrets } = await import('../../../src/issuer/demo/demo.ts')
    return createPictureStore(held.database, {
      place: createFolderPlace(folder),
      secret: demoSecrets.keyEncryptionKey,
      retention: { approved: 30, refused: 7 },
    }).read(hash)
  }

  it.each(['jpeg', 'png', 'webp'] as const)('takes %s and keeps a JPEG', async (format) => {
    const kept = await openKept(await keep(await makePicture(format)))
    expect(await sharp(kept).metadata()).toMatchObject({ format: 'jpeg', width: 640, height: 480 })
  })

  it('makes large ones small and turns them upright', async () => {
    const wide = await sharp({ create: { width: 3000, height: 1500, channels: 3, background: '#888' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const kept = await sharp(await openKept(await keep(wide))).metadata()
    expect([kept.width, kept.height, kept.orientation]).toEqual([1000, 2000, undefined])
  })

  it('leaves out where and with what it was taken', async () => {
    const tagged = await sharp(await makePicture())
      .withExif({
        IFD0: { Make: 'SecretPhone', ImageDescription: 'at home' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 1/1 30/1', GPSLongitude: '105/1 50/1 0/1' },
      })
      .jpeg()
      .toBuffer()
    expect((await sharp(tagged).metadata()).exif).toBeDefined()
    expect(tagged.includes('SecretPhone')).toBe(true)
    const kept = await openKept(await keep(tagged))
    const { exif, xmp, iptc, icc } = await sharp(kept).metadata()
    expect({ exif, xmp, iptc, icc }).toEqual({})
    expect(Buffer.from(kept).includes('SecretPhone')).toBe(false)
  })

  it.each([
    ['a script behind it', (jpeg: Uint8Array) => Buffer.concat([jpeg, Buffer.from(script)])],
    [
      'an archive behind it',
      (jpeg: Uint8Array) => Buffer.concat([jpeg, Buffer.from('PK\x03\x04'), deflateRawSync(script)]),
    ],
    [
      'a script in a comment',
      (jpeg: Uint8Array) =>
        Buffer.concat([
          jpeg.subarray(0, 2),
          Buffer.from([0xff, 0xfe, 0, script.length + 2]),
          Buffer.from(script),
          jpeg.subarray(2),
        ]),
    ],
  ])('keeps of a picture with %s the picture alone', async (_name, spoil) => {
    const spoiled = spoil(await makePicture())
    const kept = Buffer.from(await openKept(await keep(spoiled)))
    for (const trace of ['<script', 'PK\x03\x04']) expect(kept.includes(trace)).toBe(false)
    // Nothing after the end of the picture.
    expect(kept.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]))
    expect(kept.indexOf(Buffer.from([0xff, 0xd9]))).toBe(kept.length - 2)
  })

  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400">${script}</svg>`
  it.each<[string, () => Uint8Array | Promise<Uint8Array>]>([
    ['an SVG', () => Buffer.from(svg)],
    ['an SVG that begins like XML', () => Buffer.from(`<?xml version="1.0"?>${svg}`)],
    [
      'a GIF',
      async () =>
        sharp(await makePicture())
          .gif()
          .toBuffer(),
    ],
    [
      'a TIFF',
      async () =>
        sharp(await makePicture())
          .tiff()
          .toBuffer(),
    ],
    ['a PDF', () => Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF')],
    [
      'a GIF that is a JPEG later on',
      async () => Buffer.concat([Buffer.from('GIF89a'), await makePicture()]),
    ],
    [
      'a PDF that is a JPEG later on',
      async () => Buffer.concat([Buffer.from('%PDF-1.7\n'), await makePicture()]),
    ],
    ['a page', () => Buffer.from(`<!doctype html>${script}`)],
    ['the beginning of a JPEG', () => new Uint8Array([0xff, 0xd8, 0xff, 0xe0])],
    ['half a JPEG', async () => (await makePicture()).subarray(0, 6000)],
    ['half a PNG', async () => (await makePicture('png')).subarray(0, 20_000)],
    ['half a WebP', async () => (await makePicture('webp')).subarray(0, 3000)],
    ['a bomb of 20,000 × 20,000 pixels', () => makeBomb(20_000, 20_000)],
    ['a line of 16,000 × 20 pixels', () => makeBomb(16_000, 20)],
    [
      'a stamp',
      async () =>
        sharp(await makePicture())
          .resize(120, 120)
          .jpeg()
          .toBuffer(),
    ],
    ['nothing', () => new Uint8Array()],
  ])('refuses %s', async (_name, make) => {
    const bytes = await make()
    expect(bytes.length).toBeLessThan(pictureLimits.bytes)
    const before = listFiles().length
    expect(await problemOf(await upload(bytes))).toEqual([422, 'picture_invalid'])
    expect(listFiles()).toHaveLength(before)
  })

  it('refuses what has too many bytes, also when the length is not stated', async () => {
    const large = new Uint8Array(pictureLimits.bytes + 1).fill(0xff)
    expect(await problemOf(await upload(large))).toEqual([413, 'body_too_large'])
    const stated = await test.request('/api/registrations/pictures/front', {
      method: 'PUT',
      headers: { 'Phone-Proof': phoneProof, 'Content-Length': '1500001' },
      body: 'x',
    })
    expect(await problemOf(stated)).toEqual([413, 'body_too_large'])
  })

  it.each(['../portrait', '..%2f..%2fetc%2fpasswd', 'portrait%00.jpg', 'avatar', 'constructor'])(
    'knows no kind %s',
    async (name) => {
      const answer = await upload(await makePicture(), name)
      expect(answer.status).toBe(404)
    },
  )

  it('takes none without a proof of the phone', async () => {
    const answer = await desk.upload('AAAA', 'portrait', await makePicture())
    expect(await problemOf(answer)).toEqual([422, 'phone_proof_invalid'])
  })

  it('decodes many at the same time one after the other', async () => {
    const pictures = await Promise.all(Array.from({ length: 8 }, () => makePicture()))
    const answers = await Promise.all(pictures.map((picture) => upload(picture)))
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200))
  })

  it('reads eight for a phone and number at a time, since each lies in memory until it is whole', async () => {
    const bytes = new Uint8Array(await makePicture())
    const begun: ReadableStreamDefaultController<Uint8Array>[] = []
    const begin = (proof = phoneProof) =>
      test.issuer.app.request('http://localhost/api/registrations/pictures/front', {
        method: 'PUT',
        headers: { 'Phone-Proof': proof, 'Content-Type': 'image/jpeg' },
        body: new ReadableStream({ start: (controller) => void begun.push(controller) }),
        duplex: 'half',
      } as RequestInit)
    const finish = (controllers: typeof begun) => {
      for (const controller of controllers) {
        controller.enqueue(bytes)
        controller.close()
      }
    }
    const other = await desk.provePhone('0000700001', '0099990007')
    const eight = Array.from({ length: 8 }, () => begin())
    // Each is let in by the database.
    await new Promise((resolve) => setTimeout(resolve, 500))
    const ninth = await Promise.race([begin(), new Promise((resolve) => setTimeout(resolve, 1000))])
    expect(ninth).toBeInstanceOf(Response)
    expect(await problemOf(ninth as Response)).toEqual([429, 'too_many_requests'])
    const ofOther = begin(other)
    finish([...begun.slice(0, 8), ...begun.slice(9)])
    for (const answer of [...eight, ofOther]) expect((await answer).status).toBe(200)
    expect((await upload(bytes)).status).toBe(200)
  })

  describe('kept', () => {
    const save = (content: string, now = test.clock.now) =>
      store.save({ subject: `subject-${subjects}`, kind: 'front', content: Buffer.from(content) }, now)
    const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash)

    it('are encrypted, and open with the key alone', async () => {
      const hash = await save('a face')
      expect(Buffer.from(await store.read(hash)).toString()).toBe('a face')
      expect(readFileSync(pathOf(hash)).includes('a face')).toBe(false)
      const other = createPictureStore(held.database, {
        place: createFolderPlace(folder),
        secret: new Uint8Array(32).fill(8),
        retention: { approved: 30, refused: 7 },
      })
      await expect(other.read(hash)).rejects.toMatchObject({ code: 'unavailable' })
    })

    it('do not open when they were changed, cut, or put in the place of another', async () => {
      const [one, two] = [await save('a face'), await save('another face')]
      writeFileSync(pathOf(one), readFileSync(pathOf(two)))
      await expect(store.read(one)).rejects.toMatchObject({ code: 'unavailable' })
      const bytes = readFileSync(pathOf(two))
      bytes[14] = (bytes[14] ?? 0) ^ 1
      writeFileSync(pathOf(two), bytes)
      await expect(store.read(two)).rejects.toMatchObject({ code: 'unavailable' })
      writeFileSync(pathOf(two), bytes.subarray(0, 5))
      await expect(store.read(two)).rejects.toMatchObject({ code: 'unavailable' })
    })

    it.each(['', '..', '../../../etc/passwd', `${'a'.repeat(63)}/`, 'A'.repeat(64), `${'a'.repeat(64)}\0`])(
      'are read by their hash and by nothing else: %j',
      async (hash) => {
        await expect(store.read(hash)).rejects.toMatchObject({ code: 'not_found' })
      },
    )

    it('are one file for the same picture of the same person, and another for another person', async () => {
      const first = await save('a face')
      expect(await save('a face')).toBe(first)
      subjects++
      expect(await save('a face')).not.toBe(first)
    })

    it('are brought to another key, also where that was interrupted', async () => {
      const [one, two] = [await save('a face'), await save('another face')]
      const others = await held.database.query
        .selectFrom('pictures')
        .select('hash')
        .where('hash', 'not in', [one, two])
        .execute()
      await held.database.query.deleteFrom('pictures').where('hash', 'not in', [one, two]).execute()
      const to = new Uint8Array(32).fill(9)
      const after = createPictureStore(held.database, {
        place: createFolderPlace(folder),
        secret: to,
        retention: { approved: 30, refused: 7 },
      })
      expect(
        await resealPictures(held.database, { place: createFolderPlace(folder), from: SECRET, to }),
      ).toEqual({ resealed: 2, missing: 0, unopened: 0 })
      await expect(store.read(one)).rejects.toMatchObject({ code: 'unavailable' })
      // As if the second one had not been reached.
      await store.save(
        { subject: `subject-${subjects}`, kind: 'front', content: Buffer.from('another face') },
        0,
      )
      expect(
        await resealPictures(held.database, { place: createFolderPlace(folder), from: SECRET, to }),
      ).toEqual({ resealed: 2, missing: 0, unopened: 0 })
      expect(Buffer.from(await after.read(one)).toString()).toBe('a face')
      expect(Buffer.from(await after.read(two)).toString()).toBe('another face')
      expect(others.length).toBeGreaterThan(0)
    })

    it('are brought to another key also where one was never written', async () => {
      await held.database.query.deleteFrom('pictures').execute()
      const [one, gone] = [await save('a face'), await save('another face')]
      rmSync(pathOf(gone))
      const [place, to] = [createFolderPlace(folder), new Uint8Array(32).fill(9)]
      expect(await resealPictures(held.database, { place, from: SECRET, to })).toEqual({
        resealed: 1,
        missing: 1,
        unopened: 0,
      })
      await expect(store.read(one)).rejects.toMatchObject({ code: 'unavailable' })
    })

    it('are brought to another key also where one is damaged, which stays as it is', async () => {
      await held.database.query.deleteFrom('pictures').execute()
      const [one, damaged] = [await save('a face'), await save('another face')]
      writeFileSync(pathOf(damaged), 'no longer what was written')
      const [place, to] = [createFolderPlace(folder), new Uint8Array(32).fill(9)]
      expect(await resealPictures(held.database, { place, from: SECRET, to })).toEqual({
        resealed: 1,
        missing: 0,
        unopened: 1,
      })
      await expect(store.read(one)).rejects.toMatchObject({ code: 'unavailable' })
      expect(readFileSync(pathOf(damaged), 'utf8')).toBe('no longer what was written')
    })

    it('go after two days when they belong to nothing, unless they were sent again', async () => {
      const [left, sentAgain] = [await save('left alone'), await save('sent again')]
      const later = test.clock.now + 2 * DAY + 1
      await save('sent again', later - 1)
      await store.sweep(later)
      await expect(store.read(left)).rejects.toMatchObject({ code: 'not_found' })
      expect((await store.read(sentAgain)).length).toBeGreaterThan(0)
    })
  })
})
