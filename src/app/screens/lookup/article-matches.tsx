import { useEffect, useState } from 'preact/hooks'
import { searchArticles } from '../../../core/article/search-articles.ts'
import { useApp } from '../../app-state.ts'
import { chooseArticle } from '../../articles/chosen-article.ts'
import { loadArticles, type ShownArticle } from '../../articles/load-articles.ts'
import { navigate } from '../../browser/router.ts'
import { tLookup } from '../../texts/lookup-texts.ts'

/** Guides and news that are shown at once. */
const MOST = 3

/** The guides and news that have what was typed; nothing where there are none. */
export function ArticleMatches({ query }: { query: string }) {
  const { db, language } = useApp()
  const [articles, setArticles] = useState<readonly ShownArticle[]>([])
  useEffect(() => {
    let isGone = false
    loadArticles(db, language).then(
      (loaded) => !isGone && setArticles(loaded),
      () => {},
    )
    return () => {
      isGone = true
    }
  }, [db, language])
  const found = searchArticles(articles, query).slice(0, MOST)
  if (found.length === 0) return null
  return (
    <section aria-labelledby="article-matches">
      <h2 id="article-matches">{tLookup('lookup.articles')}</h2>
      <ul class="entries">
        {found.map(({ key, title, language: own }) => (
          <li key={key}>
            <button
              type="button"
              onClick={() => {
                chooseArticle(key)
                navigate('/tien-ich/tin-tuc')
              }}
            >
              <span lang={own}>{title}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
