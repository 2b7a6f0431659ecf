import { MAX_QR_TEXT } from '../../../core/qr/qr-reading.ts'

/**
 * A key as `keydown` reports it. `time` in milliseconds of any steady clock; `code` is the key on the
 * keyboard, empty when a program gave the character.
 */
export type ScanKey = {
  readonly key: string
  readonly time: number
  readonly code?: string
  readonly altKey?: boolean
}

/**
 * What a scanner typed. `isRewritten`: keys came that no scanner sends, or letters that its keyboard has no
 * keys for, so the computer's input method changed letters or took some.
 */
export type TypedScan = { readonly text: string; readonly isRewritten: boolean }

/** Milliseconds. Handheld scanners type a character every few; nobody types ten in a row as fast as this. */
const LONGEST_GAP = 90
/** Milliseconds that a scanner may stop amid a text that has begun (slow radio links do). */
const LONGEST_PAUSE = 1000
const SHORTEST_SCAN = 10

/** Keys whose character an input method took or has not yet given. */
const TAKEN_KEYS: readonly string[] = ['Process', 'Unidentified', 'Dead']

/**
 * Collects what a desk scanner types: a fast run of keys. `take` gives the text at Enter or Tab, `end` gives
 * it for scanners that send neither; both give undefined when there is none. Backspaces count, because
 * Vietnamese input methods (Unikey) rewrite letters by deleting them; so do the digits that some scanners
 * type with Alt held down, a character by its code (Unicode, or one byte of UTF-8).
 */
export function createTypedScan(): {
  take: (typed: ScanKey) => TypedScan | undefined
  end: () => TypedScan | undefined
} {
  let buffer: string[] = []
  let isRewritten = false
  let isByKeys = false
  let isBeyondKeys = false
  let altDigits = ''
  let before = Number.NEGATIVE_INFINITY

  const clear = () => {
    buffer = []
    isRewritten = false
    isByKeys = false
    isBeyondKeys = false
    altDigits = ''
  }
  const push = (character: string) => {
    if (buffer.length < MAX_QR_TEXT) buffer.push(character)
  }
  const takeAltCode = () => {
    if (altDigits === '') return
    const code = Number(altDigits)
    altDigits = ''
    if (code >= 0x20 && code <= 0xffff) push(String.fromCharCode(code))
    else isRewritten = true
  }
  const end = () => {
    takeAltCode()
    const scan = { text: buffer.join(''), isRewritten: isRewritten || (isByKeys && isBeyondKeys) }
    clear()
    return scan.text.length >= SHORTEST_SCAN ? scan : undefined
  }
  return {
    end,
    take({ key, time, code, altKey = false }) {
      if (time - before > (buffer.length < SHORTEST_SCAN ? LONGEST_GAP : LONGEST_PAUSE)) clear()
      before = time
      if (altKey && /^\d$/.test(key)) {
        altDigits += key
        return undefined
      }
      takeAltCode()
      if (key === 'Enter' || key === 'Tab') return end()
      if (key === 'Backspace') buffer.pop()
      else if ([...key].length === 1) {
        push(key)
        if (code !== '') isByKeys = true
        if (key > '\x7F') isBeyondKeys = true
      }
      if (key === 'Backspace' || TAKEN_KEYS.includes(key) || (altKey && key !== 'Alt')) isRewritten = true
      return undefined
    },
  }
}
