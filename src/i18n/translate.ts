/** Looks a text up by its key; `params` fill the `{name}` places in it. */
export type Translate<Key extends string> = (
  key: Key,
  params?: Readonly<Record<string, string | number>>,
) => string

/**
 * The translator of the card path: a look-up and a replacement, nothing else, because it is part of the worker and of
 * the first paint. Unknown places are left as they are, so that a missing parameter is seen in a test.
 */
export function createTranslate<Key extends string>(texts: Readonly<Record<Key, string>>): Translate<Key> {
  return (key, params = {}) =>
    texts[key].replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place))
}
