import { crc32, deflateSync } from 'node:zlib'

/** Numbers of 32 bits as ICC profiles have them; four letters are one. */
const words = (...all: (number | string)[]) => {
  const bytes = Buffer.alloc(all.length * 4)
  for (const [at, word] of all.entries())
    if (typeof word === 'number') bytes.writeUInt32BE(word, at * 4)
    else bytes.write(word, at * 4, 'latin1')
  return bytes
}

/** An ICC profile (version 4.3) by which each pixel goes through so many times the same matrix. */
export function makeProfile(steps: number): Buffer {
  const [channels, one] = [0x0003_0003, 0x3f80_0000]
  const matrix = words('matf', 0, channels, one, 0, 0, 0, 0x3f7f_0000, 0, 0, 0, one, 0, 0, 0)
  const chain = (count: number) =>
    Buffer.concat([
      words('mpet', 0, channels, count),
      words(...Array.from({ length: count }, () => [16 + count * 8, matrix.length]).flat()),
      matrix,
    ])
  const [few, many] = [chain(1), chain(steps)]
  const begin = 128 + 28
  const head = words(
    begin + few.length + many.length,
    0,
    0x0430_0000,
    'mntr',
    'RGB ',
    'XYZ ',
    0,
    0,
    0,
    'acsp',
  )
  const tags = words(2, 'A2B0', begin, few.length, 'D2B0', begin + few.length, many.length)
  return Buffer.concat([head, Buffer.alloc(128 - head.length), tags, few, many])
}

/** A part of a PNG. */
export function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A white picture of 300 by 300 pixels with such a profile, in some kilobytes. */
export function makeProfiledPng(steps: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(300, 0)
  head.writeUInt32BE(300, 4)
  head.set([8, 2], 8)
  const row = Buffer.concat([Buffer.alloc(1), Buffer.alloc(900, 255)])
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('iCCP', Buffer.concat([Buffer.from('p\0\0'), deflateSync(makeProfile(steps))])),
    chunk('IDAT', deflateSync(Buffer.concat(Array<Buffer>(300).fill(row)))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
