import type { AppRoute } from '../../../core/api/app-routes.ts'
import { lazyScreen } from '../../components/lazy-screen.ts'
import { scanTexts } from '../../texts/scan-texts.ts'
import { supportTexts } from '../../texts/support-texts.ts'
import { uiTexts } from '../../texts/ui-texts.ts'

/**
 * The screens of support with their texts, which the table of routes would else bring into the first
 * precache.
 */
const Articles = lazyScreen({
  offline: 'later',
  texts: [uiTexts, supportTexts],
  load: async () => (await import('./articles-screen.tsx')).ArticlesScreen,
})

const Question = lazyScreen({
  offline: 'later',
  texts: [uiTexts, supportTexts],
  load: async () => (await import('./question-screen.tsx')).QuestionScreen,
})

const Check = lazyScreen({
  offline: 'later',
  texts: [uiTexts, scanTexts, supportTexts],
  load: async () => (await import('./check-screen.tsx')).CheckScreen,
})

export function SupportPlace({ route }: { route: AppRoute }) {
  if (route === '/tien-ich/kiem-tra-tin') return <Check />
  return route === '/tien-ich/hoi-co-quan' ? <Question /> : <Articles />
}
