import { getZXingModule, type ZXingReaderModule, type ZXingReaderOptions } from 'zxing-wasm/reader'
import type { LumaFrame, Point, Reading } from './frame.ts'
import { tryDecodeUtf8 } from './symbol/bit-stream.ts'

/** A code that was found but not read: its outer corners, clockwise from the top left, and its version if known. */
export type LocatedCode = { readonly corners: readonly Point[]; readonly version: number | undefined }

export type WasmAnswer = { readonly readings: readonly Reading[]; readonly located: readonly LocatedCode[] }

export type WasmOptions = {
  readonly denoise?: boolean
  readonly invert?: boolean
  readonly globalHistogram?: boolean
}

/** zxing-cpp, compiled: reads one frame, synchronously. Never throws. */
export type WasmEngine = (frame: LumaFrame, options?: WasmOptions) => WasmAnswer

/** The part of the compiled module that its type leaves out (Emscripten's memory). */
type ReaderModule = ZXingReaderModule & {
  readonly HEAPU8: Uint8Array
  _malloc(size: number): number
  _free(pointer: number): void
}

const ENGINE = 'zxing-wasm'

/**
 * Starts zxing-wasm from bytes in hand; nothing is fetched (its own loader would ask a CDN).
 *
 * @throws when the bytes are no WebAssembly or WebAssembly is not allowed (Lockdown Mode).
 */
export async function startWasmEngine(wasmBinary: ArrayBuffer): Promise<WasmEngine> {
  const module = (await getZXingModule({ wasmBinary })) as ReaderModule
  return (frame, options = {}) => readWithModule(module, frame, options)
}

function readWithModule(module: ReaderModule, frame: LumaFrame, options: WasmOptions): WasmAnswer {
  const readings: Reading[] = []
  const located: LocatedCode[] = []
  const size = frame.width * frame.height
  const pointer = size > 0 && frame.luma.length >= size ? module._malloc(size) : 0
  if (pointer === 0) return { readings, located }
  try {
    module.HEAPU8.set(frame.luma.subarray(0, size), pointer)
    const results = module.readBarcodesFromPixmap(pointer, frame.width, frame.height, readerOptions(options))
    for (let i = 0; i < results.size(); i++) {
      const result = results.get(i)
      if (!result) continue
      const { topLeft, topRight, bottomRight, bottomLeft } = result.position
      const corners = [topLeft, topRight, bottomRight, bottomLeft].map(({ x, y }) => ({ x, y }))
      // bytes decide; the engine's own guess of a charset counts only where they are not UTF-8
      if (result.isValid) {
        const bytes = result.bytes.slice()
        readings.push({ bytes, text: tryDecodeUtf8(bytes) ?? result.text, corners, engine: ENGINE })
      } else {
        located.push({ corners, version: Number.parseInt(result.version, 10) || undefined })
      }
    }
  } catch {
    // an abort inside the module leaves no reading; the other engines go on
  } finally {
    module._free(pointer)
  }
  return { readings, located }
}

function readerOptions(options: WasmOptions): ZXingReaderOptions {
  return {
    formats: 'QRCode',
    tryHarder: true,
    tryRotate: true,
    tryInvert: options.invert ?? false,
    tryDownscale: true,
    tryDenoise: options.denoise ?? false,
    binarizer: options.globalHistogram ? 1 : 0,
    isPure: false,
    downscaleThreshold: 500,
    downscaleFactor: 3,
    minLineCount: 2,
    maxNumberOfSymbols: 8,
    validateOptionalChecksum: false,
    returnErrors: true,
    eanAddOnSymbol: 0,
    textMode: 0,
    characterSet: 0,
    tryCode39ExtendedMode: false,
  }
}
