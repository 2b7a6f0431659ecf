import { isWorkerEvent } from '../core/api/worker-messages.ts'
import type { WalletDatabase } from '../wallet/wallet-database.ts'
import './styles/print.css'
import { requestRefresh } from './refresh.ts'
import { registerWorker } from './update-offer.ts'

/**
 * What runs behind the screen once it stands: the service worker, and refreshing when the app opens, comes back into sight or
 * finds a network (no browser wakes a worker for that). Returns how to stop.
 */
export function startBackground(db: WalletDatabase, reload: () => Promise<void>): () => void {
  const refresh = async () => {
    if (document.hidden || !navigator.onLine) return
    await requestRefresh(db, { force: false })
    await reload()
  }
  const refreshQuietly = () => void refresh().catch(() => {})
  const onMessage = ({ data }: MessageEvent) => {
    if (isWorkerEvent(data)) reload().catch(() => {})
  }
  addEventListener('online', refreshQuietly)
  document.addEventListener('visibilitychange', refreshQuietly)
  navigator.serviceWorker?.addEventListener('message', onMessage)
  // Without a service worker (private tabs, in-app browsers) everything but the offline start still works.
  void registerWorker()
    .catch(() => {})
    .then(refreshQuietly)
  return () => {
    removeEventListener('online', refreshQuietly)
    document.removeEventListener('visibilitychange', refreshQuietly)
    navigator.serviceWorker?.removeEventListener('message', onMessage)
  }
}
