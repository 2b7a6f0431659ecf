import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import {
  HistoryPage,
  type HistoryPath,
  PersonChoice,
  SourceLine,
} from '../../../history-view/history-page.tsx'
import type { PersonHistory } from '../../../wallet/history/load-history.ts'
import { useApp } from '../../app-state.ts'
import { tHistory } from '../../texts/history-texts.ts'
import { type LoadedChanges, useChanges } from './changes/use-changes.ts'
import { HistoryError, NoHistory, Skeleton } from './history-states.tsx'
import { ShownPersonContext } from './shown-person.ts'
import { useHistories } from './use-histories.ts'
import '../../../ui/styles/screens.css'
import './history.css'
import './history-print.css'

type FrameProps = {
  path: HistoryPath
  /** Said instead of the content where this history has nothing for this part. */
  empty?: (person: PersonHistory) => string | undefined
  children: (person: PersonHistory, news: LoadedChanges) => ComponentChildren
}

/** Whose history was looked at last; it holds from one part to the other. */
let lastChosen: string | undefined

/**
 * What every part of the history has: the way to the other parts, whose it is, and its states while there is
 * nothing to show.
 */
export function HistoryFrame({ path, empty, children }: FrameProps) {
  const { summary, language } = useApp()
  const loaded = useHistories()
  const news = useChanges()
  const [chosen, setChosen] = useState(lastChosen)
  const people = loaded.state === 'ready' ? loaded.people : []
  const person = people.find(({ personId }) => personId === chosen) ?? people[0]
  const nothing = person && empty?.(person)
  const choose = (personId: string) => {
    lastChosen = personId
    setChosen(personId)
  }
  const t = tHistory
  return (
    <HistoryPage t={t} path={path} hasNews={news.changes !== undefined && news.changes.length > 0}>
      {loaded.state === 'loading' && <Skeleton />}
      {loaded.state === 'failed' && <HistoryError />}
      {loaded.state === 'ready' && !person && <NoHistory signedIn={summary.signedIn} />}
      {person && (
        <>
          {path !== '/qua-trinh/moi' && (
            <PersonChoice t={t} people={people} person={person} onChoose={choose} />
          )}
          <SourceLine t={t} language={language} person={person} />
          <ShownPersonContext.Provider value={person}>
            <div key={person.personId} class="shown">
              {nothing ? <p class="empty">{nothing}</p> : children(person, news)}
            </div>
          </ShownPersonContext.Provider>
          {path !== '/qua-trinh/moi' && <p class="small printed">{t('history.printed')}</p>}
        </>
      )}
    </HistoryPage>
  )
}
