import type { AuditView } from '../core/api/back-office-contract.ts'
import { endpoints } from '../core/api/contract.ts'
import { request } from '../core/api/request.ts'
import { issuer } from '../ui/browser/issuer.ts'
import { LoadState } from './load-state.tsx'
import { OfficeErrorText } from './office-error-text.tsx'
import { formatOfficeTime, isOfficeTextKey, tOffice } from './office-texts.ts'
import { useLoaded } from './use-loaded.ts'
import { useOfficeAction } from './use-office-action.ts'

/** What the log calls an action, in words; one that this build does not know as the log has it. */
function describeAction(action: string): string {
  const key = `deed.${action}`
  return isOfficeTextKey(key) ? tOffice(key) : action
}

/** What was done in this office, newest first. */
export function AuditList() {
  const { loaded, setLoaded, reload } = useLoaded('audit', () => request(issuer, endpoints.readAudit))
  const more = useOfficeAction()
  const loadMore = ({ entries, next }: AuditView) =>
    more.run(async () => {
      const page = await request(issuer, endpoints.readAudit, { query: { after: next } })
      setLoaded({ state: 'ready', value: { ...page, entries: [...entries, ...page.entries] } })
    })
  if (loaded.state !== 'ready') return <LoadState loaded={loaded} onAgain={reload} />
  const { entries, next } = loaded.value
  if (entries.length === 0) return <p class="small">{tOffice('audit.empty')}</p>
  return (
    <div class="office-file">
      <table class="comparison" aria-label={tOffice('audit.title')}>
        <thead>
          <tr>
            <th scope="col">{tOffice('audit.time')}</th>
            <th scope="col">{tOffice('audit.officer')}</th>
            <th scope="col">{tOffice('audit.action')}</th>
            <th scope="col">{tOffice('audit.target')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ sequence, at, officer, action, target }) => (
            <tr key={sequence}>
              <td>{formatOfficeTime(at)}</td>
              <td>{officer ?? tOffice('audit.system')}</td>
              <td>{describeAction(action)}</td>
              <td>{target}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {next && (
        <button type="button" class="plain" onClick={() => void loadMore(loaded.value)}>
          {tOffice('office.more')}
        </button>
      )}
      {more.error && <OfficeErrorText code={more.error.code} />}
    </div>
  )
}
