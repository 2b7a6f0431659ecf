import type { AppRoute } from '../../../core/api/app-routes.ts'
import { lazyScreen } from '../../components/lazy-screen.ts'
import { inboxTexts } from '../../texts/inbox-texts.ts'
import { pushTexts } from '../../texts/push-texts.ts'
import { uiTexts } from '../../texts/ui-texts.ts'

/** The inbox with its texts, which the table of routes would else bring into the first precache. */
export const InboxPlace = lazyScreen<{ route: AppRoute }>({
  offline: 'later',
  texts: [uiTexts, inboxTexts, pushTexts],
  load: async () => {
    const { InboxScreen } = await import('./inbox-screen.tsx')
    return () => <InboxScreen />
  },
})
