import { INPUT_METHODS, resultOf, typeThrough } from './input-methods.ts'

/** A key as a page hears of it: `code` is empty where the computer's input method typed it. */
export type ScannerKey = { readonly code: string; readonly shift: boolean; readonly key: string }

const SHIFTED: Readonly<Record<string, string>> = {
  ')': 'Digit0',
  '!': 'Digit1',
  '@': 'Digit2',
  '#': 'Digit3',
  $: 'Digit4',
  '%': 'Digit5',
  '^': 'Digit6',
  '&': 'Digit7',
  '*': 'Digit8',
  '(': 'Digit9',
  ':': 'Semicolon',
  '|': 'Backslash',
  '"': 'Quote',
  '?': 'Slash',
  '<': 'Comma',
  '>': 'Period',
  _: 'Minus',
  '+': 'Equal',
  '{': 'BracketLeft',
  '}': 'BracketRight',
  '~': 'Backquote',
}
const PLAIN: Readonly<Record<string, string>> = {
  '/': 'Slash',
  '-': 'Minus',
  ' ': 'Space',
  '.': 'Period',
  ',': 'Comma',
  ';': 'Semicolon',
  "'": 'Quote',
  '\\': 'Backslash',
  '=': 'Equal',
  '[': 'BracketLeft',
  ']': 'BracketRight',
  '`': 'Backquote',
}

/** What the Windows layout "Vietnamese" types for the keys of a US keyboard. */
const WINDOWS: Readonly<Record<string, string>> = {
  '1': 'ă',
  '2': 'â',
  '3': 'ê',
  '4': 'ô',
  '5': '\u0300',
  '6': '\u0309',
  '7': '\u0303',
  '8': '\u0301',
  '9': '\u0323',
  '0': 'đ',
  '!': 'Ă',
  '@': 'Â',
  '#': 'Ê',
  $: 'Ô',
  ')': 'Đ',
  '=': '₫',
  '[': 'ư',
  ']': 'ơ',
  '{': 'Ư',
  '}': 'Ơ',
}

/** The keys that a scanner presses on a US keyboard for a text. */
export function pressKeys(text: string): ScannerKey[] {
  return [...text].map((character) => {
    if (/[A-Za-z]/.test(character)) {
      return { code: `Key${character.toUpperCase()}`, shift: /[A-Z]/.test(character), key: character }
    }
    if (/\d/.test(character)) return { code: `Digit${character}`, shift: false, key: character }
    const plain = PLAIN[character]
    return { code: plain ?? SHIFTED[character] ?? '', shift: plain === undefined, key: character }
  })
}

/** How the computers of a hospital write: none, in-place rewriting (hooks swallow the keys), or a layout. */
export const KEYBOARDS = [
  'none',
  'telex',
  'telex with w',
  'vni',
  'viqr',
  'windows',
  'unikey',
  'caps lock',
  'android',
] as const

export type Keyboard = (typeof KEYBOARDS)[number]

/**
 * What a page gets of a scan on such a computer: the keys, as far as it is told of them, and what stands in
 * the field. UniKey types what it rewrites by itself: such keys have no code, and the erasing ones do.
 */
export function scanOn(keyboard: Keyboard, text: string): { keys: ScannerKey[]; typed: string } {
  const pressed = pressKeys(text)
  if (keyboard === 'windows')
    return { keys: pressed, typed: [...text].map((each) => WINDOWS[each] ?? each).join('') }
  if (keyboard === 'caps lock') {
    const swap = (each: string) => (each === each.toLowerCase() ? each.toUpperCase() : each.toLowerCase())
    return { keys: pressed, typed: [...text].map(swap).join('') }
  }
  if (keyboard === 'android') return { keys: pressed.map((key) => ({ ...key, code: '' })), typed: text }
  const method = INPUT_METHODS[keyboard === 'unikey' ? 'telex' : keyboard] ?? (() => undefined)
  const typed = typeThrough(method, text)
  if (keyboard !== 'unikey') return { keys: pressed, typed: resultOf(typed) }
  const keys = typed.map((key) =>
    key === 'Backspace' || !/^[\x20-\x7e]$/.test(key)
      ? { code: key === 'Backspace' ? 'Backspace' : '', shift: false, key }
      : (pressKeys(key)[0] ?? { code: '', shift: false, key }),
  )
  return { keys, typed: resultOf(typed) }
}
