import type { WalletDatabase } from '../wallet/database/wallet-database.ts'
import { countUnread, loadInbox } from '../wallet/inbox/inbox.ts'
import { readPushChoice } from '../wallet/push/push-choice.ts'
import { PUSH_TAG } from './push-tag.ts'

/**
 * After a refresh: how many notices are unread, on the app's icon; and, where the person wants that, what
 * the newest of them is about, of the kinds that are not switched off, on the notification that is still
 * shown. Its title is one that the page has written down (push-choice.ts) for what stands in the signed
 * inbox: nothing of it was in the push.
 * @throws AppError of the database
 */
export async function tellUnread(db: WalletDatabase, registration: ServiceWorkerRegistration): Promise<void> {
  const count = await countUnread(db)
  await (navigator as Partial<Navigator>).setAppBadge?.(count).catch(() => {})
  const { details, off = [] } = await readPushChoice(db)
  if (!details || count === 0) return
  const [shown] = await registration.getNotifications({ tag: PUSH_TAG })
  if (!shown) return
  const inbox = await loadInbox(db)
  const newest = inbox?.items.find(({ isRead, kind }) => !isRead && !off.some((each) => each === kind))
  const body = newest && details.titles[newest.code]
  // In its place, and without a second sound: its tag is the same.
  if (body && body !== shown.body)
    await registration.showNotification(shown.title, {
      body,
      lang: details.language,
      tag: PUSH_TAG,
      icon: '/icon-192.png',
    })
}
