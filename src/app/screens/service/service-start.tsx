import type { ComponentChildren, ComponentProps } from 'preact'
import { vietnamDay } from '../../../core/dates/vietnam-day.ts'
import { isGuide } from '../../../core/services/service-definition.ts'
import type { Service } from '../../../core/services/service-pack.ts'
import { windowOn } from '../../../core/services/window.ts'
import { writeDate } from '../../../i18n/written-forms.ts'
import { useAction } from '../../../ui/actions/use-action.ts'
import type { ServiceDraft } from '../../../wallet/outbox/service-drafts.ts'
import { useApp } from '../../app-state.ts'
import { lazyScreen } from '../../components/lazy-screen.ts'
import { ErrorText } from '../../requests/error-text.tsx'
import { tService } from '../../texts/service-texts.ts'
import { tUi } from '../../texts/ui-texts.ts'
import { describeWindow } from './describe-window.ts'
import { DraftList } from './draft-list.tsx'
import { PageHead } from './page-head.tsx'
import type { LastRequest } from './requests/last-request.tsx'
import type { Pages } from './use-pages.ts'
import { speak } from './use-services.ts'

type ServiceStartProps = {
  service: Service
  /** The pack is past its end: nothing new is begun with it. */
  isOld: boolean
  /** Requests for it that were begun and not sent. */
  drafts: readonly ServiceDraft[]
  onOpen: Pages['open']
  onBack: () => void
  onStart: () => Promise<void>
}

const LazyLastRequest = lazyScreen<ComponentProps<typeof LastRequest>>({
  offline: 'later',
  texts: [],
  load: async () => (await import('./requests/last-request.tsx')).LastRequest,
})

/** What a service is, for whom, what it takes and what comes of it; then the first question. */
export function ServiceStart({ service, isOld, drafts, onOpen, onBack, onStart }: ServiceStartProps) {
  const { language, now, summary } = useApp()
  const { isBusy, error, run } = useAction()
  const { definition } = service
  const say = speak(service, language)
  const window = windowOn(definition, vietnamDay(now))
  const isOpen = (window?.isOpen ?? true) && !isOld
  return (
    <PageHead title={say.text('title')} say={say} onBack={onBack}>
      <p>{say.text('about')}</p>
      {window && <p class={window.isOpen ? 'right' : 'notice'}>{describeWindow(window, language)}</p>}
      <DraftList services={[service]} drafts={drafts} onOpen={onOpen} />
      {!isGuide(definition) && summary.signedIn && <LazyLastRequest service={definition.id} />}
      <dl class="facts">
        <Fact name="who">{say.text('who') || tService(`audience.${definition.audience}`)}</Fact>
        <Fact name="where">{say.text('where')}</Fact>
        <Fact name="ready">{say.text('ready')}</Fact>
        {!isGuide(definition) && (
          <Fact name="days">
            {definition.days === 0
              ? tService('start.sameDay')
              : tService('start.workingDays', { count: definition.days })}
          </Fact>
        )}
        <Fact name="fee">{say.text('fee')}</Fact>
        <Fact name="law">
          <span lang="vi">{definition.law.join('; ')}</span>
        </Fact>
      </dl>
      <p class="small">
        {tService('start.checked', {
          procedure: definition.procedure,
          date: writeDate(definition.checked, language),
        })}
      </p>
      {isOld && <p class="notice">{tService('list.old')}</p>}
      {error && <ErrorText code={error.code} />}
      {!isGuide(definition) && isOpen && !summary.signedIn && (
        <>
          <p>{tService('start.signedOut')}</p>
          <a class="primary" href="/dang-nhap">
            {tUi('services.signIn')}
          </a>
        </>
      )}
      {!isGuide(definition) && isOpen && summary.signedIn && (
        <>
          <p class="small">{tService('start.kept')}</p>
          <button
            type="button"
            class={drafts.length > 0 ? 'plain wide' : 'primary'}
            aria-disabled={isBusy}
            onClick={() => run(onStart)}
          >
            {tService(drafts.length > 0 ? 'start.anew' : 'start.begin')}
          </button>
        </>
      )}
    </PageHead>
  )
}

type FactName = 'who' | 'where' | 'ready' | 'days' | 'fee' | 'law'

function Fact({ name, children }: { name: FactName; children: ComponentChildren }) {
  if (!children) return null
  return (
    <div>
      <dt>{tService(`start.${name}`)}</dt>
      <dd>{children}</dd>
    </div>
  )
}
