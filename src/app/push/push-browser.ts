import type { PushBrowser } from '../../wallet/push/keep-push.ts'
import { createBrowserPush } from '../../wallet/push/push-subscription.ts'
import { findRegistration } from '../service-worker/registration.ts'

/** Web Push in this browser; asking for its permission is the screen's, which a person has touched. */
export async function openPushBrowser(): Promise<PushBrowser> {
  const registration = await findRegistration()
  const manager = (registration as Partial<ServiceWorkerRegistration> | undefined)?.pushManager
  return {
    ...createBrowserPush(manager),
    support: manager && 'Notification' in window ? 'ready' : isOutsideHomeScreen() ? 'home-screen' : 'none',
    readPermission: () => ('Notification' in window ? Notification.permission : 'default'),
    async unsubscribe() {
      await (await manager?.getSubscription())?.unsubscribe()
    },
  }
}

/** Safari of an iPhone or iPad says whether the page stands on the home screen; no other browser does. */
function isOutsideHomeScreen(): boolean {
  return (navigator as Navigator & { standalone?: boolean }).standalone === false
}
