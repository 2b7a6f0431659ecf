import { useEffect, useState } from 'preact/hooks'
import type { Language } from '../../../i18n/languages.ts'
import type { ScanTextKey, ScanTexts } from '../../../i18n/scan/vi.ts'
import { createTranslate, type Translate } from '../../../i18n/translate.ts'
import { useApp } from '../../app-context.ts'

const loaders: Readonly<Record<Language, () => Promise<ScanTexts>>> = {
  vi: async () => (await import('../../../i18n/scan/vi.ts')).viScan,
  en: async () => (await import('../../../i18n/scan/en.ts')).enScan,
  ko: async () => (await import('../../../i18n/scan/ko.ts')).koScan,
  zh: async () => (await import('../../../i18n/scan/zh.ts')).zhScan,
  ja: async () => (await import('../../../i18n/scan/ja.ts')).jaScan,
}

let spoken: { language: Language; translate: Translate<ScanTextKey> } | undefined

/** Loads the texts of scanning and makes them the ones that `sayScan` speaks. */
export async function loadScanTexts(language: Language): Promise<void> {
  spoken = { language, translate: createTranslate(await loaders[language]()) }
}

/** A text of scanning by its key; after `loadScanTexts`. */
export const sayScan: Translate<ScanTextKey> = (key, params) => spoken?.translate(key, params) ?? ''

/** Keeps the texts in the language of the app; renders the component again when they have changed. */
export function useScanTexts(): void {
  const { language } = useApp()
  const [, setLanguage] = useState(spoken?.language)
  useEffect(() => {
    if (spoken?.language === language) return
    loadScanTexts(language).then(
      () => setLanguage(language),
      () => {}, // not on this device and no network: the former language stays
    )
  }, [language])
}
