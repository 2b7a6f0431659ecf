import type { Service } from '../../../core/services/service-pack.ts'
import type { ServiceDraft } from '../../../wallet/outbox/service-drafts.ts'
import { useApp } from '../../app-state.ts'
import { tService } from '../../texts/service-texts.ts'
import type { Pages } from './use-pages.ts'
import { speak } from './use-services.ts'

type DraftListProps = {
  services: readonly Service[]
  drafts: readonly ServiceDraft[]
  onOpen: Pages['open']
}

/** Requests that were begun and not sent. */
export function DraftList({ services, drafts, onOpen }: DraftListProps) {
  const { language } = useApp()
  const known = drafts.flatMap((draft) => {
    const service = services.find(({ definition }) => definition.id === draft.service)
    return service ? [{ draft, title: speak(service, language).text('title') }] : []
  })
  if (known.length === 0) return null
  return (
    <section class="offer" aria-labelledby="service-drafts">
      <h2 id="service-drafts">{tService('drafts.title')}</h2>
      <ul class="entries">
        {known.map(({ draft: { id, service, page }, title }) => (
          <li key={id}>
            <button type="button" onClick={() => onOpen({ service, draft: id, page })}>
              {tService('drafts.continue', { title })}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
