import { createInstance } from 'i18next'
import type { AppTextKey, AppTexts } from '../i18n/app/vi.ts'
import type { Language } from '../i18n/languages.ts'
import type { Translate } from '../i18n/translate.ts'

const loaders: Readonly<Record<Language, () => Promise<AppTexts>>> = {
  vi: async () => (await import('../i18n/app/vi.ts')).viApp,
  en: async () => (await import('../i18n/app/en.ts')).enApp,
  ko: async () => (await import('../i18n/app/ko.ts')).koApp,
  zh: async () => (await import('../i18n/app/zh.ts')).zhApp,
  ja: async () => (await import('../i18n/app/ja.ts')).jaApp,
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

/** Loads the texts of everything but the card path, and makes them the ones that `say` speaks. */
export async function loadAppTexts(language: Language): Promise<void> {
  await ready
  for (const needed of new Set<Language>(['vi', language])) {
    if (!i18n.hasResourceBundle(needed, 'app')) i18n.addResourceBundle(needed, 'app', await loaders[needed]())
  }
  await i18n.changeLanguage(language)
}

/** A text of the app by its key; after `loadAppTexts`. */
export const say: Translate<AppTextKey> = (key, params) => i18n.t(key, { ...params })
