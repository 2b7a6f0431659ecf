import type { AppRoute } from '../../../core/api/app-routes.ts'
import { lazyScreen } from '../../components/lazy-screen.ts'
import { benefitsTexts } from '../../texts/benefits-texts.ts'
import { lookupTexts } from '../../texts/lookup-texts.ts'
import { registrationTexts } from '../../texts/registration-texts.ts'
import { serviceTexts } from '../../texts/service-texts.ts'
import { uiTexts } from '../../texts/ui-texts.ts'

/** Public services with their texts, which the table of routes would else bring into the first precache. */
export function LazyServiceScreens({ route }: { route: AppRoute }) {
  return route === '/tien-ich/ho-so' ? <LazyRequests /> : <LazyServices />
}

const LazyServices = lazyScreen<Record<never, never>>({
  offline: 'later',
  // Cards, places and pictures are spoken of with the words of their own screens.
  texts: [uiTexts, benefitsTexts, lookupTexts, registrationTexts, serviceTexts],
  load: async () => (await import('./service-place.tsx')).ServicePlace,
})

/** What was asked for: none of what a form needs. */
const LazyRequests = lazyScreen<Record<never, never>>({
  offline: 'later',
  texts: [uiTexts, serviceTexts],
  load: async () => (await import('./requests/requests-screen.tsx')).RequestsScreen,
})

/** The way to them from the services tab, with what was begun and not sent. */
export const LazyDraftsInHand = lazyScreen<Record<never, never>>({
  offline: 'later',
  texts: [uiTexts, serviceTexts],
  load: async () => (await import('./drafts-in-hand.tsx')).DraftsInHand,
})
