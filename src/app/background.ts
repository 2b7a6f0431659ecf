import { isWorkerEvent } from '../core/api/worker-messages.ts'
import { issuer } from '../ui/browser/issuer.ts'
import { openWallet } from '../wallet/cards/read-wallet.ts'
import type { WalletDatabase } from '../wallet/database/wallet-database.ts'
import { endSessionLeftOpen } from '../wallet/session/end-session.ts'
import { watchSignOut } from './browser/sign-out-broadcast.ts'
import './styles/print.css'
import { renewUnread } from './inbox/renew-unread.ts'
import { registerWorker } from './service-worker/app-update.ts'
import { isWorkerReleased } from './service-worker/worker-bridge.ts'
import { requestRefresh } from './wallet/refresh.ts'

const push = { offline: 'later', load: () => import('./push/keep-push-here.ts') }

/** Whose snapshot the wallet has; undefined where it has none, or cannot be read. */
async function readPerson(db: WalletDatabase): Promise<string | undefined> {
  const wallet = await openWallet(db).catch(() => undefined)
  return wallet?.state.personId
}

/**
 * What runs behind the screen once it stands: the service worker, and refreshing and sending when the app
 * opens, comes back into sight or finds a network (no browser wakes a worker for that). Returns how to stop.
 */
export function startBackground(db: WalletDatabase, reload: () => Promise<void>): () => void {
  /** Whose wallet this page shows; undefined for nobody's. */
  let person = readPerson(db)
  /**
   * Begins anew where another person has signed in in another page: nothing of the one before stays on a
   * screen or in a form.
   */
  const giveWay = async (): Promise<boolean> => {
    const [before, now] = [await person, await readPerson(db)]
    // A reading that failed says nothing of who it was.
    person = Promise.resolve(now ?? before)
    const isOther = before !== undefined && now !== undefined && now !== before
    if (isOther) location.replace('/')
    return isOther
  }
  const follow = async () => {
    if (!(await giveWay())) await reload()
  }
  const refresh = async () => {
    // Without a worker nobody has told this page, and a network may take its time. Out of sight as well:
    // what a form asks for once there is a network would be kept as this person's.
    if ((await giveWay()) || document.hidden) return
    // Also where the device says that it has no network: it may be wrong, and finding out costs nothing.
    await endSessionLeftOpen(db, issuer)
    await requestRefresh(db, { force: false })
    // The page is about to be loaded anew; whatever it asked for now would hold the next worker back.
    if (isWorkerReleased()) return
    await follow()
    // After the refresh, which says whether anybody is signed in.
    void push.load().then(
      ({ checkPushOnce }) => checkPushOnce(db),
      () => {},
    )
    // After the refresh, which says whose session this is.
    const toSend = await db.transact(['outbox'], 'readonly', (tx) => tx.objectStore('outbox').count())
    if (toSend > 0) await (await import('./outbox/send-outbox.ts')).sendNow(db)
  }
  const refreshQuietly = () => void refresh().catch(() => {})
  const onMessage = ({ data }: MessageEvent) => {
    if (!isWorkerEvent(data)) return
    follow().catch(() => {})
    renewUnread(db)
  }
  // A page that the browser had put aside as it was has heard nothing, of a sign-out neither; what was typed
  // into it, a password as well, is not for whoever holds the phone now.
  const onReturn = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return
    // Without a worker and without a network there would be no page.
    if (navigator.serviceWorker?.controller || navigator.onLine) location.reload()
    else reload().catch(() => {})
  }
  const unwatch = watchSignOut(() => location.replace('/'))
  addEventListener('pageshow', onReturn)
  addEventListener('online', refreshQuietly)
  document.addEventListener('visibilitychange', refreshQuietly)
  navigator.serviceWorker?.addEventListener('message', onMessage)
  renewUnread(db)
  // Without a service worker (private tabs, in-app browsers) everything but the offline start still works.
  void registerWorker()
    .catch(() => {})
    .then(refreshQuietly)
  return () => {
    unwatch()
    removeEventListener('pageshow', onReturn)
    removeEventListener('online', refreshQuietly)
    document.removeEventListener('visibilitychange', refreshQuietly)
    navigator.serviceWorker?.removeEventListener('message', onMessage)
  }
}
