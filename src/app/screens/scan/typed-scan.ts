import { MAX_QR_TEXT } from '../../../core/qr/qr-reading.ts'

/** A key as `keydown` reports it. `time` in milliseconds of any steady clock. */
export type TypedKey = { readonly key: string; readonly time: number }

/** Milliseconds. Handheld scanners type a character every few; nobody types ten in a row as fast as this and then Enter. */
const LONGEST_GAP = 90
const SHORTEST_SCAN = 10

/**
 * Collects what a desk scanner types: a fast run of keys, ended by Enter or Tab. Returns the text at its end and undefined before.
 * Backspaces count, because Vietnamese input methods (Unikey) rewrite letters by deleting them.
 */
export function createTypedScan(): (typed: TypedKey) => string | undefined {
  let buffer: string[] = []
  let before = Number.NEGATIVE_INFINITY
  return ({ key, time }) => {
    if (time - before > LONGEST_GAP) buffer = []
    before = time
    if (key === 'Enter' || key === 'Tab') {
      const text = buffer.join('')
      buffer = []
      return text.length >= SHORTEST_SCAN ? text : undefined
    }
    if (key === 'Backspace') buffer.pop()
    else if ([...key].length === 1 && buffer.length < MAX_QR_TEXT) buffer.push(key)
    return undefined
  }
}
