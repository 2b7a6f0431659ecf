import { type LumaFrame, lumaFromRgba } from './frame.ts'
import { reportFrame } from './frame-report.ts'
import { createLivePipeline } from './live-pipeline.ts'
import type { FrameSource, ScanAnswer, ScanRequest } from './scan-messages.ts'
import { readStill } from './still-pipeline.ts'
import type { WasmEngine } from './wasm-engine.ts'

/** Either end of a message channel, or a worker's own scope. */
export type ScanPort = {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  postMessage(message: ScanAnswer): void
}

const EMPTY: LumaFrame = { luma: new Uint8Array(0), width: 0, height: 0 }

/**
 * Answers scan requests on a port: in the scanner's own worker, or, where there is none, in the page.
 *
 * @param startWasm starts zxing-wasm; left out where WebAssembly is not allowed.
 */
export function serveScanner(port: ScanPort, startWasm?: (bytes: ArrayBuffer) => Promise<WasmEngine>): void {
  const refused = new Set<string>()
  const accept = (text: string) => !refused.has(text)
  const drawing = createDrawing()
  let wasm: WasmEngine | undefined
  let live = createLivePipeline(accept, undefined)

  const start = async (bytes: ArrayBuffer | undefined): Promise<ScanAnswer> => {
    try {
      wasm = bytes && startWasm ? await startWasm(bytes) : undefined
    } catch {
      wasm = undefined // not allowed here: the engines without wasm do the work
    }
    live = createLivePipeline(accept, wasm)
    return { type: 'started', hasWasm: wasm !== undefined }
  }

  const scan = (request: Exclude<ScanRequest, { type: 'start' | 'reset' }>): ScanAnswer => {
    const since = performance.now()
    const { type, id } = request
    refused.clear()
    for (const text of request.refused ?? []) refused.add(text)
    const frame = drawing.toLuma(request.source)
    if (type === 'still') {
      const reading = readStill(frame, accept, wasm)
      return { type, id, ...(reading && { reading }), ms: performance.now() - since }
    }
    const { reading, report } = live.push(frame, request.viewfinder)
    return { type, id, ...(reading && { reading }), report, ms: performance.now() - since }
  }

  let queue: Promise<unknown> = Promise.resolve()
  port.addEventListener('message', (event) => {
    const request: ScanRequest = event.data
    queue = queue.then(async () => {
      if (request.type === 'reset') live.reset()
      else if (request.type === 'start') port.postMessage(await start(request.wasm))
      else port.postMessage(answerOrNothing(() => scan(request), request))
    })
  })
}

/** A frame that cannot be drawn (closed, out of memory) is a frame without a code, never a silent stop. */
function answerOrNothing(
  scan: () => ScanAnswer,
  { type, id }: Exclude<ScanRequest, { type: 'start' | 'reset' }>,
): ScanAnswer {
  try {
    return scan()
  } catch {
    return type === 'still' ? { type, id, ms: 0 } : { type, id, report: reportFrame(EMPTY, undefined), ms: 0 }
  }
}

/** One canvas for all frames of a size. */
function createDrawing(): { toLuma(source: FrameSource): LumaFrame } {
  let canvas: OffscreenCanvas | undefined
  return {
    toLuma(source) {
      if ('luma' in source) return source
      const [width, height] =
        'displayWidth' in source ? [source.displayWidth, source.displayHeight] : [source.width, source.height]
      if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height)
      const context = canvas.getContext('2d', { willReadFrequently: true })
      context?.drawImage(source, 0, 0)
      source.close()
      const pixels = context?.getImageData(0, 0, width, height).data
      return pixels ? lumaFromRgba(pixels, width, height) : EMPTY
    },
  }
}
