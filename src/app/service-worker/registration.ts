import type { WorkerRequest } from '../../core/api/worker-messages.ts'
import { findWorker } from './worker-bridge.ts'

/**
 * The registration of our worker, if there is one. Never throws: where storage is blocked, browsers refuse to
 * say.
 */
export async function findRegistration(): Promise<ServiceWorkerRegistration | undefined> {
  try {
    return await navigator.serviceWorker?.getRegistration()
  } catch {
    return undefined
  }
}

/**
 * Has the worker, if there is one, render the ready page anew after a change that it is to show; also one
 * that is not in charge yet.
 */
export async function askForReadyPage(): Promise<void> {
  const request: WorkerRequest = { type: 'RENEW_READY_PAGE', ifEmpty: 'keep' }
  const isInCharge = navigator.serviceWorker?.controller
  const worker = isInCharge ? findWorker() : (await findRegistration())?.active
  worker?.postMessage(request)
}
