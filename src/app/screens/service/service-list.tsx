import { vietnamDay } from '../../../core/dates/vietnam-day.ts'
import { isGuide } from '../../../core/services/service-definition.ts'
import type { Service, ServicePack } from '../../../core/services/service-pack.ts'
import { windowOn } from '../../../core/services/window.ts'
import { writeDate } from '../../../i18n/written-forms.ts'
import type { ServiceDraft } from '../../../wallet/outbox/service-drafts.ts'
import { useApp } from '../../app-state.ts'
import { SubPage } from '../../components/sub-page.tsx'
import { tService } from '../../texts/service-texts.ts'
import { describeWindow } from './describe-window.ts'
import { DraftList } from './draft-list.tsx'
import { type Pages, START } from './use-pages.ts'
import { speak } from './use-services.ts'

type ServiceListProps = {
  pack: ServicePack
  drafts: readonly ServiceDraft[]
  isOld: boolean
  pages: Pages
}

/** All services: what is in hand first, then what can be filed from here, then what somebody else files. */
export function ServiceList({ pack, drafts, isOld, pages }: ServiceListProps) {
  const { language } = useApp()
  const filed = pack.services.filter(({ definition }) => !isGuide(definition))
  const guides = pack.services.filter(({ definition }) => isGuide(definition))
  return (
    <SubPage title={tService('list.title')} up="/tien-ich">
      <p>{tService('list.lead')}</p>
      <DraftList services={pack.services} drafts={drafts} onOpen={pages.open} />
      <ul class="entries">
        <li>
          <a href="/tien-ich/ho-so">{tService('list.requests')}</a>
        </li>
        {filed.map((service) => (
          <ServiceRow key={service.definition.id} service={service} pages={pages} />
        ))}
      </ul>
      {guides.length > 0 && (
        <section aria-labelledby="service-guides">
          <h2 id="service-guides">{tService('list.guides')}</h2>
          <ul class="entries">
            {guides.map((service) => (
              <ServiceRow key={service.definition.id} service={service} pages={pages} />
            ))}
          </ul>
        </section>
      )}
      {isOld && <p class="notice">{tService('list.old')}</p>}
      {pack.refused.length > 0 && <p class="notice">{tService('list.refused')}</p>}
      <p class="small">{tService('list.about', { date: writeDate(pack.asOf, language) })}</p>
    </SubPage>
  )
}

function ServiceRow({ service, pages }: { service: Service; pages: Pages }) {
  const { language, now } = useApp()
  const { definition } = service
  const { text } = speak(service, language)
  const window = windowOn(definition, vietnamDay(now))
  return (
    <li>
      <button type="button" onClick={() => pages.open({ service: definition.id, page: START })}>
        {text('title')}
        <span class="small">{text('about')}</span>
        {window && <span class="small">{describeWindow(window, language)}</span>}
      </button>
    </li>
  )
}
