import { useEffect, useRef, useState } from 'preact/hooks'
import { concernsHolder } from '../../../core/article/concerns.ts'
import { searchArticles } from '../../../core/article/search-articles.ts'
import { today } from '../../../ui/browser/today.ts'
import { useApp } from '../../app-state.ts'
import { takeChosenArticle } from '../../articles/chosen-article.ts'
import type { ShownArticle } from '../../articles/load-articles.ts'
import { SubPage } from '../../components/sub-page.tsx'
import { savesData } from '../../directory/update-content.ts'
import { supportTexts, tSupport } from '../../texts/support-texts.ts'
import { ArticlePage } from './article-page.tsx'
import { ArticleRows } from './article-rows.tsx'
import { useArticles } from './use-articles.ts'
import '../lookup/lookup.css'
import './support.css'

/**
 * Guides and news: what concerns the holder of a card here first. Decided, searched and read on the phone.
 */
export function ArticlesScreen() {
  supportTexts.use()
  const { summary } = useApp()
  const { articles, read, mark, retry } = useArticles()
  const [query, setQuery] = useState('')
  const [openedKey, setOpenedKey] = useState(takeChosenArticle)
  const list = useRef<HTMLDivElement>(null)
  const opened = articles?.find(({ key }) => key === openedKey)
  useEffect(() => {
    if (opened) mark(opened.key)
  }, [opened?.key])
  if (opened) {
    const close = () => {
      setOpenedKey(undefined)
      // Back to where the list was left, for whoever reads with the keyboard.
      requestAnimationFrame(() => list.current?.focus())
    }
    return <ArticlePage article={opened} onClose={close} />
  }
  const faces = summary.cards.map(({ face }) => face)
  const concerning = articles?.filter((each) => concernsHolder(each, faces, today())) ?? []
  const rest = articles?.filter((each) => !concerning.includes(each)) ?? []
  const isSearching = query.trim() !== ''
  const found = isSearching ? searchArticles(articles ?? [], query) : []
  const section = (title: string, shown: readonly ShownArticle[]) =>
    shown.length > 0 && (
      <section>
        <h2>{title}</h2>
        <ArticleRows articles={shown} read={read} onOpen={setOpenedKey} />
      </section>
    )
  return (
    <SubPage title={tSupport('articles.title')} up="/tien-ich">
      {!articles && <p class="loading-state">{tSupport('articles.loading')}</p>}
      {articles?.length === 0 && (
        <div class="empty" role="alert">
          <p>{tSupport('articles.missing')}</p>
          <button type="button" class="primary" onClick={retry}>
            {tSupport('articles.retry')}
          </button>
        </div>
      )}
      {articles && articles.length > 0 && (
        <label class="field">
          <span>{tSupport('articles.search')}</span>
          <input
            type="search"
            value={query}
            maxLength={100}
            autoComplete="off"
            autoCapitalize="off"
            spellcheck={false}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
        </label>
      )}
      <div ref={list} tabIndex={-1} class="articles">
        {isSearching && (
          <p role="status" class="small">
            {found.length === 0
              ? tSupport('articles.none')
              : tSupport('articles.found', { number: found.length })}
          </p>
        )}
        {isSearching ? (
          <ArticleRows articles={found} read={read} onOpen={setOpenedKey} />
        ) : (
          <>
            {section(tSupport('articles.concerning'), concerning)}
            {section(
              tSupport('articles.news'),
              rest.filter(({ kind }) => kind === 'news'),
            )}
            {section(
              tSupport('articles.guides'),
              rest.filter(({ kind }) => kind === 'guides'),
            )}
          </>
        )}
      </div>
      {articles && articles.length > 0 && <p class="small">{tSupport('articles.private')}</p>}
      {savesData() && (
        <button type="button" class="plain" onClick={retry}>
          {tSupport('articles.update')}
        </button>
      )}
    </SubPage>
  )
}
