import { useEffect, useState } from 'preact/hooks'
import type { Offline } from '../../core/api/app-routes.ts'
import type { Language } from '../../i18n/languages.ts'
import { createTranslate, type Translate } from '../../i18n/translate.ts'
import { useApp } from '../app-state.ts'

type Loader<Texts> = () => Promise<Texts>

/**
 * How the texts of one area are loaded, by language. Vietnamese is kept with the screens, the others as
 * `offline` of them says.
 */
export type TextLoaders<Texts> = {
  readonly vi: Loader<Texts>
  readonly others: Readonly<Record<Exclude<Language, 'vi'>, Loader<Texts>>> & { readonly offline: Offline }
}

/** Loads the texts of one area. */
export function loadTexts<Texts>({ vi, others }: TextLoaders<Texts>, language: Language): Promise<Texts> {
  return language === 'vi' ? vi() : others[language]()
}

/** The texts of one namespace, loaded with the screens that show them. */
export function createNamespace<Key extends string>(loaders: TextLoaders<Readonly<Record<Key, string>>>) {
  let loaded: { language: Language; translate: Translate<Key> } | undefined

  /** Loads the texts and makes them the ones that `t` translates with. */
  async function load(language: Language): Promise<void> {
    loaded = { language, translate: createTranslate(await loadTexts(loaders, language)) }
  }

  /** A text by its key; after `load`. */
  const t: Translate<Key> = (key, params) => loaded?.translate(key, params) ?? ''

  /** Keeps the texts in the language of the app; renders the component again when they have changed. */
  function use(): void {
    const { language } = useApp()
    const [, setLanguage] = useState(loaded?.language)
    useEffect(() => {
      if (loaded?.language === language) return
      load(language).then(
        () => setLanguage(language),
        () => {}, // not on this device and no network: the former language stays
      )
    }, [language])
  }

  return { load, t, use }
}
