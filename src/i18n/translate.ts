import type { Language } from './languages.ts'

/** A key as code names it: one for all plural categories of a text. */
type WithoutCategory<Key> = Key extends `${infer Name}_${'one' | 'other'}` ? Name : Key

/** The keys of a file of texts. */
export type TextKey<Texts> = WithoutCategory<keyof Texts & string>

/**
 * What fills the `{name}` places of a text; `count` chooses the plural category as well, so it is a number.
 */
export type TextValues = Readonly<Record<string, string | number>> & { readonly count?: number }

/** Looks a text up by its key and fills it. */
export type Translate<Key extends string> = (key: Key, values?: TextValues) => string

/**
 * The translator of the card path: a look-up and a replacement, nothing else, because it is part of the
 * worker and of the first paint. It reads the same files as i18next does in the pages, to the same texts (a
 * test compares them). Places that nobody fills are left as they are, so that they are seen.
 */
export function createTranslate<Texts extends Readonly<Record<keyof Texts, string>>>(
  texts: Texts,
  language: Language,
): Translate<TextKey<Texts>> {
  const all: Readonly<Record<string, string | undefined>> = texts
  let rules: Intl.PluralRules | undefined
  /**
   * Only a language with several categories needs the rules, whose first use costs a slow phone some time.
   */
  const select = (key: string, count: number) => {
    if (all[`${key}_one`] === undefined) return 'other'
    rules ??= new Intl.PluralRules(language)
    return rules.select(count)
  }
  return (key, values = {}) => {
    const { count } = values
    const text = (count !== undefined ? all[`${key}_${select(key, count)}`] : undefined) ?? all[key] ?? key
    return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
  }
}
