import type { AppRoute } from '../../../core/api/app-routes.ts'
import { lazyScreen } from '../../components/lazy-screen.ts'
import { answersTexts } from '../../texts/answers-texts.ts'
import { benefitsTexts } from '../../texts/benefits-texts.ts'
import { uiTexts } from '../../texts/ui-texts.ts'

/** The assistant with its texts, which the table of routes would else bring into the first precache. */
export const AnswersPlace = lazyScreen<{ route: AppRoute }>({
  offline: 'later',
  // Whose card it is, is asked with the words of what a card pays.
  texts: [uiTexts, benefitsTexts, answersTexts],
  load: async () => {
    const { AnswersScreen } = await import('./answers-screen.tsx')
    return () => <AnswersScreen />
  },
})
