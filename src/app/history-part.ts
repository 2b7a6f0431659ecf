import type { Language } from '../i18n/languages.ts'
import { lazyPart } from './lazy-part.tsx'

/** The parts of the history, with their own texts alone. */
export async function withHistoryTexts<T>(language: Language, part: Promise<T>): Promise<T> {
  const loadTexts = async () => (await import('./history-texts.ts')).historyTexts.load(language)
  const [loaded] = await Promise.all([part, loadTexts()])
  return loaded
}

export const HistoryScreens = lazyPart(
  async (language) =>
    (await withHistoryTexts(language, import('./screens/history/history-screens.tsx'))).HistoryScreens,
)
