import { MAX_QR_TEXT } from '../../core/qr/qr-reading.ts'
import { chooseReading, readKeys, type TypedKey } from '../../verifier/wedge.ts'

/**
 * Silence after which a scanner that sends no Enter is taken to have ended, in milliseconds, if what came is
 * whole.
 */
const SILENCE = 120

/** What is not whole by then never will be: a busy computer pauses, too. */
const LONG_SILENCE = 1_000

/** Shorter texts are typed by people, who pause; only Enter ends them. */
const SHORTEST_SCAN = 24

/** A text that a scanner or a person typed; `isScan` tells which. */
export type WedgeEnd =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'again' }
  | { readonly kind: 'only-enter' }

export type WedgeField = {
  /** A key went down. Returns true when it ends the text and must do nothing else. */
  keyDown: (key: WedgeKey) => boolean
  /** What stands in the field changed. */
  input: (typed: string) => void
  /** What stands in the field is nobody's any more. */
  clear: () => void
}

export type WedgeKey = TypedKey & { readonly key: string; readonly isChord: boolean }

/**
 * Follows a field into which a desk scanner types: by the keys, which no input method changes, and by what
 * stands in the field. `onProgress` hears how many characters have come, `onEnd` what it was.
 */
export function createWedgeField(options: {
  readonly onProgress: (length: number) => void
  readonly onEnd: (end: WedgeEnd) => void
  /** Calls back after milliseconds, unless what it returns was called before. */
  readonly startTimer: (onTime: () => void, ms: number) => () => void
}): WedgeField {
  const { onProgress, onEnd, startTimer } = options
  let keys: TypedKey[] = []
  let typed = ''
  let stopTimer = () => {}

  const clear = () => {
    stopTimer()
    keys = []
    typed = ''
    onProgress(0)
  }

  const end = () => {
    const reading = { keys: readKeys(keys), typed }
    clear()
    if (reading.typed.trim() === '' && reading.keys.trim() === '') return onEnd({ kind: 'only-enter' })
    const chosen = chooseReading(reading)
    if (chosen.ok) return onEnd({ kind: 'text', text: chosen.value })
    // What begins like one of our codes, or like a card, lost keys on the way.
    const isDamaged = [reading.typed, reading.keys].some((text) => /^\W*B?H?Y?T[:;]|\|/i.test(text))
    onEnd(isDamaged ? { kind: 'again' } : { kind: 'text', text: reading.typed || reading.keys })
  }

  /** Whether what has come is a code to its last character; a card's text says by its end mark that it is. */
  const isWhole = () => {
    const chosen = chooseReading({ keys: readKeys(keys), typed })
    return chosen.ok && (chosen.value.startsWith('BHYT:') || /[$#]$/.test(chosen.value))
  }

  const pause = () => {
    if (isWhole()) end()
    else stopTimer = startTimer(end, LONG_SILENCE - SILENCE)
  }

  const wait = () => {
    stopTimer()
    const length = Math.max(typed.length, keys.length)
    onProgress(length)
    if (length >= SHORTEST_SCAN) stopTimer = startTimer(pause, SILENCE)
  }

  return {
    keyDown({ code, shift, key, isChord }) {
      if (isChord) return false
      if (key === 'Enter' || (key === 'Tab' && (typed !== '' || readKeys(keys) !== ''))) {
        end()
        return true
      }
      if (key === 'Backspace') keys.pop()
      else if (code !== '' && keys.length <= MAX_QR_TEXT) keys.push({ code, shift })
      wait()
      return false
    },
    input(text) {
      typed = text
      wait()
    },
    clear,
  }
}
