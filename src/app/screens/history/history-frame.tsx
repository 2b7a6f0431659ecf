import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { AppRoute } from '../../../core/api/app-routes.ts'
import type { PersonHistory } from '../../../wallet/load-history.ts'
import { useApp } from '../../app-context.ts'
import { sayHistory } from '../../history-texts.ts'
import { formatDay } from './history-format.ts'
import { HistoryFault, NoHistory, Skeleton } from './history-states.tsx'
import { PersonChoice } from './person-choice.tsx'
import { ShownPerson } from './shown-person.ts'
import { type LoadedChanges, useChanges } from './use-changes.ts'
import { useHistories } from './use-histories.ts'
import '../../styles/screens.css'
import './history.css'

const parts = [
  { path: '/qua-trinh', text: 'history.participation' },
  { path: '/qua-trinh/huong', text: 'history.benefits' },
  { path: '/qua-trinh/kham', text: 'history.visits' },
  { path: '/qua-trinh/moi', text: 'history.changes' },
] as const satisfies readonly { path: AppRoute; text: string }[]

type FrameProps = {
  path: (typeof parts)[number]['path']
  /** Said instead of the content where this history has nothing for this part. */
  empty?: (person: PersonHistory) => string | undefined
  children: (person: PersonHistory, news: LoadedChanges) => ComponentChildren
}

/** Whose history was looked at last; it holds from one part to the other. */
let lastChosen: string | undefined

/** What every part of the history has: the way to the other parts, whose it is, and its states while there is nothing to show. */
export function HistoryFrame({ path, empty, children }: FrameProps) {
  const { face, language } = useApp()
  const loaded = useHistories()
  const news = useChanges()
  const [chosen, setChosen] = useState(lastChosen)
  const people = loaded.state === 'ready' ? loaded.people : []
  const person = people.find(({ personId }) => personId === chosen) ?? people[0]
  const hasNews = news.changes !== undefined && news.changes.length > 0
  const nothing = person && empty?.(person)
  const choose = (personId: string) => {
    lastChosen = personId
    setChosen(personId)
  }
  return (
    <div class="page history">
      <h1>{sayHistory('history.title')}</h1>
      <nav class="parts" aria-label={sayHistory('history.parts')}>
        {parts.map((part) => (
          <a key={part.path} href={part.path} aria-current={part.path === path ? 'page' : undefined}>
            {sayHistory(part.text)}
            {part.path === '/qua-trinh/moi' && hasNews && (
              <span class="news">
                <span class="unseen">{sayHistory('history.hasNews')}</span>
              </span>
            )}
          </a>
        ))}
      </nav>
      {loaded.state === 'loading' && <Skeleton />}
      {loaded.state === 'failed' && <HistoryFault />}
      {loaded.state === 'ready' && !person && <NoHistory signedIn={face.signedIn} />}
      {person && (
        <>
          {path !== '/qua-trinh/moi' && <PersonChoice people={people} person={person} onChoose={choose} />}
          <p class="small">
            {sayHistory('history.source', { date: formatDay(person.history.issuedAt, language) })}
          </p>
          <ShownPerson.Provider value={person}>
            <div key={person.personId} class="shown">
              {nothing ? <p class="empty">{nothing}</p> : children(person, news)}
            </div>
          </ShownPerson.Provider>
        </>
      )}
    </div>
  )
}
