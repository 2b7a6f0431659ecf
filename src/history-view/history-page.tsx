import type { ComponentChildren } from 'preact'
import type { AppRoute } from '../core/api/app-routes.ts'
import { isUnknownValue } from '../core/unknown-value.ts'
import type { Language } from '../i18n/languages.ts'
import { verbatim } from '../i18n/verbatim.ts'
import { writeDay } from '../i18n/written-forms.ts'
import type { ShownPerson, TranslateHistory } from './shown-history.ts'

const parts = [
  { path: '/qua-trinh', text: 'history.participation' },
  { path: '/qua-trinh/huong', text: 'history.benefits' },
  { path: '/qua-trinh/kham', text: 'history.visits' },
  { path: '/qua-trinh/moi', text: 'history.changes' },
] as const satisfies readonly { path: AppRoute; text: string }[]

export type HistoryPath = (typeof parts)[number]['path']

type PageProps = {
  t: TranslateHistory
  path: HistoryPath
  /** There is something new that was not looked at. */
  hasNews?: boolean
  children: ComponentChildren
}

/** The frame of every part of the history: its title and the way to the other parts. */
export function HistoryPage({ t, path, hasNews = false, children }: PageProps) {
  return (
    <div class="page history">
      <h1>{t('history.title')}</h1>
      <nav class="parts" aria-label={t('history.parts')}>
        {parts.map((part) => (
          <a key={part.path} href={part.path} aria-current={part.path === path ? 'page' : undefined}>
            {t(part.text)}
            {part.path === '/qua-trinh/moi' && hasNews && (
              <span class="news">
                <span class="unseen">{t('history.hasNews')}</span>
              </span>
            )}
          </a>
        ))}
      </nav>
      {children}
    </div>
  )
}

type PersonChoiceProps = {
  t: TranslateHistory
  people: readonly ShownPerson[]
  person: ShownPerson
  onChoose?: (personId: string) => void
}

/** Whose history is shown, where the family has several. */
export function PersonChoice({ t, people, person, onChoose }: PersonChoiceProps) {
  if (people.length < 2) return null
  return (
    <label class="pick">
      <span>{t('history.whose')}</span>
      <select onChange={(event) => onChoose?.(event.currentTarget.value)}>
        {people.map((one) => (
          <option key={one.personId} {...verbatim} value={one.personId} selected={one === person}>
            {namePerson(t, one)}
          </option>
        ))}
      </select>
    </label>
  )
}

function namePerson(t: TranslateHistory, { relation, history }: ShownPerson): string {
  const known = isUnknownValue(relation) ? 'other' : relation
  return `${t(`relation.${known}`)}: ${history.holder.fullName}`
}

/** Whose statement it is, and of which day; on paper also about whom. */
export function SourceLine(props: { t: TranslateHistory; language: Language; person: ShownPerson }) {
  const { t, language, person } = props
  return (
    <p class="small source" data-whose={person.history.holder.fullName}>
      {t('history.source', { date: writeDay(person.history.issuedAt, language) })}
    </p>
  )
}
