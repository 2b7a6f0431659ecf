import { useMemo, useState } from 'preact/hooks'
import { listSections } from '../../../../history-view/insurance-sections.ts'
import type { PersonHistory } from '../../../../wallet/history/load-history.ts'
import { tHistory } from '../../../texts/history-texts.ts'
import { HistoryFrame } from '../history-frame.tsx'
import { InsuranceDetails } from './insurance-details.tsx'
import type { Viewing } from './participation-rows.ts'

/** What the insurer has on record about the person's participation: the total of each insurance first, its times within. */
export function ParticipationScreen() {
  return (
    <HistoryFrame
      path="/qua-trinh"
      empty={({ history }) =>
        history.participation.length === 0 ? tHistory('participation.empty') : undefined
      }
    >
      {(person) => <Insurances person={person} />}
    </HistoryFrame>
  )
}

function Insurances({ person }: { person: PersonHistory }) {
  const [viewing, setViewing] = useState<Viewing>({ by: 'employer', as: 'timeline' })
  const sections = useMemo(() => listSections(person.history.participation), [person])
  return (
    <div class="insurances">
      {sections.map((section) => (
        <InsuranceDetails
          key={section.kind}
          section={section}
          person={person}
          viewing={viewing}
          onView={setViewing}
        />
      ))}
    </div>
  )
}
