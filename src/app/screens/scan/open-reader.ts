import engineUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { openFrameReader } from '../../../scanner/camera/open-frame-reader.ts'
import { startScanWorker } from '../../../ui/browser/start-scan-worker.ts'
import { createGrammar } from './scan-grammar.ts'
import scanWorkerUrl from './scan-worker.ts?worker&url'

/** The reader of what a wallet scans. */
export const openWalletReader = () =>
  openFrameReader({ startWorker: () => startScanWorker(scanWorkerUrl), engineUrl, createGrammar })
