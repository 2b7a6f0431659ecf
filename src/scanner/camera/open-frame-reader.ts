import type { FrameReader } from './frame-reader.ts'
import { createPageReader } from './page-reader.ts'
import { createWorkerReader } from './worker-reader.ts'

/**
 * The reader of this browser: a worker with zxing-wasm, a worker without it, or the page itself.
 *
 * @param startWorker Throws where there are no workers.
 * @param engineUrl Of zxing-wasm; fetched by the page, which the service worker answers from its precache.
 */
export function openFrameReader({
  startWorker,
  engineUrl,
  createGrammar,
}: {
  startWorker: () => Worker
  engineUrl: string
  createGrammar: Parameters<typeof createPageReader>[0]
}): FrameReader {
  try {
    return createWorkerReader(startWorker(), fetchEngine(engineUrl))
  } catch {
    return createPageReader(createGrammar)
  }
}

async function fetchEngine(url: string): Promise<ArrayBuffer | undefined> {
  if (typeof WebAssembly === 'undefined') return undefined
  try {
    const response = await fetch(url)
    return response.ok ? await response.arrayBuffer() : undefined
  } catch {
    return undefined
  }
}
