import { type ArticleEntry, readArticlePack } from '../../core/article/article-pack.ts'
import { decodeUtf8 } from '../../core/bytes.ts'
import type { Language } from '../../i18n/languages.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { readBuiltInRoots } from '../../wallet/refresh/root-keys.ts'
import { readNewestPack } from '../directory/read-facilities.ts'
import { guideFile } from '../service-worker/offline-data-files.ts'

/** A guide or a piece of news on this phone. */
export type ShownArticle = ArticleEntry & {
  readonly kind: 'guides' | 'news'
  /** What it is marked as read by. */
  readonly key: string
  /** The language that it is in. */
  readonly language: Language
  /** Of a pack past its end. */
  readonly isOld: boolean
}

/**
 * Guides and news on this phone, in the language where there is a pack of it, else in Vietnamese; the newest
 * news first. Asks nobody.
 */
export async function loadArticles(
  db: WalletDatabase | undefined,
  language: Language,
): Promise<readonly ShownArticle[]> {
  const [guides, news] = await Promise.all([
    loadPack('guides', guideFile.path, db, language),
    loadPack('news', undefined, db, language),
  ])
  return [...news.sort((one, other) => (one.date < other.date ? 1 : -1)), ...guides]
}

async function loadPack(
  kind: ShownArticle['kind'],
  path: string | undefined,
  db: WalletDatabase | undefined,
  language: Language,
): Promise<ShownArticle[]> {
  const pack = await readNewestPack(kind, path, db, language).catch(() => undefined)
  const text = pack && decodeUtf8(pack.bytes)
  const list = text?.ok ? readArticlePack(text.value) : undefined
  if (!pack || !list?.ok) return []
  // Invented news are shown by demo builds alone.
  const isDemo = readBuiltInRoots().some(({ demo }) => demo)
  return list.value.entries
    .filter(({ specimen }) => isDemo || !specimen)
    .map((entry) => ({
      ...entry,
      kind,
      key: `${kind}/${entry.id}`,
      language: pack.language ?? 'vi',
      isOld: pack.isOld,
    }))
}
