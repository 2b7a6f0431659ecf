import { createHidLink } from './hid-link.ts'
import type { ScannerEvents, ScannerLink } from './scanner-link.ts'
import type { ScannerKind } from './scanner-support.ts'
import { createSerialLink } from './serial-link.ts'

/** The way to a scanner, in a browser that has it. */
export function createScannerLink(kind: ScannerKind, events: ScannerEvents): ScannerLink {
  return kind === 'hid' ? createHidLink(navigator.hid, events) : createSerialLink(navigator.serial, events)
}
