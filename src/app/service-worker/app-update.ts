import { Workbox } from 'workbox-window'
import { trustWorkerUrl } from '../../ui/browser/trusted-types.ts'
import { findRegistration } from './registration.ts'
import { releaseWorker } from './worker-bridge.ts'

let waiting: Workbox | undefined
const changed = new EventTarget()

/**
 * Registers the service worker. A new version that is ready waits until the person agrees; how that comes to
 * be known (installed here, by another page, or waiting since the last visit) makes no difference.
 */
export async function registerWorker(): Promise<Workbox | undefined> {
  if (!('serviceWorker' in navigator)) return undefined
  const workbox = new Workbox(trustWorkerUrl('/service-worker.js'))
  workbox.addEventListener('waiting', () => {
    waiting = workbox
    changed.dispatchEvent(new Event('change'))
  })
  await workbox.register()
  return workbox
}

/** Whether a new version waits for the person's word. */
export function isUpdateWaiting(): boolean {
  return waiting !== undefined
}

/** Starts the new version; the page is loaded anew once it is in charge. Only ever on the person's word. */
export function applyUpdate(): void {
  if (waiting === undefined) return
  waiting.addEventListener('controlling', () => location.reload())
  releaseWorker()
  waiting.messageSkipWaiting()
}

/** Calls `listener` when a version begins to wait; returns how to stop. */
export function watchUpdate(listener: () => void): () => void {
  changed.addEventListener('change', listener)
  return () => changed.removeEventListener('change', listener)
}

/** Asks for a newer version; false where there is none. One that there is begins to wait. */
export async function lookForUpdate(): Promise<boolean> {
  const registration = await findRegistration()
  await registration?.update()
  const coming = registration?.installing
  if (coming) {
    await new Promise((resolve) => coming.addEventListener('statechange', resolve, { once: true }))
  }
  return registration?.waiting != null
}
