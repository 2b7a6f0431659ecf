import { useState } from 'preact/hooks'
import { verbatim } from '../../../../i18n/verbatim.ts'
import { writeDay } from '../../../../i18n/written-forms.ts'
import type { PersonChanges } from '../../../../wallet/history/load-changes.ts'
import { useApp } from '../../../app-state.ts'
import { tHistory } from '../../../texts/history-texts.ts'
import { HistoryFrame } from '../history-frame.tsx'
import { Skeleton } from '../history-states.tsx'
import { describeChange } from './change-text.ts'
import type { LoadedChanges } from './use-changes.ts'

/** What is new since the person looked last, for the whole family. */
export function ChangesScreen() {
  return <HistoryFrame path="/qua-trinh/moi">{(_, news) => <News {...news} />}</HistoryFrame>
}

function News({ changes, markSeen }: LoadedChanges) {
  const [isMarked, setMarked] = useState(false)
  if (!changes) return <Skeleton />
  if (changes.length === 0) {
    return (
      <p class="empty" role="status">
        {tHistory(isMarked ? 'changes.seen' : 'changes.nothing')}
      </p>
    )
  }
  return (
    <>
      {changes.map((person) => (
        <PersonNews key={person.personId} person={person} named={changes.length > 1} />
      ))}
      <button
        type="button"
        class="primary"
        aria-disabled={isMarked}
        onClick={() => {
          setMarked(true)
          void markSeen()
        }}
      >
        {tHistory('changes.markSeen')}
      </button>
    </>
  )
}

function PersonNews({ person, named }: { person: PersonChanges; named: boolean }) {
  const { language } = useApp()
  const isOther = named || person.relation !== 'self'
  return (
    <section aria-label={person.fullName}>
      {isOther && <h2 {...verbatim}>{person.fullName}</h2>}
      <p class="small">{tHistory('changes.since', { date: writeDay(person.since, language) })}</p>
      <ol class="rows">
        {person.changes.map((change, at) => {
          const { what, about } = describeChange(change, language)
          return (
            <li key={`${change.kind} ${at}`}>
              <p class="what">{what}</p>
              {about.map((line) => (
                <p key={line}>{line}</p>
              ))}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
