import { useEffect, useState } from 'preact/hooks'
import { listServiceDrafts, type ServiceDraft } from '../../../wallet/outbox/service-drafts.ts'
import { useApp } from '../../app-state.ts'
import { serviceTexts, tService } from '../../texts/service-texts.ts'

/** On the services tab: how many requests to the office were begun and not sent. */
export function DraftsInHand() {
  serviceTexts.use()
  const { db } = useApp()
  const [drafts, setDrafts] = useState<readonly ServiceDraft[]>([])
  useEffect(() => {
    if (db) listServiceDrafts(db).then(setDrafts, () => {})
  }, [db])
  if (drafts.length === 0) return null
  return (
    <p>
      <a href="/tien-ich/ho-so">{tService('drafts.goOn', { count: drafts.length })}</a>
    </p>
  )
}
