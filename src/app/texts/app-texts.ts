import { createInstance } from 'i18next'
import type { AppTextKey, AppTexts } from '../../i18n/app/vi.ts'
import type { Language } from '../../i18n/languages.ts'
import type { Translate } from '../../i18n/translate.ts'
import { loadTexts, type TextLoaders } from './namespace.ts'

const loaders: TextLoaders<AppTexts> = {
  vi: async () => (await import('../../i18n/app/vi.ts')).viApp,
  others: {
    offline: 'later',
    en: async () => (await import('../../i18n/app/en.ts')).enApp,
    ko: async () => (await import('../../i18n/app/ko.ts')).koApp,
    zh: async () => (await import('../../i18n/app/zh.ts')).zhApp,
    ja: async () => (await import('../../i18n/app/ja.ts')).jaApp,
  },
}

const i18n = createInstance()
const ready = i18n.init({
  lng: 'vi',
  fallbackLng: 'vi',
  defaultNS: 'app',
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  // Preact escapes; the places are written as on the card path.
  interpolation: { escapeValue: false, prefix: '{', suffix: '}' },
})

/** Loads the texts of everything but the card path, and makes them the ones that `tApp` translates with. */
async function load(language: Language): Promise<void> {
  await ready
  for (const needed of new Set<Language>(['vi', language])) {
    if (!i18n.hasResourceBundle(needed, 'app'))
      i18n.addResourceBundle(needed, 'app', await loadTexts(loaders, needed))
  }
  await i18n.changeLanguage(language)
}

/** Texts of everything but the card path: `load` with the screen, `tApp` in it. */
export const appTexts = { load }

/** A text of the app by its key; after `appTexts.load`. */
export const tApp: Translate<AppTextKey> = (key, params) => i18n.t(key, { ...params })
