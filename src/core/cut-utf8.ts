import { encodeUtf8 } from './bytes.ts'

/**
 * A text of at most so many bytes in UTF-8: itself, or as much of its beginning as there is room for, with
 * `…` behind it. No character is cut.
 */
export function cutUtf8(text: string, most: number): string {
  if (encodeUtf8(text).length <= most) return text
  let beginning = ''
  let length = encodeUtf8('…').length
  for (const character of text) {
    length += encodeUtf8(character).length
    if (length > most) break
    beginning += character
  }
  return `${beginning.trimEnd()}…`
}
