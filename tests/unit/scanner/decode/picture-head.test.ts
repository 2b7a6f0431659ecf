import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { readPictureHead } from '../../../../src/scanner/decode/picture-head.ts'

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#fff' } })

describe('the head of a picture file', () => {
  it.each([
    ['image/jpeg', blank(640, 480).jpeg()],
    ['image/jpeg', blank(640, 480).jpeg({ progressive: true })],
    [
      'image/jpeg',
      blank(640, 480)
        .withExif({ IFD0: { ImageDescription: 'x'.repeat(5000) } })
        .jpeg(),
    ],
    ['image/png', blank(640, 480).png()],
    ['image/webp', blank(640, 480).webp()],
    ['image/webp', blank(640, 480).webp({ lossless: true })],
    ['image/webp', blank(640, 480).ensureAlpha(0.5).webp()],
    ['image/gif', blank(640, 480).gif()],
  ])('says type and size of %s', async (type, picture) => {
    const bytes = new Uint8Array(await picture.toBuffer())
    expect(readPictureHead(bytes)).toEqual({ type, width: 640, height: 480 })
  })

  it('says the size of a picture that nobody should decode', async () => {
    const png = new Uint8Array(await blank(1, 1).png().toBuffer())
    new DataView(png.buffer).setUint32(16, 20_000)
    new DataView(png.buffer).setUint32(20, 20_000)
    expect(readPictureHead(png)).toMatchObject({ width: 20_000, height: 20_000 })
  })

  it('says the size of a picture that is larger than the screen it is for, as browsers unfold it', async () => {
    const gif = new Uint8Array(await blank(1, 1).gif().toBuffer())
    const at = gif.lastIndexOf(0x2c)
    new DataView(gif.buffer).setUint16(at + 5, 20_000, true)
    new DataView(gif.buffer).setUint16(at + 3, 10_000, true)
    new DataView(gif.buffer).setUint16(at + 7, 15_000, true)
    expect(readPictureHead(gif)).toMatchObject({ width: 20_000, height: 25_000 })
  })

  it('says the size of a HEIC by the largest of its extents, and none of one that is AVIF besides', () => {
    const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
    const extents = (size: string) => `\0\0\0\u0014ispe\0\0\0\0${size}`
    const meta = `\0\0\0\u0034meta\0\0\0\0${extents('\0\0\u0002\0\0\0\u0002\0')}${extents('\0\0\u000f\u00c0\0\0\u000b\u00d0')}`
    const heic = (brand: string) => `\0\0\0\u0018ftypheic\0\0\0\0mif1${brand}\0\0\0\u0008free${meta}`
    expect(readPictureHead(bytesOf(heic('heic')))).toEqual({ type: 'image/heic', width: 4032, height: 3024 })
    expect(readPictureHead(bytesOf(heic('avif')))).toBeUndefined()
  })

  it('is found behind some megabytes that a camera puts before it', async () => {
    const jpeg = new Uint8Array(await blank(640, 480).jpeg().toBuffer())
    const segment = new Uint8Array(65_537)
    segment.set([0xff, 0xe1, 0xff, 0xff])
    const photograph = [jpeg.subarray(0, 2), ...Array<Uint8Array>(60).fill(segment), jpeg.subarray(2)]
    const bytes = new Uint8Array(await new Blob(photograph as Uint8Array<ArrayBuffer>[]).arrayBuffer())
    expect(readPictureHead(bytes)).toMatchObject({ width: 640, height: 480 })
  })

  it('is none where a marker without a length stands before it, behind which decoders find another size', async () => {
    const jpeg = new Uint8Array(await blank(640, 480).jpeg().toBuffer())
    const table = jpeg.indexOf(0xdb) - 1
    for (const marker of [0x00, 0x01, 0xd0, 0xd7, 0xd8, 0xd9]) {
      // What would be the length is the marker that follows: a small frame stands there, in an idle segment.
      const before = [0xff, 0xd8, 0xff, marker]
      const filler = new Uint8Array(65_537).fill(0x20)
      filler.set([0xff, 0xe0, 0xff, 0xff])
      filler.set([0xff, 0xc0, 0, 17, 8, 0, 16, 0, 16], 0xffe0)
      expect(readPictureHead(new Uint8Array([...before, ...filler, ...jpeg.subarray(table)]))).toBeUndefined()
    }
  })

  it.each([
    ['nothing', ''],
    ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"/>'],
    ['the beginning of a GIF', 'GIF89a\u0000\u0004\u0000\u0004'],
    ['the beginning of a JPEG', '\u00ff\u00d8\u00ff'],
    ['a page', '<!doctype html>'],
  ])('is not found in %s', (_what, text) => {
    expect(readPictureHead(Uint8Array.from(text, (letter) => letter.charCodeAt(0)))).toBeUndefined()
  })

  it('is looked for in anything without a fault', () => {
    const beginnings = [
      '',
      '\u00ff\u00d8',
      '\u0089PNG',
      'RIFF....WEBPVP8X',
      'RIFF....WEBPVP8L',
      'RIFF....WEBPVP8 ',
      'GIF89a',
      '\u0000\u0000\u0000\u0010ftypheic\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0040meta',
    ]
    fc.assert(
      fc.property(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 200 }), (beginning, rest) => {
        const start = Uint8Array.from(beginning, (letter) => letter.charCodeAt(0))
        const head = readPictureHead(new Uint8Array([...start, ...rest]))
        if (head) expect(Math.min(head.width, head.height)).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })
})
