import { err, ok, type Result } from '../core/result.ts'

export type Bitmap = { rgba: Uint8Array; width: number; height: number }

/**
 * Reads an uncompressed Windows bitmap (BMP) of 1, 4, 8, 24 or 32 bits a pixel, which sharp does not read.
 * Rows go from the bottom up unless the height is negative, each filled up to four bytes. What is missing at
 * the end stays black.
 */
export function readBitmap(bytes: Buffer, maxPixels: number): Result<Bitmap, 'not_a_bitmap' | 'too_large'> {
  if (bytes.length < 54 || bytes.toString('latin1', 0, 2) !== 'BM') return err('not_a_bitmap')
  const [start, head] = [bytes.readUInt32LE(10), bytes.readUInt32LE(14)]
  const [width, signedHeight] = [bytes.readInt32LE(18), bytes.readInt32LE(22)]
  const [bits, compression] = [bytes.readUInt16LE(28), bytes.readUInt32LE(30)]
  const height = Math.abs(signedHeight)
  const isPlain = compression === 0 || (compression === 3 && bits === 32)
  if (head < 40 || !isPlain || width <= 0 || height === 0 || ![1, 4, 8, 24, 32].includes(bits)) {
    return err('not_a_bitmap')
  }
  if (width * height > maxPixels) return err('too_large')
  const rowBytes = Math.ceil((width * bits) / 32) * 4
  const rgba = new Uint8Array(4 * width * height).fill(255)
  for (let y = 0; y < height; y++) {
    const row = start + (signedHeight > 0 ? height - 1 - y : y) * rowBytes
    for (let x = 0; x < width; x++) {
      const at = bits >= 24 ? row + (x * bits) / 8 : paletteEntry(bytes, row, x, bits, 14 + head)
      for (let colour = 0; colour < 3; colour++)
        rgba[4 * (y * width + x) + colour] = bytes[at + 2 - colour] ?? 0
    }
  }
  return ok({ rgba, width, height })
}

/** Where the colour of a pixel stands in the palette: blue, green, red, nothing. */
function paletteEntry(bytes: Buffer, row: number, x: number, bits: number, palette: number): number {
  const byte = bytes[row + ((x * bits) >> 3)] ?? 0
  const shift = 8 - bits - ((x * bits) & 7)
  return palette + 4 * ((byte >> shift) & ((1 << bits) - 1))
}
