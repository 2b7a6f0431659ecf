import type { PartialDate } from '../../../core/dates/partial-date.ts'
import { writeDate } from '../../../i18n/written-forms.ts'
import { useApp } from '../../app-state.ts'
import type { ShownArticle } from '../../articles/load-articles.ts'
import { tSupport } from '../../texts/support-texts.ts'

type ArticleRowsProps = {
  articles: readonly ShownArticle[]
  read: readonly string[]
  onOpen: (key: string) => void
}

/** Titles, each a button as large as a thumb; news that were not read say so. */
export function ArticleRows({ articles, read, onOpen }: ArticleRowsProps) {
  const { language } = useApp()
  if (articles.length === 0) return null
  return (
    <ul class="entries">
      {articles.map(({ key, kind, title, summary, date, language: own }) => (
        <li key={key}>
          <button type="button" onClick={() => onOpen(key)}>
            <span lang={own}>{title}</span>
            {kind === 'news' && (
              <span class="small">
                {!read.includes(key) && <strong class="new">{tSupport('articles.new')}</strong>}{' '}
                {writeDate(date as PartialDate, language)}
              </span>
            )}
            {summary && (
              <span class="small" lang={own}>
                {summary}
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  )
}
