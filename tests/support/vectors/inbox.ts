import type { InboxItem } from '../../../src/core/snapshot/inbox.ts'
import { NOW } from './world.ts'

/** An item about a new device, by default unread. */
export function makeInboxItem(change: Partial<InboxItem> = {}): InboxItem {
  return {
    id: 'AAECAwQFBgcICQoL',
    kind: 'security',
    severity: 'warning',
    at: NOW,
    code: 'new-device',
    values: { device: 'Chrome, Android' },
    route: '/tien-ich/may',
    isRead: false,
    ...change,
  }
}
