import type { PartialDate } from '../../../core/dates/partial-date.ts'
import { undoKeyboardLayout } from '../../../core/qr/keyboard-layout.ts'
import { decodeQrBytes } from '../../../core/qr/qr-charset.ts'
import { type QrReading, readQrText } from '../../../core/qr/qr-reading.ts'
import type { ReadingNoteCode } from '../../../core/qr/reading-note.ts'
import { trimText } from '../../../core/qr/safe-text.ts'
import { separateTexts, unwrapScan } from '../../../core/qr/scan-text.ts'
import type { Accept } from '../../../scanner/decode/frame.ts'
import type { TypedScan } from './typed-scan.ts'

/** A scanned text, put right as far as that is certain, and what it is. */
export type Scanned = { readonly text: string; readonly reading: QrReading }

/**
 * Reads what an engine gave. Bytes decide where there are any; `today` (ISO) enables notes on dates in the
 * future.
 */
export function readScanned(text: string, bytes?: Uint8Array, today?: PartialDate): Scanned {
  const decoded = decodeQrBytes(bytes && new Uint8Array(bytes), text)
  const sound = decoded.ok ? decoded.value.text : text
  const [single = sound, ...others] = separateTexts(unwrapScan(sound))
  return {
    text: others.length > 0 ? sound : single,
    reading: readQrText(sound, { ...(today && { today }) }),
  }
}

/**
 * Reads pasted text, or what a scanner typed, with what a Vietnamese keyboard did to it undone. Whatever was
 * changed, or may have been, has a note beside it: the person compares it with the card.
 */
export function readHandedText(handed: { readonly text: string } | TypedScan, today?: PartialDate): Scanned {
  const undone = undoKeyboardLayout(handed.text)
  const scanned = readScanned(undone.ok ? undone.value : handed.text, undefined, today)
  const { text, reading } = scanned
  const isTyped = 'isRewritten' in handed
  const isChanged = undone.ok && undone.value !== trimText(handed.text)
  if (isChanged || (isTyped && handed.isRewritten)) return { text, reading: addNotes(reading, 'keyboard') }
  const isPlainBhyt = reading.kind === 'bhyt' && text.includes(reading.fields.fullName ?? '\0')
  const hasNoMarks = isPlainBhyt && /^[ -~]*$/.test(reading.fields.fullName ?? '')
  return isTyped && hasNoMarks ? { text, reading: addNotes(reading, 'no-diacritics') } : scanned
}

const BHYT_WORDS = ['fullName', 'address', 'parentName', 'placeOfIssue'] as const
const IDENTITY_WORDS = ['fullName', 'address', 'fatherName', 'motherName'] as const

/** With a note beside each field that consists of words. */
function addNotes(reading: QrReading, code: ReadingNoteCode): QrReading {
  const { kind } = reading
  if (kind === 'bhyt') {
    const said = BHYT_WORDS.filter((field) => reading.fields[field])
    return { ...reading, warnings: [...reading.warnings, ...said.map((field) => ({ code, field }))] }
  }
  if (kind !== 'cccd' && kind !== 'can-cuoc') return reading
  const said = IDENTITY_WORDS.filter((field) => reading.fields[field])
  return { ...reading, warnings: [...reading.warnings, ...said.map((field) => ({ code, field }))] }
}

/**
 * A grammar for one scan: takes every known kind at once, and a text of no known kind when it was read the
 * same twice, so that a slip of one engine is no answer. Texts with the wrong letters are left to an engine
 * that sees the bytes.
 */
export function createGrammar(): Accept {
  let unknown: string | undefined
  return (text, bytes) => {
    const scanned = readScanned(text, bytes)
    if (scanned.reading.kind === 'wrong-charset') return false
    if (scanned.reading.kind !== 'unknown') return true
    const isRepeated = scanned.text === unknown
    unknown = scanned.text
    return isRepeated
  }
}
