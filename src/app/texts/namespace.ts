import { useEffect, useState } from 'preact/hooks'
import type { Offline } from '../../core/api/app-routes.ts'
import type { Language } from '../../i18n/languages.ts'
import type { TextKey, Translate } from '../../i18n/translate.ts'
import { addTexts, hasTexts, translateArea } from '../../ui/texts/page-texts.ts'
import { useApp } from '../app-state.ts'

/** Loads one file of texts. */
type Loader<Texts> = () => Promise<{ readonly default: Texts }>

/**
 * How the texts of one area are loaded, by language. Vietnamese is kept at once unless `offline` says
 * otherwise, the others as `offline` of them says.
 */
export type TextLoaders<Texts> = {
  readonly offline?: Offline
  readonly vi: Loader<Texts>
  readonly others: OtherLoaders<{ readonly [Key in keyof Texts]: string }>
}

/** The loaders of the translations: each has every key of the source. */
export type OtherLoaders<Texts> = Readonly<Record<Exclude<Language, 'vi'>, Loader<Texts>>> & {
  readonly offline: Offline
}

type Shown = { fetch: (language: Language) => Promise<void>; show: (language: Language) => void }

/** The areas that screens have loaded so far. */
const inUse = new Set<Shown>()

/**
 * Changes the language of every area that is loaded: all of them or, where the texts of one are not on this
 * device and there is no network, none; then it throws.
 */
export async function changeTexts(language: Language): Promise<void> {
  const areas = [...inUse]
  await Promise.all(areas.map((area) => area.fetch(language)))
  for (const area of areas) area.show(language)
}

/** The texts of one area, loaded with the screens that show them. */
export function createNamespace<Texts>(area: string, { vi, others }: TextLoaders<Texts>) {
  let loaded: { language: Language; translate: Translate<TextKey<Texts>> } | undefined

  const shown: Shown = {
    async fetch(language) {
      if (hasTexts(language, area)) return
      const texts = await (language === 'vi' ? vi() : others[language]())
      addTexts(language, area, Object(texts.default))
    },
    show(language) {
      loaded = { language, translate: translateArea<Texts>(language, area) }
    },
  }

  /** Loads the texts and makes them the ones that `t` translates with. */
  async function load(language: Language): Promise<void> {
    await shown.fetch(language)
    shown.show(language)
    inUse.add(shown)
  }

  /** A text by its key; after `load`. */
  const t: Translate<TextKey<Texts>> = (key, values) => loaded?.translate(key, values) ?? ''

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
