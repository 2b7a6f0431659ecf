import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { LumaFrame } from '../../../../src/scanner/decode/frame.ts'
import { readStill } from '../../../../src/scanner/decode/still-pipeline.ts'
import { startWasmEngine, type WasmEngine } from '../../../../src/scanner/decode/wasm-engine.ts'
import { makeVietnamese, renderCleanCode, renderWithoutCode } from '../../../bench/scan/scan-pictures.ts'
import { makeCardText } from '../../../support/qr-frames/card-texts.ts'
import { renderFrame, type Scene } from '../../../support/qr-frames/render-frame.ts'
import { renderScenario } from '../../../support/qr-frames/scenarios.ts'
import { SeededRandom } from '../../../support/qr-frames/seeded-random.ts'

const require = createRequire(import.meta.url)
const acceptAll = () => true
let wasm: WasmEngine

beforeAll(async () => {
  const binary = readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'))
  wasm = await startWasmEngine(new Uint8Array(binary).buffer)
})

describe('a still that cannot be read', () => {
  test('is not gone through at twice its size where nothing is seen in it', () => {
    const [width, height] = [1280, 960]
    let pixels = 0
    const blind: WasmEngine = (frame) => {
      pixels += frame.width * frame.height
      return { readings: [], located: [] }
    }
    const grey = { luma: new Uint8Array(width * height).fill(128), width, height }
    expect(readStill(grey, acceptAll, blind)).toBeUndefined()
    expect(pixels / (width * height)).toBeLessThanOrEqual(3.25)
  })

  test('is given up after some looks at what seems to be codes in it', () => {
    const [width, height, module] = [640, 480, 5]
    const luma = Uint8Array.from({ length: width * height }, (_, at) => {
      const [u, v] = [at % width, Math.floor(at / width)].map((place) => Math.floor(place / module) % 9)
      const ring = Math.max(Math.abs((u ?? 0) - 3), Math.abs((v ?? 0) - 3))
      return ring === 2 || ring > 3 ? 255 : 0
    })
    let wasAskedForInverted = false
    const blind: WasmEngine = (_frame, { invert = false } = {}) => {
      wasAskedForInverted ||= invert
      return { readings: [], located: [] }
    }
    expect(readStill({ luma, width, height }, acceptAll, blind)).toBeUndefined()
    // The last of all means.
    expect(wasAskedForInverted).toBe(false)
  })
})

describe('the work on a still that cannot be read', () => {
  const [width, height] = [4000, 3000]
  const square = 20
  const checks = (): LumaFrame => {
    const luma = new Uint8Array(width * height)
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        luma[y * width + x] = (Math.floor(x / square) + Math.floor(y / square)) % 2 === 0 ? 0 : 255
      }
    }
    return { luma, width, height }
  }
  const grey = (): LumaFrame => ({ luma: new Uint8Array(width * height).fill(128), width, height })

  /** Every look of an engine that sees the corners of a code, or nothing, and never reads one. */
  function watch(frame: LumaFrame, seesOne: boolean) {
    const looks: { pixels: number; inverted: boolean }[] = []
    const corners = [10, 60].flatMap((y) => [10, 60].map((x) => ({ x: y === 60 ? 70 - x : x, y })))
    const engine: WasmEngine = (part, { invert = false } = {}) => {
      looks.push({ pixels: part.width * part.height, inverted: invert })
      return { readings: [], located: seesOne ? [{ corners, version: 1 }] : [] }
    }
    expect(readStill(frame, acceptAll, engine)).toBeUndefined()
    return looks
  }

  test('is not spent on a means that would take more than is left, and the cheaper ones go on', () => {
    // Nearly every place in noise has rings around it, and no code comes of it.
    const random = new SeededRandom('noise')
    const [width, height] = [1480, 1480]
    const luma = new Uint8Array(width * height).map(() => 255 * random.next())
    expect(watch({ luma, width, height }, false).some(({ inverted }) => inverted)).toBe(true)
  })

  test('is counted, and ends where it is spent: the squares of a chessboard resemble finder patterns', () => {
    expect(watch(checks(), false).some(({ inverted }) => inverted)).toBe(false)
    expect(watch(grey(), false).some(({ inverted }) => inverted)).toBe(true)
  })

  test('is not spent on comparing tens of thousands of finder patterns with each other', () => {
    const shades = Uint8Array.from({ length: 81 }, (_, at) => {
      const ring = Math.max(Math.abs((at % 9) - 3), Math.abs(Math.floor(at / 9) - 3))
      return ring === 2 || ring > 3 ? 255 : 0
    })
    const luma = Uint8Array.from({ length: width * height }, (_, at) => {
      const [u, v] = [(at % width) >> 1, Math.floor(at / width) >> 1]
      return shades[(v % 9) * 9 + (u % 9)] ?? 0
    })
    const looks = watch({ luma, width, height }, false)
    expect(looks.length).toBeGreaterThan(0)
    expect(looks.every(({ pixels }) => pixels < 2_200_000)).toBe(true)
  })

  test('begins with a huge picture reduced, then around what was seen, and as a whole at last', () => {
    const [first, second, ...others] = watch(grey(), true).map(({ pixels }) => pixels)
    expect(first).toBeLessThan(2_200_000)
    expect(second).toBeLessThan(500_000)
    expect(others.filter((pixels) => pixels === width * height)).toHaveLength(1)
  })

  test('goes to the whole of a huge picture at once where nothing was seen', () => {
    const [first, second] = watch(grey(), false).map(({ pixels }) => pixels)
    expect(first).toBeLessThan(2_200_000)
    expect(second).toBe(width * height)
  })
})

