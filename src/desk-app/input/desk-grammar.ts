import { decodeQrBytes } from '../../core/qr/qr-charset.ts'
import { readQrText } from '../../core/qr/qr-reading.ts'
import type { Accept } from '../../scanner/decode/frame.ts'

/** The text of what an engine read: bytes decide where there are any. */
export function textOf(text: string, bytes?: Uint8Array): string {
  const decoded = decodeQrBytes(bytes && new Uint8Array(bytes), text)
  return decoded.ok ? decoded.value.text : text
}

/** Takes every known kind at once, and another text when it was read the same twice. */
export function createDeskGrammar(): Accept {
  let unknown: string | undefined
  return (text, bytes) => {
    const read = textOf(text, bytes)
    const { kind } = readQrText(read)
    if (kind === 'wrong-charset') return false
    if (kind !== 'unknown') return true
    const isRepeated = read === unknown
    unknown = read
    return isRepeated
  }
}
