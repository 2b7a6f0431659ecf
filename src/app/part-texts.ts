import { useEffect, useState } from 'preact/hooks'
import type { Language } from '../i18n/languages.ts'
import { createTranslate, type Translate } from '../i18n/translate.ts'
import { useApp } from './app-context.ts'

/** The texts of one part of the app, loaded with its screens. */
export function createPartTexts<Key extends string>(
  loaders: Readonly<Record<Language, () => Promise<Readonly<Record<Key, string>>>>>,
) {
  let spoken: { language: Language; translate: Translate<Key> } | undefined

  /** Loads the texts and makes them the ones that `say` speaks. */
  async function load(language: Language): Promise<void> {
    spoken = { language, translate: createTranslate(await loaders[language]()) }
  }

  /** A text by its key; after `load`. */
  const say: Translate<Key> = (key, params) => spoken?.translate(key, params) ?? ''

  /** Keeps the texts in the language of the app; renders the component again when they have changed. */
  function use(): void {
    const { language } = useApp()
    const [, setLanguage] = useState(spoken?.language)
    useEffect(() => {
      if (spoken?.language === language) return
      load(language).then(
        () => setLanguage(language),
        () => {}, // not on this device and no network: the former language stays
      )
    }, [language])
  }

  return { load, say, use }
}
