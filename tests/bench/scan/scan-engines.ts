import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { LumaFrame } from '../../../src/scanner/decode/frame.ts'
import { createLivePipeline } from '../../../src/scanner/decode/live-pipeline.ts'
import { readStill } from '../../../src/scanner/decode/still-pipeline.ts'
import { startWasmEngine, type WasmEngine } from '../../../src/scanner/decode/wasm-engine.ts'

/** A way to read codes, alone: the texts found in one frame. `startClip` gives a reader with a memory. */
export type Engine = {
  readonly name: string
  readonly read: (frame: LumaFrame) => readonly string[]
  readonly startClip: () => (frame: LumaFrame) => readonly string[]
}

const require = createRequire(import.meta.url)

/** zxing-wasm with everything on, zxing-js as it comes (try harder), ours, and ours without wasm. */
export async function startEngines(): Promise<{
  wasm: Engine
  zxingJs: Engine
  ours: Engine
  withoutWasm: Engine
}> {
  const binary = readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'))
  const wasm = await startWasmEngine(new Uint8Array(binary).buffer)
  const readWasm = (frame: LumaFrame) => wasm(frame, { invert: true }).readings.map(({ text }) => text)
  const readJs = startZxingJs()
  return {
    wasm: { name: 'zxing-wasm', read: readWasm, startClip: () => readWasm },
    zxingJs: { name: 'zxing-js', read: readJs, startClip: () => readJs },
    ours: startOurs('ours', wasm),
    withoutWasm: startOurs('ours without wasm', undefined),
  }
}

function startOurs(name: string, wasm: WasmEngine | undefined): Engine {
  const acceptAll = () => true
  return {
    name,
    read: (frame) => {
      const reading = readStill(frame, acceptAll, wasm)
      return reading ? [reading.text] : []
    },
    startClip: () => {
      const live = createLivePipeline(acceptAll, wasm)
      return (frame) => {
        const { reading } = live.push(frame)
        return reading ? [reading.text] : []
      }
    },
  }
}

/** @zxing/browser as it comes: its reader for QR codes, without the canvas around it. */
function startZxingJs(): Engine['read'] {
  // CommonJS without named imports for Node
  const zxing: typeof import('@zxing/library') = require('@zxing/library')
  const browser: typeof import('@zxing/browser') = require('@zxing/browser')
  const reader = new browser.BrowserQRCodeReader(new Map([[zxing.DecodeHintType.TRY_HARDER, true]]))
  return ({ luma, width, height }) => {
    const source = new zxing.RGBLuminanceSource(new Uint8ClampedArray(luma), width, height)
    try {
      return [reader.decodeBitmap(new zxing.BinaryBitmap(new zxing.HybridBinarizer(source))).getText()]
    } catch {
      return []
    }
  }
}
