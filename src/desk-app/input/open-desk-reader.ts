import engineUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { openFrameReader } from '../../scanner/camera/open-frame-reader.ts'
import { startScanWorker } from '../../ui/browser/start-scan-worker.ts'
import { createDeskGrammar } from './desk-grammar.ts'
import scanWorkerUrl from './scan-worker.ts?worker&url'

/** The reader of what a desk scans. */
export const openDeskReader = () =>
  openFrameReader({
    startWorker: () => startScanWorker(scanWorkerUrl),
    engineUrl,
    createGrammar: createDeskGrammar,
  })
