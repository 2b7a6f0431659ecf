import type { PartialDate } from '../core/dates/partial-date.ts'
import type { Language } from '../i18n/languages.ts'
import { HistoryPage, type HistoryPath, PersonChoice, SourceLine } from './history-page.tsx'
import { ClosedInsurances } from './participation-view.tsx'
import type { IssuedCard, ShownPerson, TranslateHistory } from './shown-history.ts'
import { firstVisits } from './visit-years.ts'
import { VisitsView } from './visits-view.tsx'

/** The screens that the worker pre-renders; the page's script renders the others itself. */
export type PreRenderedPath = Extract<HistoryPath, '/qua-trinh' | '/qua-trinh/kham'>

type PreRenderedHistoryProps = {
  t: TranslateHistory
  language: Language
  path: PreRenderedPath
  /** The account holder first; at least one. */
  people: readonly [ShownPerson, ...ShownPerson[]]
  /** The issued cards of the wallet. */
  cards: readonly IssuedCard[]
  on: PartialDate
}

/** A part of the history as its screen first shows it. */
export function PreRenderedHistory({ t, language, path, people, cards, on }: PreRenderedHistoryProps) {
  const [person] = people
  return (
    <HistoryPage t={t} path={path}>
      <PersonChoice t={t} people={people} person={person} />
      <SourceLine t={t} language={language} person={person} />
      <div class="shown">
        {path === '/qua-trinh' ? (
          <ClosedInsurances t={t} person={person} />
        ) : (
          <VisitsView
            t={t}
            language={language}
            person={person}
            cards={cards}
            on={on}
            {...firstVisits(person.history.visits, on)}
          />
        )}
      </div>
    </HistoryPage>
  )
}

/** Whether there is anything to pre-render; of nothing, the page has more to say. */
export function hasContent(path: PreRenderedPath, { history }: ShownPerson): boolean {
  return (path === '/qua-trinh' ? history.participation : history.visits).length > 0
}
