import { decodeUtf8, fromHex } from '../bytes.ts'
import { err, ok, type Result } from '../result.ts'
import { isLikeHex } from './bhyt-qr-text.ts'
import { MAX_QR_TEXT, readQrText } from './qr-reading.ts'
import { trimText } from './safe-text.ts'

/**
 * A desk scanner types what it reads, and the computer's Vietnamese input rewrites it: Telex and VNI turn
 * pairs of characters into Vietnamese letters, the Windows layout "Vietnamese" has letters and tone marks in
 * place of the number row. Undoes that and returns the text only when it then passes the whole grammar of a
 * card, a wallet code or another known kind. Digits come back exactly on the Windows layout, so wallet codes
 * always do; hex and names come back as far as it can be told. Give the characters as they were typed: after
 * Unicode normalisation the order of the tone marks is lost.
 */
export function undoKeyboardLayout(typed: string): Result<string> {
  if (typed.length > MAX_QR_TEXT) return err('too_long')
  const text = trimText(typed)
  if (passes(text) && !text.split('|').some(isRewrittenHex)) return ok(text)
  const segments = text.split('|')
  for (const undo of UNDOERS) {
    const undone = segments.map(undo).join('|')
    if (undone !== text && passes(undone)) return ok(undone)
  }
  return passes(text) ? ok(text) : err('not_readable')
}

type Undo = (segment: string, at: number) => string

const UNDOERS: readonly Undo[] = [
  undoWindows,
  undoWindowsAroundWords,
  (segment, at) => (at === 0 || isRewrittenHex(segment) ? firstSound(segment, telexVariants) : segment),
  (segment, at) => (at === 0 || isRewrittenHex(segment) ? firstSound(segment, vniVariants) : segment),
]

/** Known for certain, and nothing in it unreadable. */
function passes(text: string): boolean {
  const { kind, warnings } = readQrText(text)
  if (kind === 'unknown' || kind === 'wrong-charset' || kind === 'vneid') return false
  return !warnings.some(({ code }) => code === 'unreadable' || code === 'damaged')
}

/**
 * Hex, or the check string of hex and a year, in which pairs of characters became Vietnamese letters. A name
 * or an address in plain letters is none: it has blanks, or letters beyond F.
 */
function isRewrittenHex(segment: string): boolean {
  return /[^\0-\x7F]/.test(segment) && isLikeHex(segment.replace(/-\d{4}$/, ''))
}

/** Number row, brackets and equals sign of the Windows layout (KBDVNTC), unshifted and shifted. */
const WINDOWS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{
      ă: '1',
      â: '2',
      ê: '3',
      ô: '4',
      '\u0300': '5',
      '\u0309': '6',
      '\u0303': '7',
      '\u0301': '8',
      '\u0323': '9',
    },
    ...{ đ: '0', '₫': '=', ư: '[', ơ: ']', Ă: '!', Â: '@', Ê: '#', Ô: '$', Đ: ')', Ư: '{', Ơ: '}' },
  }),
)

function undoWindows(text: string): string {
  let undone = ''
  for (const character of text) {
    const known = WINDOWS.get(character)
    if (known !== undefined || character < '\x80') {
      undone += known ?? character
      continue
    }
    const { letter, tone } = takeApart(character)
    undone += (WINDOWS.get(letter) ?? letter) + (WINDOWS.get(tone) ?? tone)
  }
  return undone
}

/** For scanners that can type names with their marks: those stay, everything else is undone. */
function undoWindowsAroundWords(segment: string): string {
  return /[A-Za-z]{2}/.test(segment) ? segment : undoWindows(segment)
}

/** A letter with its shape (ă â ê ô ơ ư) and the tone mark on it, if any. */
function takeApart(character: string): { letter: string; tone: string } {
  const parts = character.normalize('NFD')
  const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(parts)?.[0] ?? ''
  return { letter: parts.replace(tone, '').normalize('NFC'), tone }
}

type Keys = { shape: ReadonlyMap<string, string>; tone: ReadonlyMap<string, string> }

const TELEX: Keys = {
  shape: new Map(Object.entries({ ă: 'aw', â: 'aa', ê: 'ee', ô: 'oo', ơ: 'ow', ư: 'uw', đ: 'dd' })),
  tone: new Map(
    Object.entries({ '\u0301': 's', '\u0300': 'f', '\u0309': 'r', '\u0303': 'x', '\u0323': 'j' }),
  ),
}

const VNI: Keys = {
  shape: new Map(Object.entries({ ă: 'a8', â: 'a6', ê: 'e6', ô: 'o6', ơ: 'o7', ư: 'u7', đ: 'd9' })),
  tone: new Map(
    Object.entries({ '\u0301': '1', '\u0300': '2', '\u0309': '3', '\u0303': '4', '\u0323': '5' }),
  ),
}

/**
 * Telex types a pair once more to get it literally (`aaa` gives `aa`), and takes the tone key at once or
 * after the letters.
 */
function telexVariants(segment: string): string[] {
  const double = (text: string) => text.replace(/(aa|ee|oo|dd|[aeo]f)/gi, (pair) => pair + pair.charAt(1))
  return [segment, double(segment)].flatMap((text) => [
    retype(text, TELEX, 'at-once'),
    retype(text, TELEX, 'after-letters'),
  ])
}

/** VNI takes the tone key at once, before the shape key, or after the letters. */
function vniVariants(segment: string): string[] {
  return [
    retype(segment, VNI, 'at-once'),
    retype(segment, VNI, 'before-shape'),
    retype(segment, VNI, 'after-letters'),
  ]
}

/** The keys that give this text. The case of a letter is that of its keys. */
function retype(text: string, keys: Keys, toneKey: 'at-once' | 'before-shape' | 'after-letters'): string {
  let typed = ''
  let pending = ''
  for (const character of text) {
    if (!/\p{L}/u.test(character)) {
      typed += pending + character
      pending = ''
      continue
    }
    const { letter, tone } = takeApart(character)
    const isUpper = letter !== letter.toLowerCase()
    const asTyped = (key: string) => (isUpper ? key.toUpperCase() : key)
    const shape = asTyped(keys.shape.get(letter.toLowerCase()) ?? letter)
    const mark = asTyped(keys.tone.get(tone) ?? '')
    if (toneKey === 'before-shape') typed += shape.charAt(0) + mark + shape.slice(1)
    else typed += shape + (toneKey === 'at-once' ? mark : '')
    if (toneKey === 'after-letters') pending += mark
  }
  return typed + pending
}

/** The first variant that is not broken hex. */
function firstSound(segment: string, variantsOf: (segment: string) => string[]): string {
  const variants = variantsOf(segment)
  return variants.find(isSound) ?? variants[0] ?? segment
}

function isSound(segment: string): boolean {
  if (!/^[0-9A-Fa-f]{4,}$/.test(segment) || /^\d+$/.test(segment)) return true
  const bytes = fromHex(segment)
  return bytes.ok && decodeUtf8(bytes.value).ok
}
