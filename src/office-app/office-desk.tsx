import type { OfficerSessionView } from '../core/api/officer-contract.ts'
import { AuditList } from './audit-list.tsx'
import { ContentPlace } from './content/content-place.tsx'
import { useKept } from './desk-context.ts'
import { DeclarationsPlace } from './files/declarations-place.tsx'
import { RequestsPlace } from './files/requests-place.tsx'
import { tOffice } from './office-texts.ts'
import { PaymentsPlace } from './payments/payments-place.tsx'
import { ResetForm } from './reset-form.tsx'
import { ServiceBoardPlace } from './services/service-board.tsx'
import { ServicesPlace } from './services/services-place.tsx'
import { SessionList } from './session/session-list.tsx'

const places = [
  'declarations',
  'services',
  'board',
  'requests',
  'payments',
  'resets',
  'content',
  'audit',
  'sessions',
] as const

type Place = (typeof places)[number]

type Officer = Pick<OfficerSessionView['officer'], 'role' | 'duty'>

/** What the service gives to some officers only is offered to them only. */
const offeredTo: Partial<Record<Place, (officer: Officer) => boolean>> = {
  declarations: ({ duty }) => duty === 'files',
  services: ({ duty }) => duty === 'files',
  board: ({ duty }) => duty === 'files',
  requests: ({ duty }) => duty === 'files',
  payments: ({ duty }) => duty === 'money',
  resets: ({ duty }) => duty === 'files',
  content: ({ duty }) => duty === 'content',
  audit: ({ role }) => role === 'supervisor',
}

const firstPlaces = { files: 'declarations', content: 'content', money: 'payments' } as const
const headings = { files: 'office.heading', content: 'content.packs', money: 'place.payments' } as const

/** The kinds of work of an office, one at a time. */
export function OfficeDesk({ role, duty }: Officer) {
  const [place, setPlace] = useKept<Place>('place', firstPlaces[duty])
  const offered = places.filter((each) => offeredTo[each]?.({ role, duty }) ?? true)
  return (
    <>
      <h1 class="unseen">{tOffice(headings[duty])}</h1>
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
      {place === 'services' && <ServicesPlace />}
      {place === 'board' && <ServiceBoardPlace />}
      {place === 'requests' && <RequestsPlace />}
      {place === 'payments' && <PaymentsPlace />}
      {place === 'resets' && <ResetForm isSupervisor={role === 'supervisor'} />}
      {place === 'content' && <ContentPlace />}
      {place === 'audit' && <AuditList />}
      {place === 'sessions' && <SessionList />}
    </>
  )
}
