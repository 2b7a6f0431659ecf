import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import type { FrameReader } from '../../scanner/camera/frame-reader.ts'
import { createPageReader } from '../../scanner/camera/page-reader.ts'
import { createWorkerReader } from '../../scanner/camera/worker-reader.ts'
import { trustWorkerUrl } from '../../ui/browser/trusted-types.ts'
import { createDeskGrammar } from './desk-grammar.ts'
import scanWorkerUrl from './scan-worker.ts?worker&url'

/** The reader of this browser: a worker with the engine, a worker without it, or the page itself. */
export function openDeskReader(): FrameReader {
  try {
    const type = import.meta.env.DEV ? 'module' : 'classic'
    const worker = new Worker(trustWorkerUrl(scanWorkerUrl), { type, name: 'scan' })
    return createWorkerReader(worker, fetchEngine())
  } catch {
    return createPageReader(createDeskGrammar)
  }
}

async function fetchEngine(): Promise<ArrayBuffer | undefined> {
  if (typeof WebAssembly === 'undefined') return undefined
  try {
    const response = await fetch(wasmUrl)
    return response.ok ? await response.arrayBuffer() : undefined
  } catch {
    return undefined
  }
}
