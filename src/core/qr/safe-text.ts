/**
 * Text without anything that could deceive or disturb where it is shown: no control characters, no marks that turn the
 * writing direction or are invisible, no replacement character, no lone surrogates, no private or unassigned characters.
 */
export function isSafeText(text: string): boolean {
  return !/[\p{C}\p{Zl}\p{Zp}\uFFFC\uFFFD]/u.test(text)
}

/** A person's name in Latin letters: at least two of them, with blanks, hyphens, apostrophes and dots; up to 120 characters. */
export function isPersonName(text: string): boolean {
  return (
    text.length <= 120 &&
    /^[\p{Script=Latin}\p{M} .'’-]+$/u.test(text) &&
    (text.match(/\p{L}/gu)?.length ?? 0) >= 2
  )
}

/** The text without blanks and control characters at both ends (scanners add NUL, tabs and line ends). */
export function trimText(text: string): string {
  let [start, end] = [0, text.length]
  const isEdge = (at: number) =>
    text.charCodeAt(at) <= 0x20 || text.charCodeAt(at) === 0xfeff || text.charCodeAt(at) === 0xa0
  while (start < end && isEdge(start)) start++
  while (end > start && isEdge(end - 1)) end--
  return text.slice(start, end)
}
