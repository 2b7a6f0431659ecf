import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { create } from 'qrcode'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { scanPicture } from '../../../src/cli/scan-picture.ts'
import { readQrText } from '../../../src/core/qr/qr-reading.ts'

const vectors = fileURLToPath(new URL('../../vectors/pictures/', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'pictures-'))
const text =
  '079190990002||Trần Thị Mẫu|17111990|Nữ|12/3 Đường Thử Nghiệm, Phường 99, TP. Hồ Chí Minh|25122021'
const symbol = create(text, { errorCorrectionLevel: 'M' }).modules
type Colour = readonly [number, number, number, number]
const BLACK: Colour = [0, 0, 0, 255]
const WHITE: Colour = [255, 255, 255, 255]
const NOTHING: Colour = [0, 0, 0, 0]

/** The code, 5 pixels a module with its quiet zone, in these colours. */
function renderCode(dark: Colour, light: Colour) {
  const { size, data } = symbol
  const side = (size + 8) * 5
  const rgba = new Uint8Array(4 * side * side)
  for (let pixel = 0; pixel < side * side; pixel++) {
    const [x, y] = [Math.floor((pixel % side) / 5) - 4, Math.floor(pixel / side / 5) - 4]
    const isDark = x >= 0 && y >= 0 && x < size && y < size && data[y * size + x] === 1
    rgba.set(isDark ? dark : light, 4 * pixel)
  }
  return { rgba, side }
}

/** An uncompressed bitmap of 24 bits. */
function writeBitmap({ rgba, side }: ReturnType<typeof renderCode>): Buffer {
  const rowBytes = Math.ceil((side * 24) / 32) * 4
  const bytes = Buffer.alloc(54 + rowBytes * side)
  bytes.write('BM')
  bytes.writeUInt32LE(54, 10)
  bytes.writeUInt32LE(40, 14)
  bytes.writeInt32LE(side, 18)
  bytes.writeInt32LE(side, 22)
  bytes.writeUInt16LE(24, 28)
  for (let pixel = 0; pixel < side * side; pixel++) {
    const at = 54 + (side - 1 - Math.floor(pixel / side)) * rowBytes + 3 * (pixel % side)
    for (let colour = 0; colour < 3; colour++) bytes[at + colour] = rgba[4 * pixel + 2 - colour] ?? 0
  }
  return bytes
}

function save(name: string, bytes: Uint8Array): string {
  const file = join(folder, name)
  writeFileSync(file, bytes)
  return file
}

describe('a picture that the command is given', () => {
  it.each(['qr.gif', 'qr.svg', 'png-extra-image-data.png', 'transparent-modules-on-white.png'])(
    'is read: %s',
    async (name) => {
      const scanned = await scanPicture(join(vectors, name))
      expect(scanned.ok && readQrText(scanned.value.text).fields).toMatchObject({ fullName: 'Trần Thị Mẫu' })
    },
  )

  it('is read in any format and colours, also with a damaged end or with bytes behind it', async () => {
    const formats = fc.constantFrom('jpeg', 'png', 'webp', 'gif', 'tiff', 'bmp')
    const colours = fc.constantFrom(
      [BLACK, WHITE] as const,
      [WHITE, BLACK] as const,
      [BLACK, NOTHING] as const,
      [WHITE, NOTHING] as const,
      [NOTHING, WHITE] as const,
      [NOTHING, BLACK] as const,
    )
    const ends = fc.constantFrom('whole', 'cut', 'longer')
    await fc.assert(
      fc.asyncProperty(formats, colours, ends, async (format, [dark, light], end) => {
        // neither knows transparency
        const isOpaque = format === 'jpeg' || format === 'bmp'
        const code = isOpaque ? renderCode(BLACK, WHITE) : renderCode(dark, light)
        const raw = { width: code.side, height: code.side, channels: 4 } as const
        const bytes =
          format === 'bmp'
            ? writeBitmap(code)
            : await sharp(code.rgba, { raw })
                .toFormat(format, format === 'tiff' ? { compression: 'lzw' } : {})
                .toBuffer()
        // of those that are read from their beginning
        const isCut = end === 'cut' && (format === 'jpeg' || format === 'png')
        const given = isCut ? bytes.subarray(0, -12) : bytes
        const file = save(
          `code.${format}`,
          end === 'longer' ? Buffer.concat([given, Buffer.alloc(99, 7)]) : given,
        )
        expect(await scanPicture(file), `${format} ${end}`).toMatchObject({ ok: true, value: { text } })
      }),
      { numRuns: 25 },
    )
  })

  it('says so when it is too large, no picture, or not there', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="12000" height="9000"><rect width="9" height="9"/></svg>'
    expect(await scanPicture(save('large.svg', Buffer.from(svg)))).toEqual({ ok: false, error: 'too_large' })
    expect(await scanPicture(save('text.png', Buffer.from('no picture')))).toMatchObject({
      error: 'not_a_picture',
    })
    expect(await scanPicture(join(folder, 'nothing.png'))).toMatchObject({ error: 'unreadable' })
  })
})
