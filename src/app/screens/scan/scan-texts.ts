import { createPartTexts } from '../../part-texts.ts'

const scanTexts = createPartTexts({
  vi: async () => (await import('../../../i18n/scan/vi.ts')).viScan,
  en: async () => (await import('../../../i18n/scan/en.ts')).enScan,
  ko: async () => (await import('../../../i18n/scan/ko.ts')).koScan,
  zh: async () => (await import('../../../i18n/scan/zh.ts')).zhScan,
  ja: async () => (await import('../../../i18n/scan/ja.ts')).jaScan,
})

/** Loads the texts of scanning and makes them the ones that `sayScan` speaks. */
export const loadScanTexts = scanTexts.load

/** A text of scanning by its key; after `loadScanTexts`. */
export const sayScan = scanTexts.say

/** Keeps the texts in the language of the app; renders the component again when they have changed. */
export const useScanTexts = scanTexts.use
