import { isLanguage } from '../../i18n/languages.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { countUnread } from '../../wallet/inbox/inbox.ts'
import { inboxTexts, tInbox } from '../texts/inbox-texts.ts'
import './unread-badge.css'

/** More are shown as this many and more. */
const MOST_SHOWN = 9

let newest = 0
/** Whose number is shown. */
let wallet: WalletDatabase | undefined

/**
 * Shows on the bottom bar how many items of the inbox are unread, nothing where there are none. It is a
 * custom property of the document, which outlives every screen: what opens the card knows nothing of it.
 */
export async function showUnread(db: WalletDatabase): Promise<void> {
  if (!wallet) watchLanguage()
  wallet = db
  const turn = ++newest
  const count = await countUnread(db).catch(() => 0)
  const { lang, style } = document.documentElement
  const number = JSON.stringify(count > MOST_SHOWN ? `${MOST_SHOWN}+` : String(count))
  // What is read aloud; where its texts cannot be had, the number is.
  const named =
    count > 0 &&
    (await inboxTexts.load(isLanguage(lang) ? lang : 'vi').then(
      () => `${number} / ${JSON.stringify(tInbox('inbox.unread', { count }))}`,
      () => number,
    ))
  // Whoever was asked last has read last.
  if (turn !== newest) return
  if (named) {
    style.setProperty('--unread', number)
    style.setProperty('--unread-named', named)
  } else {
    style.removeProperty('--unread')
    style.removeProperty('--unread-named')
  }
}

/** The number is read aloud in the language of the page. */
function watchLanguage(): void {
  const renew = () => wallet && void showUnread(wallet)
  new MutationObserver(renew).observe(document.documentElement, { attributeFilter: ['lang'] })
}
