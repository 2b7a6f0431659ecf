// The scanner's own worker: new Worker(new URL('…/scan-worker.ts', import.meta.url), { type: 'module' })
import { type ScanPort, serveScanner } from './scan-service.ts'
import { startWasmEngine } from './wasm-engine.ts'

serveScanner(self as unknown as ScanPort, startWasmEngine)
