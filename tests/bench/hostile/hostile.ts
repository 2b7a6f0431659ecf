import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import sharp from 'sharp'
import { encodeCbor } from '../../../src/core/cose/cbor.ts'
import { readWalletCode, writeWalletCode } from '../../../src/core/credential/qr-text.ts'
import { verifyStatusList } from '../../../src/core/credential/status-list.ts'
import { verifyTrustList } from '../../../src/core/credential/trust-list.ts'
import { verifyCard } from '../../../src/core/credential/verify-card.ts'
import { readQrText } from '../../../src/core/qr/qr-reading.ts'
import { cleanPicture } from '../../../src/issuer/pictures/clean-picture.ts'
import { readCommand } from '../../../src/issuer/recovery/inbound-sms.ts'
import { readStill } from '../../../src/scanner/decode/still-pipeline.ts'
import { startWasmEngine } from '../../../src/scanner/decode/wasm-engine.ts'
import { ROOTS, readDesk, readTrustList } from '../../support/vectors/desk.ts'
import { listVectors } from '../../support/vectors/files.ts'
import type { ScanVector } from '../../support/vectors/scan.ts'
import type { BenchOptions } from '../main.ts'
import { runHostileRequests } from './hostile-http.ts'
import { createRandom, damage, hostileTexts, makeValue, type Random } from './hostile-values.ts'

const COUNT = 1_000_000

/** Of all inputs; a picture and a still take much longer than a text. */
const SHARES = {
  requests: 0.3,
  signed: 0.2,
  texts: 0.4,
  sms: 0.0985,
  pictures: 0.001,
  stills: 0.0005,
} as const

/** What of a kind of input costs how much of a core, in milliseconds, and what was thrown. */
type Figures = { asked: number; coreMsMost: number; coreMsEach: number; thrown: string[]; worst: string }

/**
 * Inputs that are made to break something: requests against the real process, and what reads signed bytes,
 * codes, text messages and pictures in this one. Figures are of processor time, so they say the same on a
 * busy machine.
 */
export async function benchHostile({ quick, count = quick ? 2000 : COUNT, only, seed = 1 }: BenchOptions) {
  const unhandled: string[] = []
  process.on('unhandledRejection', (reason) => unhandled.push(String(reason).slice(0, 200)))
  const kinds = {
    requests: (asked) => runHostileRequests(asked, seed),
    signed: (asked) => runSigned(asked, seed),
    texts: (asked) => run(asked, seed, { make: makeText, read: (text) => readQrText(text), name: String }),
    sms: (asked) => run(asked, seed, { make: makeText, read: readCommand, name: String }),
    pictures: (asked) => runPictures(asked, seed),
    stills: (asked) => runStills(asked, seed),
  } satisfies Record<keyof typeof SHARES, (asked: number) => Promise<unknown>>
  const figures: Partial<Record<string, unknown>> = { count, seed }
  for (const [kind, runKind] of Object.entries(kinds)) {
    if (only !== undefined && only !== kind) continue
    const share = SHARES[kind as keyof typeof SHARES]
    figures[kind] = await runKind(Math.max(20, Math.round(count * share)))
  }
  return { ...figures, unhandled }
}

/**
 * One after the other, so that the processor time of each can be told; what makes the inputs is not counted.
 */
async function run<Input>(
  asked: number,
  seed: number,
  {
    make,
    read,
    name,
  }: {
    make: (random: Random) => Input
    read: (input: Input) => unknown
    name: (input: Input) => string
  },
): Promise<Figures> {
  const thrown: string[] = []
  let [most, all, worst] = [0, 0, '']
  for (let index = 0; index < asked; index++) {
    const input = make(createRandom((seed - 1) * COUNT + index))
    const before = process.cpuUsage()
    try {
      await read(input)
    } catch (error) {
      if (thrown.length < 10) thrown.push(`${String(error).slice(0, 200)} at ${name(input).slice(0, 120)}`)
    }
    const { user, system } = process.cpuUsage(before)
    const ms = (user + system) / 1000
    all += ms
    if (ms > most) {
      most = ms
      worst = name(input).slice(0, 120)
    }
  }
  return { asked, coreMsMost: Math.round(most), coreMsEach: Number((all / asked).toFixed(3)), thrown, worst }
}

const scans = listVectors<ScanVector>('credential/scans')

async function runSigned(asked: number, seed: number): Promise<Figures> {
  const desks = await Promise.all(scans.map(readDesk))
  const trustList = await readTrustList('production')
  const codes = scans.map(({ text }) => readWalletCode(text)).flatMap((code) => (code.ok ? [code.value] : []))
  return run(asked, seed, {
    make: (random) => ({
      desk: random.pick(desks),
      bytes: random.below(8) === 0 ? encodeHostile(random) : damage(random, random.pick(codes)),
      as: random.below(6),
    }),
    read: ({ desk, bytes, as }) => {
      if (as === 0) return verifyStatusList(bytes, { trustList, now: desk.now })
      if (as === 1) return verifyTrustList(bytes, { roots: ROOTS, now: desk.now })
      return verifyCard(bytes.length > 0 ? writeWalletCode(bytes) : 'BHYT:1/', desk)
    },
    name: ({ bytes, as }) => `${as} ${Buffer.from(bytes).toString('hex')}`,
  })
}

