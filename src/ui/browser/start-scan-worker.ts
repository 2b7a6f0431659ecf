import { trustWorkerUrl } from './trusted-types.ts'

/** Starts the worker that reads frames, by the address that Vite has given it. */
export function startScanWorker(url: string): Worker {
  // A module only where Vite has not built it yet: Firefox before 114 knows no module workers.
  const type = import.meta.env.DEV ? 'module' : 'classic'
  return new Worker(trustWorkerUrl(url), { type, name: 'scan' })
}
