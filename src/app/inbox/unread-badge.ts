import { isLanguage, type Language } from '../../i18n/languages.ts'
import { today } from '../../ui/browser/today.ts'
import { readArticleMarks } from '../../wallet/content/article-marks.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { countUnread } from '../../wallet/inbox/inbox.ts'
import { loadArticles, type ShownArticle } from '../articles/load-articles.ts'
import { updateContent } from '../directory/update-content.ts'
import { inboxTexts, tInbox } from '../texts/inbox-texts.ts'
import './unread-badge.css'

/** More are shown as this many and more. */
const MOST_SHOWN = 9

let newest = 0
/** Whose number is shown. */
let wallet: WalletDatabase | undefined

/**
 * Shows on the bottom bar, and on the app's icon, how many items of the inbox are unread, nothing where there
 * are none. On the bar it is a custom property of the document, which outlives every screen: what opens the
 * card knows nothing of it.
 */
export async function showUnread(db: WalletDatabase): Promise<void> {
  if (!wallet) {
    watchLanguage()
    // What is new for everybody is on the phone from this opening on.
    if (navigator.onLine) void updateContent(db)
  }
  wallet = db
  const turn = ++newest
  const { lang, style } = document.documentElement
  void showUnreadNews(db, isLanguage(lang) ? lang : 'vi')
  const count = await countUnread(db).catch(() => 0)
  void (navigator as Partial<Navigator>).setAppBadge?.(count).catch(() => {})
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

/** Beside the way to the news, and nowhere else, how many of them were not read here: news call nobody. */
async function showUnreadNews(db: WalletDatabase, language: Language): Promise<void> {
  const [articles, read] = await Promise.all([
    loadArticles(db, language).catch((): readonly ShownArticle[] => []),
    readArticleMarks(db).catch((): readonly string[] => []),
  ])
  const isNew = ({ kind, key, until }: ShownArticle) =>
    kind === 'news' && !read.includes(key) && (until === undefined || until >= today())
  const count = articles.filter(isNew).length
  const { style } = document.documentElement
  if (count > 0) style.setProperty('--unread-news', JSON.stringify(String(count)))
  else style.removeProperty('--unread-news')
}

/** The number is read aloud in the language of the page. */
function watchLanguage(): void {
  const renew = () => wallet && void showUnread(wallet)
  new MutationObserver(renew).observe(document.documentElement, { attributeFilter: ['lang'] })
}
