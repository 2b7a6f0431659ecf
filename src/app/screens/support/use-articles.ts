import { useEffect, useState } from 'preact/hooks'
import { markArticleRead, readArticleMarks } from '../../../wallet/content/article-marks.ts'
import { useApp } from '../../app-state.ts'
import { loadArticles, type ShownArticle } from '../../articles/load-articles.ts'
import { updateContent } from '../../directory/update-content.ts'
import { renewUnread } from '../../inbox/renew-unread.ts'

/** Guides and news of this phone at once, the newest ones when they have come; and which have been read. */
export function useArticles() {
  const { db, language } = useApp()
  const [articles, setArticles] = useState<readonly ShownArticle[]>()
  const [read, setRead] = useState<readonly string[]>([])
  const show = async (isOver: () => boolean) => {
    const loaded = await loadArticles(db, language)
    if (!isOver()) setArticles(loaded)
  }
  const open = async (isOver: () => boolean, options: { isAsked: boolean }) => {
    await show(isOver)
    if (await updateContent(db, options)) await show(isOver)
  }
  useEffect(() => {
    let isGone = false
    void open(() => isGone, { isAsked: false })
    if (db)
      readArticleMarks(db).then(
        (marks) => !isGone && setRead(marks),
        () => {},
      )
    return () => {
      isGone = true
    }
  }, [db, language])
  return {
    articles,
    read,
    /** A mark that cannot be kept is no reason not to read. */
    mark: (key: string) => {
      if (!db) return
      const marked = async () => {
        setRead(await markArticleRead(db, key))
        renewUnread(db)
      }
      marked().catch(() => {})
    },
    retry: () => void open(() => false, { isAsked: true }),
  }
}
