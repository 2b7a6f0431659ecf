import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import type { FrameReader } from '../../../scanner/camera/frame-reader.ts'
import { createPageReader } from '../../../scanner/camera/page-reader.ts'
import { createWorkerReader } from '../../../scanner/camera/worker-reader.ts'
import { trustWorkerUrl } from '../../../ui/browser/trusted-types.ts'
import { createGrammar } from './scan-grammar.ts'
import scanWorkerUrl from './scan-worker.ts?worker&url'

/** The reader of this browser: a worker with zxing-wasm, a worker without it, or the page itself. */
export function openFrameReader(): FrameReader {
  try {
    // A module only where Vite has not built it yet: Firefox before 114 knows no module workers.
    const type = import.meta.env.DEV ? 'module' : 'classic'
    const worker = new Worker(trustWorkerUrl(scanWorkerUrl), { type, name: 'scan' })
    return createWorkerReader(worker, fetchEngine())
  } catch {
    return createPageReader(createGrammar)
  }
}

/** The engine's bytes by a fetch of the page, which the service worker answers from its precache. */
async function fetchEngine(): Promise<ArrayBuffer | undefined> {
  if (typeof WebAssembly === 'undefined') return undefined
  try {
    const response = await fetch(wasmUrl)
    return response.ok ? await response.arrayBuffer() : undefined
  } catch {
    return undefined
  }
}
