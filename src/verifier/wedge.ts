import { undoKeyboardLayout } from '../core/qr/keyboard-layout.ts'
import { readQrText } from '../core/qr/qr-reading.ts'
import { unwrapScan } from '../core/qr/scan-text.ts'
import { err, ok, type Result } from '../core/result.ts'

/** A key as `keydown` reports it: which one it is on the keyboard, whatever the computer makes of it. */
export type TypedKey = { readonly code: string; readonly shift: boolean }

/** What the keys of a US keyboard type, plain and shifted. Scanners type on one unless told otherwise. */
const PUNCTUATION: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Space: [' ', ' '],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  NumpadDivide: ['/', '/'],
  NumpadMultiply: ['*', '*'],
  NumpadSubtract: ['-', '-'],
  NumpadAdd: ['+', '+'],
  NumpadDecimal: ['.', '.'],
}

const SHIFTED_DIGITS = ')!@#$%^&*('

function characterOf({ code, shift }: TypedKey): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter) return shift ? letter : letter.toLowerCase()
  const digit = /^Digit(\d)$/.exec(code)?.[1]
  if (digit) return shift ? SHIFTED_DIGITS.charAt(Number(digit)) : digit
  const numpad = /^Numpad(\d)$/.exec(code)?.[1]
  if (numpad) return numpad
  return PUNCTUATION[code]?.[shift ? 1 : 0] ?? ''
}

/**
 * The text that these keys type on a US keyboard, whatever language the computer is set to. Keys that type
 * nothing (Shift, arrows, those of Android without a code) add nothing.
 */
export function readKeys(keys: readonly TypedKey[]): string {
  return keys.map(characterOf).join('')
}

/**
 * The text of a scan from its two readings: by the keys and by what stood in the field. The first that passes
 * the grammar of a code wins: a lost or doubled key seldom does, and never passes the signatures. Caps Lock
 * turns letters round, so they are tried that way as well.
 */
export function chooseReading(reading: {
  readonly keys: string
  readonly typed: string
}): Result<string, 'not_readable'> {
  const { keys, typed } = reading
  for (const text of [keys, typed, swapCase(keys), swapCase(typed)]) {
    if (isCode(text)) return ok(unwrapScan(text))
  }
  const undone = undoKeyboardLayout(unwrapScan(typed))
  return undone.ok && isCode(undone.value) ? ok(undone.value) : err('not_readable')
}

/** Whether a text is for certain a code that a desk takes, and whole. */
function isCode(text: string): boolean {
  const { kind, warnings } = readQrText(text)
  if (kind === 'wallet' || kind === 'desk') return !warnings.some(({ code }) => code === 'damaged')
  return kind === 'bhyt' && !warnings.some(({ code }) => code === 'unreadable' || code === 'keyboard')
}

function swapCase(text: string): string {
  return text.replace(/[A-Za-z]/g, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  )
}
