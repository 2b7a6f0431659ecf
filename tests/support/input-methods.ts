/** Keys as a browser reports them while an input method rewrites what a desk scanner types, letters deleted by Backspace. */
type InputMethod = (word: string, key: string) => string | undefined

const TONES = ['\u0301', '\u0300', '\u0309', '\u0303', '\u0323']
const VOWEL = /[aăâeêioôơuưy]/i

/** The word with a tone on its last vowel, the tone that was there taken away. */
function setTone(word: string, tone: string): string | undefined {
  const bare = word
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
    .normalize('NFC')
  const at = [...bare].findLastIndex((letter) => VOWEL.test(letter))
  if (at < 0) return undefined
  return [...bare].map((letter, place) => (place === at ? (letter + tone).normalize('NFC') : letter)).join('')
}

/** The word with its last letter replaced as the pairs say. */
function reshape(word: string, key: string, pairs: Readonly<Record<string, string>>): string | undefined {
  const last = word.at(-1) ?? ''
  const made = pairs[last.toLowerCase() + key.toLowerCase()]
  if (!made) return undefined
  return word.slice(0, -1) + (last === last.toUpperCase() ? made.toUpperCase() : made)
}

const telexPairs = { aa: 'â', ee: 'ê', oo: 'ô', aw: 'ă', ow: 'ơ', uw: 'ư', dd: 'đ' }
const vniPairs = { a6: 'â', e6: 'ê', o6: 'ô', a8: 'ă', o7: 'ơ', u7: 'ư', d9: 'đ' }
const viqrPairs = { 'a^': 'â', 'e^': 'ê', 'o^': 'ô', 'a(': 'ă', 'o+': 'ơ', 'u+': 'ư', dd: 'đ' }

const toneBy =
  (keys: string): InputMethod =>
  (word, key) => {
    const at = keys.indexOf(key.toLowerCase())
    return at < 0 ? undefined : setTone(word, TONES[at] ?? '')
  }

/** In the order of use in Viet Nam; `none` is a keyboard without any. */
export const INPUT_METHODS: Readonly<Record<string, InputMethod>> = {
  none: () => undefined,
  telex: (word, key) => reshape(word, key, telexPairs) ?? toneBy('sfrxj')(word, key),
  'telex with w': (word, key) =>
    reshape(word, key, telexPairs) ?? (key === 'w' ? `${word}ư` : toneBy('sfrxj')(word, key)),
  vni: (word, key) => reshape(word, key, vniPairs) ?? toneBy('12345')(word, key),
  viqr: (word, key) => reshape(word, key, viqrPairs) ?? toneBy("'`?~.")(word, key),
}

/**
 * The keys of a text that a scanner types into an input method. Characters beyond ASCII come as they are. A word ends with
 * anything that is neither letter, digit nor changed by the method.
 */
export function typeThrough(method: InputMethod, text: string): string[] {
  const keys: string[] = []
  let word = ''
  for (const key of text) {
    const rewritten = method(word, key)
    if (rewritten === undefined) {
      keys.push(key)
      word = /[\p{L}\p{M}\d]/u.test(key) ? word + key : ''
      continue
    }
    const before = [...word]
    const after = [...rewritten]
    const same = after.findIndex((letter, at) => letter !== before[at])
    const shared = same < 0 ? after.length : same
    for (let taken = before.length; taken > shared; taken--) keys.push('Backspace')
    keys.push(...after.slice(shared))
    word = rewritten
  }
  return keys
}

/** What stands in a text field after these keys. */
export function resultOf(keys: readonly string[]): string {
  const typed: string[] = []
  for (const key of keys) {
    if (key === 'Backspace') typed.pop()
    else typed.push(key)
  }
  return typed.join('')
}
