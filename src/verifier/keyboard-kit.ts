/**
 * The second file of the kit: what a desk scanner typed, put right, whatever the computer's keyboard made of
 * it. For fields of programs that have no scanner mode of their own; built by `npm run build:kit`.
 */
import { version } from './kit-version.ts'

export { undoKeyboardLayout } from '../core/qr/keyboard-layout.ts'
export { chooseReading, readKeys, type TypedKey } from './wedge.ts'
export { version }
