import { createInstance } from 'i18next'
import type { Language } from '../../i18n/languages.ts'
import type { TextKey, Translate } from '../../i18n/translate.ts'

/** The one i18next of a page; it knows nothing until an area is added. */
const i18n = createInstance()
void i18n.init({
  initAsync: false,
  fallbackLng: false,
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  // Preact escapes; the places are written as on the card path.
  interpolation: { escapeValue: false, prefix: '{', suffix: '}' },
})

/** Makes the texts of one area in one language known to the page. */
export function addTexts(language: Language, area: string, texts: object): void {
  i18n.addResourceBundle(language, area, texts)
}

/** Whether the texts were added. */
export function hasTexts(language: Language, area: string): boolean {
  return i18n.hasResourceBundle(language, area)
}

/** The translator of one area that was added; `Texts` are those of its Vietnamese file. */
export function translateArea<Texts>(language: Language, area: string): Translate<TextKey<Texts>> {
  const t: (key: string, options: Readonly<Record<string, unknown>>) => string = i18n.getFixedT(
    language,
    area,
  )
  // Without nesting: a value that people typed must not be read as a text's own syntax.
  return (key, values) => t(key, { ...values, nest: false })
}
