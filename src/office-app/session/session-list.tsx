import { endpoints } from '../../core/api/contract.ts'
import { request } from '../../core/api/request.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { LoadState } from '../load-state.tsx'
import { OfficeErrorText } from '../office-error-text.tsx'
import { formatOfficeTime, tOffice } from '../office-texts.ts'
import { useLoaded } from '../use-loaded.ts'
import { useOfficeAction } from '../use-office-action.ts'

/** Where the officer is signed in, to end what is not theirs any more. */
export function SessionList() {
  const { loaded, reload } = useLoaded('sessions', () => request(issuer, endpoints.listOfficerSessions))
  const { isBusy, error, complete } = useOfficeAction()
  if (loaded.state !== 'ready') return <LoadState loaded={loaded} onAgain={reload} />
  const end = async (id: string) => {
    if (await complete(() => request(issuer, endpoints.endOfficerSession, { params: { id } }))) reload()
  }
  return (
    <section class="stack office-narrow">
      <h2>{tOffice('sessions.title')}</h2>
      <p>{tOffice('sessions.lead')}</p>
      {error && <OfficeErrorText code={error.code} />}
      <ul class="stack">
        {loaded.value.sessions.map(({ id, browser, createdAt, usedAt, isThis }) => (
          <li key={id}>
            <p>
              <strong>{browser || tOffice('sessions.unnamed')}</strong>
            </p>
            <p class="small">
              {tOffice('sessions.times', {
                from: formatOfficeTime(createdAt),
                used: formatOfficeTime(usedAt),
              })}
            </p>
            {isThis ? (
              <p class="small">{tOffice('sessions.this')}</p>
            ) : (
              <button type="button" class="plain danger" aria-disabled={isBusy} onClick={() => void end(id)}>
                {tOffice('sessions.end')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
