import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { readPictureHead } from '../../../../src/app/pictures/picture-head.ts'

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
  ])('says type and size of %s', async (type, picture) => {
    const bytes = new Uint8Array(await picture.toBuffer())
    expect(readPictureHead(bytes)).toEqual({ ok: true, value: { type, width: 640, height: 480 } })
  })

  it('says the size of a picture that nobody should decode', async () => {
    const png = new Uint8Array(await blank(1, 1).png().toBuffer())
    new DataView(png.buffer).setUint32(16, 20_000)
    new DataView(png.buffer).setUint32(20, 20_000)
    expect(readPictureHead(png)).toMatchObject({ value: { width: 20_000, height: 20_000 } })
  })

  it.each([
    ['nothing', ''],
    ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"/>'],
    ['GIF', 'GIF89a\u0000\u0004\u0000\u0004'],
    ['the beginning of a JPEG', '\u00ff\u00d8\u00ff'],
    ['a page', '<!doctype html>'],
  ])('is not found in %s', (_what, text) => {
    expect(readPictureHead(Uint8Array.from(text, (letter) => letter.charCodeAt(0)))).toEqual({
      ok: false,
      error: 'not_a_picture',
    })
  })

  it('is looked for in anything without a fault', () => {
    const beginnings = [
      '',
      '\u00ff\u00d8',
      '\u0089PNG',
      'RIFF....WEBPVP8X',
      'RIFF....WEBPVP8L',
      'RIFF....WEBPVP8 ',
    ]
    fc.assert(
      fc.property(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 200 }), (beginning, rest) => {
        const start = Uint8Array.from(beginning, (letter) => letter.charCodeAt(0))
        const head = readPictureHead(new Uint8Array([...start, ...rest]))
        if (head.ok) expect(Math.min(head.value.width, head.value.height)).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })
})
