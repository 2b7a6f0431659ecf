import type { PartialDate } from '../../../core/dates/partial-date.ts'
import { decodeQrBytes } from '../../../core/qr/qr-charset.ts'
import { type QrReading, readQrText } from '../../../core/qr/qr-reading.ts'
import type { Accept } from '../../../scanner/decode/frame.ts'

/** A scanned text, put right as far as that is certain, and what it is. */
export type Scanned = { readonly text: string; readonly reading: QrReading }

/** Reads what an engine gave. Bytes decide where there are any; `today` (ISO) enables notes on dates in the future. */
export function readScanned(text: string, bytes?: Uint8Array, today?: PartialDate): Scanned {
  const decoded = decodeQrBytes(bytes && new Uint8Array(bytes), text)
  const sound = decoded.ok ? decoded.value.text : text
  return { text: sound, reading: readQrText(sound, { ...(today && { today }) }) }
}

/**
 * A grammar for one scan: takes every known kind at once, and a text of no known kind when it was read the same twice, so that
 * a slip of one engine is no answer. Texts with the wrong letters are left to an engine that sees the bytes.
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
