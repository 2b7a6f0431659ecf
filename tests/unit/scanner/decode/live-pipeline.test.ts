import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { beforeAll, describe, expect, test } from 'vitest'
import { searchFinders } from '../../../../src/scanner/decode/finding/symbol-search.ts'
import { reportFrame } from '../../../../src/scanner/decode/frame-report.ts'
import { createLivePipeline } from '../../../../src/scanner/decode/live-pipeline.ts'
import { readView, type SymbolView } from '../../../../src/scanner/decode/sampling/symbol-reader.ts'
import { ViewFusion } from '../../../../src/scanner/decode/symbol/fusion.ts'
import { startWasmEngine, type WasmEngine } from '../../../../src/scanner/decode/wasm-engine.ts'
import { makeCardText } from '../../../support/qr-frames/card-texts.ts'
import { renderFrame } from '../../../support/qr-frames/render-frame.ts'
import { makeClip } from '../../../support/qr-frames/scenarios.ts'
import { SeededRandom } from '../../../support/qr-frames/seeded-random.ts'

const require = createRequire(import.meta.url)
const acceptAll = () => true
let wasm: WasmEngine

beforeAll(async () => {
  const binary = readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'))
  wasm = await startWasmEngine(new Uint8Array(binary).buffer)
})

describe('createLivePipeline', () => {
  test.each(['easy', 'normal', 'hard'] as const)('reads a hand-held clip: %s', (level) => {
    const clip = makeClip('cccd', level, 0)
    const live = createLivePipeline(acceptAll, wasm)
    let read: string | undefined
    for (let k = 0; k < clip.length && read === undefined; k++) read = live.push(clip.frame(k)).reading?.text
    expect(read).toBe(clip.text)
  })

  test('goes on without wasm', () => {
    const clip = makeClip('bhyt', 'easy', 1)
    const live = createLivePipeline(acceptAll, undefined)
    const texts = [6, 8, 10, 12].map((k) => live.push(clip.frame(k)).reading?.text)
    expect(texts).toContain(clip.text)
  })

  test('survives frames that lie about their size, and starts afresh', () => {
    const live = createLivePipeline(acceptAll, wasm)
    expect(live.push({ luma: new Uint8Array(3), width: 640, height: 480 }).reading).toBeUndefined()
    expect(live.push({ luma: new Uint8Array(0), width: 0, height: 0 }).reading).toBeUndefined()
    live.reset()
    const frame = renderFrame(makeCardText('cccd', 'after'), {}, 'after')
    expect(live.push(frame, { left: -50, top: -50, width: 9000, height: 9000 }).reading?.text).toBe(
      frame.text,
    )
  })
})

describe('ViewFusion', () => {
  const text = makeCardText('cccd', 'fusion')
  const random = new SeededRandom('fusion')
  /** A view of a clear picture with noise of its own, too much to read it alone. */
  const noisyView = (content: string): SymbolView | undefined => {
    const frame = renderFrame(content, { modulePixels: 3 }, `view/${content}`)
    const [view] = searchFinders(frame, 18, () => false).views
    const soft = view?.sampled.soft.map((value) => value + 0.55 * random.gauss())
    return view && soft && { ...view, sampled: { ...view.sampled, soft } }
  }

  test('reads the sum of views of which none can be read', () => {
    const views = Array.from({ length: 10 }, () => noisyView(text)).filter((view) => view !== undefined)
    expect(views).toHaveLength(10)
    const unread = views.filter((view) => readView(view) === undefined)
    expect(unread.length).toBeGreaterThan(5)
    const fusion = new ViewFusion()
    const texts = unread.map((view) => fusion.add(view)?.text)
    expect(texts).toContain(text)
    expect(texts.every((read) => read === undefined || read === text)).toBe(true)
  })

  test('does not mix two cards', () => {
    const other = makeCardText('cccd', 'fusion other')
    const fusion = new ViewFusion()
    for (let i = 0; i < 8; i++) {
      const view = noisyView(i % 2 === 0 ? text : other)
      const read = view && fusion.add(view)?.text
      expect(read === undefined || read === text || read === other).toBe(true)
    }
  })
})

describe('reportFrame', () => {
  const measure = (changes: Parameters<typeof renderFrame>[1]) =>
    reportFrame(renderFrame(makeCardText('cccd', 'report'), changes, 'report'), undefined)

  test('tells dark from bright, dull from clear, sharp from blurred, dazzled from not', () => {
    const good = measure({})
    expect(measure({ exposure: 0.05 }).brightness).toBeLessThan(0.5 * good.brightness)
    expect(measure({ dark: 0.5, light: 0.6 }).contrast).toBeLessThan(0.5 * good.contrast)
    expect(measure({ defocus: 1 }).sharpness).toBeLessThan(0.7 * good.sharpness)
    expect(measure({ glare: 0.1 }).glare).toBeGreaterThan(good.glare + 0.02)
  })
})
