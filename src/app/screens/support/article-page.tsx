import { useEffect, useRef } from 'preact/hooks'
import { ArticleText } from '../../../article-view/article-text.tsx'
import { Icon } from '../../../card-view/icon.tsx'
import type { PartialDate } from '../../../core/dates/partial-date.ts'
import { writeDate } from '../../../i18n/written-forms.ts'
import { today } from '../../../ui/browser/today.ts'
import { useApp } from '../../app-state.ts'
import type { ShownArticle } from '../../articles/load-articles.ts'
import { tSupport } from '../../texts/support-texts.ts'

/** One guide or piece of news, with whose statement it is and from when. */
export function ArticlePage({ article, onClose }: { article: ShownArticle; onClose: () => void }) {
  const { language } = useApp()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    scrollTo(0, 0)
    heading.current?.focus()
  }, [article.key])
  const { kind, title, summary, body, source, date, until, specimen, isOld, language: own } = article
  const write = (day: string) => writeDate(day as PartialDate, language)
  return (
    <div class="page article">
      <button type="button" class="up plain" onClick={onClose}>
        <Icon name="back" />
        {tSupport('articles.back')}
      </button>
      {own !== language && <p class="notice">{tSupport('articles.vietnameseOnly')}</p>}
      <article lang={own}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {summary && <p class="lead">{summary}</p>}
        <ArticleText article={body} />
      </article>
      {specimen && <p class="notice">{tSupport('articles.specimen')}</p>}
      {until !== undefined && until < today() && (
        <p class="notice">
          {tSupport(kind === 'news' ? 'articles.past' : 'articles.unchecked', { date: write(until) })}
        </p>
      )}
      {isOld && <p class="notice">{tSupport('articles.old')}</p>}
      <p class="small">
        <span lang={own}>{tSupport('articles.source', { source })}</span>
        <br />
        {tSupport(kind === 'news' ? 'articles.published' : 'articles.checked', { date: write(date) })}
      </p>
    </div>
  )
}
