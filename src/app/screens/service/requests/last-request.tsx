import { useEffect, useState } from 'preact/hooks'
import { readRequests, type SnapshotRequest } from '../../../../core/snapshot/service-requests.ts'
import { loadHistory } from '../../../../wallet/history/load-history.ts'
import { useApp } from '../../../app-state.ts'
import { chooseRequest } from '../../../requests/chosen-request.ts'
import { tService } from '../../../texts/service-texts.ts'
import { knownState } from './request-words.ts'

/** The newest request for a service, by the snapshot, and the way to it; nothing where there is none. */
export function LastRequest({ service }: { service: string }) {
  const { db, summary } = useApp()
  const [last, setLast] = useState<SnapshotRequest>()
  useEffect(() => {
    const read = async () => {
      const requests = readRequests((await (db && loadHistory(db)))?.unread)
      const own = requests.ok ? requests.value.filter((each) => each.service === service) : []
      setLast(own.sort((one, other) => other.filedAt - one.filedAt)[0])
    }
    read().catch(() => {})
  }, [db, summary.sequence])
  if (!last) return null
  const { number, state } = last
  return (
    <p>
      <a href="/tien-ich/ho-so" onClick={() => chooseRequest(number)}>
        {tService('start.last', { number, state: tService(`state.${knownState(state)}`) })}
      </a>
    </p>
  )
}
