import { isLanguage } from '../../i18n/languages.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { refreshContent } from '../../wallet/content/refresh-content.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { readBuiltInRoots } from '../../wallet/refresh/root-keys.ts'
import { findCaches } from './find-caches.ts'

/** Not twice within this many milliseconds in a page. */
const PAUSE_MS = 60_000

/** What the last update has brought, for whoever asks while it is under way or soon after. */
let latest = { at: -PAUSE_MS, outcome: Promise.resolve(false) }

/** Whether the person has asked the browser to save data: then packs wait for a tap. */
export function savesData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } }
  return connection?.saveData === true
}

/**
 * Brings the newest public packs, as far as there is a network; resolves with whether something is new. What
 * fails leaves what was there. Without cookies: the issuer does not learn who asks.
 */
export async function updateContent(
  db: WalletDatabase | undefined,
  { isAsked = false }: { isAsked?: boolean } = {},
): Promise<boolean> {
  const caches = findCaches()
  if (!db || !caches || (savesData() && !isAsked)) return false
  const now = performance.now()
  if (!isAsked && now - latest.at < PAUSE_MS) return latest.outcome
  const unnamed = {
    ...issuer,
    fetch: (path: string, init: RequestInit) => fetch(path, { ...init, credentials: 'omit' }),
  }
  const { lang } = document.documentElement
  const language = isLanguage(lang) ? lang : 'vi'
  const inputs = { db, caches, issuer: unnamed, roots: readBuiltInRoots(), language }
  latest = { at: now, outcome: refreshContent(inputs).catch(() => false) }
  return latest.outcome
}
