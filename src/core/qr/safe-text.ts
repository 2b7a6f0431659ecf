/**
 * Text without anything that could deceive or disturb where it is shown: no control characters, no marks that
 * turn the writing direction or are invisible, no replacement character, no lone surrogates, no private or
 * unassigned characters.
 */
export function isSafeText(text: string): boolean {
  return !/[\p{C}\p{Zl}\p{Zp}\uFFFC\uFFFD]/u.test(text)
}

/**
 * Signs that stand for an apostrophe in names of ethnic groups (H'Ruê, K`Brỗi), as keyboards and cards have
 * them.
 */
const APOSTROPHES = "'’‘ʼʻ`´′＇"

/**
 * Latin letters and the marks that stand on them: no numerals, and no marks of other scripts, which no font
 * could set on a Latin letter.
 */
const NAME = new RegExp(`^(?:(?=\\p{L})\\p{Script=Latin}|[\\u0300-\\u036F .,/‐‑${APOSTROPHES}-])+$`, 'u')

/**
 * A person's name in Latin letters: at least two of them, with blanks, hyphens, apostrophes and what looks
 * like them, dots, commas and slashes (`Ramesh a/l Muthu`); up to 120 characters.
 */
export function isPersonName(text: string): boolean {
  return text.length <= 120 && NAME.test(text) && (text.match(/\p{L}/gu)?.length ?? 0) >= 2
}

/** The name with one sign for every apostrophe, for comparing. */
export function unifyApostrophes(name: string): string {
  return name.replace(new RegExp(`[${APOSTROPHES}]`, 'gu'), "'")
}

/**
 * What a person typed or pasted, without what cannot be seen: marks that are invisible or turn the direction
 * (phones' contact lists add them), every kind and number of blanks as one, none at the ends. In NFC.
 */
export function cleanTyped(text: string): string {
  return text
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[\p{Z}\t\r\n]+/gu, ' ')
    .trim()
    .normalize('NFC')
}

/**
 * The text without blanks, control characters and invisible marks at both ends (scanners add NUL, tabs and
 * line ends).
 */
export function trimText(text: string): string {
  let [start, end] = [0, text.length]
  const isEdge = (at: number) => /[\0-\x20\p{Z}\p{Default_Ignorable_Code_Point}]/u.test(text.charAt(at))
  while (start < end && isEdge(start)) start++
  while (end > start && isEdge(end - 1)) end--
  return text.slice(start, end)
}
