import { concatBytes } from '../../core/bytes.ts'
import { textOf } from '../input/desk-grammar.ts'

/** How it stands with a scanner that is spoken to directly, not as a keyboard. */
export type ScannerState =
  | { readonly kind: 'unsupported' | 'idle' | 'opening' | 'none-chosen' | 'refused' | 'busy' | 'unplugged' }
  /** `name` is empty where the device has none. */
  | { readonly kind: 'connected'; readonly name: string }

export type ScannerEvents = {
  readonly onText: (text: string) => void
  readonly onState: (state: ScannerState) => void
}

/** One way to speak to a scanner. */
export type ScannerLink = {
  /** Lets the person choose a scanner; after a click only, else browsers refuse. */
  readonly connect: () => Promise<void>
  /** Opens a scanner that was chosen before, without asking. */
  readonly resume: () => Promise<void>
}

/** More bytes than any QR code holds; what is longer is noise. */
const MAX_SCAN = 8_192

/** Gathers the parts of a scan. */
export function createScanBuffer(onText: (text: string) => void) {
  let parts: Uint8Array[] = []
  let length = 0
  const clear = () => {
    parts = []
    length = 0
  }
  return {
    clear,
    add(part: Uint8Array) {
      length += part.length
      if (length <= MAX_SCAN) parts.push(part)
    },
    /** Hands on what has come, if anything has. */
    end() {
      const bytes = concatBytes(...parts)
      const isWhole = length === bytes.length
      clear()
      if (bytes.length > 0 && isWhole) onText(textOf(String.fromCharCode(...bytes), bytes))
    },
  }
}
