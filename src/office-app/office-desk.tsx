import type { OfficerRole } from '../core/api/officer-contract.ts'
import { AuditList } from './audit-list.tsx'
import { useKept } from './desk-context.ts'
import { DeclarationsPlace } from './files/declarations-place.tsx'
import { RequestsPlace } from './files/requests-place.tsx'
import { tOffice } from './office-texts.ts'
import { ResetForm } from './reset-form.tsx'
import { SessionList } from './session/session-list.tsx'

const places = ['declarations', 'requests', 'resets', 'audit', 'sessions'] as const

type Place = (typeof places)[number]

/** What the server gives to supervisors only is offered to them only. */
const supervisorsOnly: ReadonlySet<Place> = new Set(['audit'])

/** The kinds of work of an office, one at a time. */
export function OfficeDesk({ role }: { role: OfficerRole }) {
  const [place, setPlace] = useKept<Place>('place', 'declarations')
  const offered = places.filter((each) => role === 'supervisor' || !supervisorsOnly.has(each))
  return (
    <>
      <h1 class="unseen">{tOffice('office.heading')}</h1>
      <nav class="office-places" aria-label={tOffice('place.label')}>
        {offered.map((each) => (
          <button
            key={each}
            type="button"
            aria-current={each === place ? 'page' : undefined}
            onClick={() => setPlace(each)}
          >
            {tOffice(`place.${each}`)}
          </button>
        ))}
      </nav>
      {place === 'declarations' && <DeclarationsPlace />}
      {place === 'requests' && <RequestsPlace />}
      {place === 'resets' && <ResetForm isSupervisor={role === 'supervisor'} />}
      {place === 'audit' && <AuditList />}
      {place === 'sessions' && <SessionList />}
    </>
  )
}