/** Well-formed CBOR of something else. */
function encodeHostile(random: Random): Uint8Array<ArrayBuffer> {
  const value = (depth: number): Parameters<typeof encodeCbor>[0] => {
    switch (random.below(depth > 5 ? 3 : 6)) {
      case 0:
        return random.below(2 ** 31)
      case 1:
        return random.bytes(random.below(40))
      case 2:
        return random.pick(hostileTexts).toWellFormed().slice(0, 100)
      case 3:
        return Array.from({ length: random.below(6) }, () => value(depth + 1))
      default:
        return new Map(Array.from({ length: random.below(5) }, (_, key) => [key, value(depth + 1)]))
    }
  }
  try {
    return encodeCbor(value(0))
  } catch {
    return random.bytes(40)
  }
}

/** Damaged texts of cards and identity documents, and others. */
function makeText(random: Random): string {
  const known = [
    'DN4010199990001|4e677579e1bb856e2054686e1bb8b2|05/03/1988|2|48c3a0204ee1bb99692c|01-001|01/01/2026|-|01/01/2026|01999900010001|-|4|01/01/2020|6f3e8f2c-7102|$',
    '001188990001|012345678|Nguyễn Thị Mẫu|05031988|Nữ|Số 1 phố Mẫu, Hà Nội|01012021',
    'https://example.vn/a?b=c',
    'BH MK 0099990001',
    ...scans.slice(0, 20).map(({ text }) => text),
  ]
  switch (random.below(5)) {
    case 0:
      return random.pick(hostileTexts)
    case 1:
      return random
        .pick(['|', '$', 'BHYT:1/', 'BHYT:999999/', 'WIFI:S:', 'VCARD\n'])
        .repeat(1 + random.below(3000))
    case 2:
      return (JSON.stringify(makeValue(random)) ?? '').slice(0, 9000)
    default:
      return Buffer.from(damage(random, Buffer.from(random.pick(known)))).toString(
        random.pick(['utf8', 'latin1'] as const),
      )
  }
}

async function runPictures(asked: number, seed: number): Promise<Figures> {
  const noise = createRandom(7)
  const raw = { width: 640, height: 480, channels: 3 } as const
  const plain = sharp(noise.bytes(640 * 480 * 3), { raw })
  const good = [
    await plain.clone().jpeg().toBuffer(),
    await plain.clone().png().toBuffer(),
    await plain.clone().webp().toBuffer(),
  ]
  const wide = sharp({ create: { width: 16_000, height: 16_000, channels: 3, background: 'white' } })
  const bombs = [
    await wide.clone().png({ compressionLevel: 9 }).toBuffer(),
    await wide.clone().jpeg({ quality: 1 }).toBuffer(),
  ]
  const progressive = await plain.clone().jpeg({ progressive: true, optimiseScans: true }).toBuffer()
  return run(asked, seed, {
    make: (random) => {
      const base = random.pick([...good, ...good, progressive, ...bombs])
      return random.below(20) === 0 ? new Uint8Array(base) : damage(random, base)
    },
    read: cleanPicture,
    name: (bytes) => `${bytes.length} bytes ${Buffer.from(bytes.subarray(0, 8)).toString('hex')}`,
  })
}

async function runStills(asked: number, seed: number): Promise<Figures> {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const engine = await startWasmEngine(new Uint8Array(readFileSync(file)).buffer)
  const kinds = ['noise', 'stripes', 'finders', 'grey', 'checks'] as const
  const draw = (random: Random) => {
    const kind = random.pick(kinds)
    const [width, height] = random.pick([
      [640, 480],
      [1280, 960],
      [2000, 1500],
      [4000, 3000],
    ] as const)
    const size = 4 + random.below(20)
    const luma = new Uint8Array(width * height)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) luma[y * width + x] = shade(kind, x, y, size, random)
    return { kind, frame: { luma, width, height } }
  }
  return run(asked, seed, {
    make: draw,
    read: ({ frame }) => readStill(frame, () => false, engine),
    name: ({ kind, frame }) => `${kind} ${frame.width} × ${frame.height}`,
  })
}

function shade(
  kind: 'noise' | 'stripes' | 'finders' | 'grey' | 'checks',
  x: number,
  y: number,
  size: number,
  random: Random,
): number {
  switch (kind) {
    case 'noise':
      return random.below(256)
    case 'stripes':
      return (x / size) % 2 < 1 ? 0 : 255
    case 'checks':
      return (Math.floor(x / size) + Math.floor(y / size)) % 2 === 0 ? 0 : 255
    case 'finders': {
      // The eye of a QR code, over and over.
      const [column, row] = [Math.floor(x / size) % 9, Math.floor(y / size) % 9]
      const ring = Math.max(Math.abs(column - 3), Math.abs(row - 3))
      return ring <= 1 || ring === 3 ? 0 : 255
    }
    case 'grey':
      return 128
  }
}
