import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'

const badge = { offline: 'later', load: () => import('./unread-badge.ts') }

/** Has the bar say anew how many items of the inbox are unread; without the late files it says nothing. */
export function renewUnread(db: WalletDatabase): void {
  void badge.load().then(
    ({ showUnread }) => showUnread(db),
    () => {},
  )
}
