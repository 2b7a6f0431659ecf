import type { AppRoute } from '../../../core/api/app-routes.ts'
import { historyTexts } from '../../texts/history-texts.ts'
import { BenefitsScreen } from './benefits-screen.tsx'
import { ChangesScreen } from './changes/changes-screen.tsx'
import { ParticipationScreen } from './participation/participation-screen.tsx'
import { readHistories } from './use-histories.ts'
import { VisitsScreen } from './visits-screen.tsx'

export { readHistories }

/** The screens of the history, one for each of its routes; loaded together, because people go from one to the other. */
export function HistoryScreens({ route }: { route: AppRoute }) {
  historyTexts.use()
  switch (route) {
    case '/qua-trinh/huong':
      return <BenefitsScreen />
    case '/qua-trinh/kham':
      return <VisitsScreen />
    case '/qua-trinh/moi':
      return <ChangesScreen />
    default:
      return <ParticipationScreen />
  }
}
