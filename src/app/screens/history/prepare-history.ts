import type { Language } from '../../../i18n/languages.ts'
import { lazyComponent } from '../../components/lazy-component.tsx'
import type { StartedWallet } from '../../wallet/open-wallet-in-page.ts'

/** The worker links the style sheets of these screens when it pre-renders one of them. */
const screens = {
  offline: 'install',
  isPreRendered: true,
  load: () => import('./history-screens.tsx'),
} as const

/** The screens of the history, with their own texts alone. */
export const LazyHistoryScreens = lazyComponent(async (language) => {
  const loadTexts = async () => (await import('../../texts/history-texts.ts')).historyTexts.load(language)
  const [{ HistoryScreens }] = await Promise.all([screens.load(), loadTexts()])
  return HistoryScreens
})

/**
 * Loads and reads all that the history takes to stand at once, when it hydrates what the worker has
 * pre-rendered.
 */
export async function prepareHistory({ db, summary }: StartedWallet, language: Language): Promise<void> {
  const [{ readHistories }] = await Promise.all([screens.load(), LazyHistoryScreens.preload(language)])
  if (db) await readHistories(db, summary)
}
