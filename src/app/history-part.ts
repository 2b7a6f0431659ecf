import type { Language } from '../i18n/languages.ts'
import { lazyPart } from './lazy-part.tsx'
import type { OpenedWallet } from './open-wallet.ts'

/** The parts of the history, with their own texts alone. */
export async function withHistoryTexts<T>(language: Language, part: Promise<T>): Promise<T> {
  const loadTexts = async () => (await import('./history-texts.ts')).historyTexts.load(language)
  const [loaded] = await Promise.all([part, loadTexts()])
  return loaded
}

const load = () => import('./screens/history/history-screens.tsx')

export const HistoryScreens = lazyPart(
  async (language) => (await withHistoryTexts(language, load())).HistoryScreens,
)

/** Loads and reads all that the history takes to stand at once, behind what the worker has painted. */
export async function prepareHistory({ db, face }: OpenedWallet, language: Language): Promise<void> {
  const [{ readHistories }] = await Promise.all([load(), HistoryScreens.preload(language)])
  if (db) await readHistories(db, face)
}