describe.each([
  ['with wasm', (): WasmEngine | undefined => wasm],
  ['without wasm', (): WasmEngine | undefined => undefined],
] as const)('readStill %s', (_, engine) => {
  test.each<[string, Partial<Scene>]>([
    ['plain', {}],
    ['small', { modulePixels: 2.2 }],
    ['turned', { roll: 40 }],
    ['tilted', { tilt: 35, tiltDirection: 70 }],
    ['bent', { bend: 50 }],
    ['blurred', { defocus: 0.6 }],
    ['moved', { motion: 1, motionDirection: 30 }],
    ['dark', { exposure: 0.12, noise: 0.008 }],
    ['faint', { dark: 0.35, light: 0.6 }],
    ['shadow', { shadow: 0.3 }],
    ['glare', { glare: 0.02 }],
  ])('reads a frame: %s', (name, scene) => {
    const frame = renderFrame(makeCardText('cccd', name), { width: 400, height: 320, ...scene }, name)
    const reading = readStill(frame, acceptAll, engine())
    expect(reading?.text).toBe(frame.text)
    expect(reading?.corners).toHaveLength(4)
    expect(new TextDecoder().decode(reading?.bytes)).toBe(frame.text)
  })

  test('gives corners in pixels of the frame', () => {
    const frame = renderCleanCode(makeCardText('bhyt', 'corners'), 4)
    const reading = readStill(frame, acceptAll, engine())
    const [near, far] = [16, frame.width - 16]
    const wanted = [near, near, far, near, far, far, near, far]
    const places = reading?.corners.flatMap(({ x, y }) => [x, y]) ?? []
    expect(places).toHaveLength(8)
    places.forEach((place, i) => {
      expect(Math.abs(place - (wanted[i] ?? 0))).toBeLessThan(3)
    })
  })

  test('reads Vietnamese, composed and decomposed, letter for letter', () => {
    for (let i = 0; i < 40; i++) {
      const text = makeVietnamese(i)
      const reading = readStill(renderCleanCode(text, 4), acceptAll, engine())
      expect(reading?.text.normalize(), `text ${i}`).toBe(text.normalize())
    }
  })

  test('finds nothing where there is no code', () => {
    for (let i = 0; i < 5; i++) expect(readStill(renderWithoutCode(i), acceptAll, engine())).toBeUndefined()
  })

  test('gives only what the grammar of the caller accepts', () => {
    const frame = renderCleanCode(makeCardText('cccd', 'refused'), 4)
    expect(readStill(frame, () => false, engine())).toBeUndefined()
    const seen: string[] = []
    readStill(frame, (text) => seen.push(text) < 0, engine())
    expect(new Set(seen)).toEqual(new Set([frame.text]))
  })

  test('never throws: sizes that lie, tiny and empty frames, noise', () => {
    const frames: LumaFrame[] = [
      { luma: new Uint8Array(0), width: 0, height: 0 },
      { luma: new Uint8Array(10), width: 100, height: 100 },
      { luma: new Uint8Array(100), width: Number.NaN, height: 10 },
      { luma: new Uint8Array(64), width: -8, height: -8 },
      { luma: new Uint8Array(64), width: 8, height: 8 },
      { luma: new Uint8Array(4000).fill(77), width: 4000, height: 1 },
    ]
    for (const frame of frames) expect(readStill(frame, acceptAll, engine())).toBeUndefined()
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 60 }),
        fc.integer({ min: 8, max: 60 }),
        fc.infiniteStream(fc.nat(255)),
        (width, height, values) => {
          const luma = Uint8Array.from({ length: width * height }, () => values.next().value ?? 0)
          expect(readStill({ luma, width, height }, acceptAll, engine())).toBeUndefined()
        },
      ),
      { numRuns: 15 },
    )
  })
})

describe('a second chance', () => {
  test('reads what zxing-wasm alone cannot', () => {
    const frames = [
      renderScenario('cccd', 'blurred', 4, 0),
      renderScenario('bhyt', 'bent', 4, 0),
      renderScenario('cccd', 'dark', 4, 0),
    ]
    for (const frame of frames) {
      expect(wasm(frame).readings).toEqual([])
      expect(readStill(frame, acceptAll, wasm)?.text).toBe(frame.text)
    }
  })
})
