import { deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { cleanPicture } from '../../../../src/issuer/pictures/clean-picture.ts'
import { chunk, makeProfile, makeProfiledPng } from '../../../support/profiled-png.ts'

// What the module forbids is forbidden in the whole process, where other tests read such pictures after it.
afterAll(() => sharp.unblock({ operation: ['VipsForeignLoad'] }))

const SIDE = 1024
const BLOCKS = (SIDE / 8) ** 2

/** A segment of a JPEG: marker, length, content. */
const segment = (marker: number, ...content: number[]) =>
  Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255, ...content])

/** A grey progressive JPEG with so many scans: each a few bytes that walk over the whole picture. */
function makeProgressive(scans: number): Buffer {
  const table = (kind: number, symbol: number) => segment(0xc4, kind, 1, ...Array<number>(15).fill(0), symbol)
  const scan = (from: number, to: number, bits: number, data: number) =>
    Buffer.concat([segment(0xda, 1, 1, 0, from, to, bits), Buffer.alloc(data)])
  // The code 0 is a difference of nothing in the first scan, and a run of 2^14 empty blocks in the others.
  const runs = Math.ceil((Math.ceil(BLOCKS / 2 ** 14) * 15) / 8)
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xdb, 0, ...Array<number>(64).fill(1)),
    segment(0xc2, 8, SIDE >> 8, SIDE & 255, SIDE >> 8, SIDE & 255, 1, 1, 0x11, 0),
    table(0x00, 0),
    table(0x10, 0xe0),
    scan(0, 0, 0, BLOCKS / 8),
    ...Array.from({ length: scans - 1 }, (_, index) => scan(1 + (index % 63), 1 + (index % 63), 0, runs)),
    Buffer.from([0xff, 0xd9]),
  ])
}

function makePng(texts: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(300, 0)
  head.writeUInt32BE(300, 4)
  head[8] = 8
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    ...texts.map((text) => chunk('zTXt', Buffer.concat([Buffer.from('note\0\0'), text]))),
    chunk('IDAT', deflateSync(Buffer.alloc(301 * 300))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('a picture that costs the decoder much', () => {
  it('is refused for scans that no encoder writes, and taken with those that one does', async () => {
    expect((await cleanPicture(makeProgressive(50))).ok).toBe(true)
    expect(await cleanPicture(makeProgressive(51))).toEqual({ ok: false, error: 'picture_invalid' })
  })

  it('is refused for texts that unpack to very much, and taken with a few', async () => {
    const text = deflateSync(Buffer.alloc(100_000))
    expect((await cleanPicture(makePng([text, text]))).ok).toBe(true)
    const many = Array<Buffer>(9).fill(text)
    expect(await cleanPicture(makePng(many))).toEqual({ ok: false, error: 'picture_invalid' })
  })

  it('takes no longer for a colour profile of very many steps', async () => {
    const picture = makeProfiledPng(10_000)
    expect((await sharp(picture).metadata()).icc).toEqual(makeProfile(10_000))
    const before = process.cpuUsage()
    expect((await cleanPicture(picture)).ok).toBe(true)
    const { user, system } = process.cpuUsage(before)
    // Looked at, it takes some five seconds.
    expect(user + system).toBeLessThan(1_500_000)
  })

  it.each([
    ['a baseline JPEG', (picture: Sharp) => picture.jpeg()],
    ['a progressive JPEG', (picture: Sharp) => picture.jpeg({ mozjpeg: true })],
    ['a JPEG with a preview in its EXIF', (picture: Sharp) => picture.withExif({ IFD0: { Make: 'x' } })],
    ['a PNG', (picture: Sharp) => picture.png()],
  ])('is none of what phones write: %s', async (_what, encode) => {
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
    const picture = sharp({ create: { width: 800, height: 600, channels: 3, background: '#888', noise } })
    expect((await cleanPicture(await encode(picture.jpeg()).toBuffer())).ok).toBe(true)
  })
})
