import { cleanTyped } from '../../../core/qr/safe-text.ts'

/** Without blanks, full stops, dashes and invisible marks, as people write numbers. */
export function compactNumber(typed: string): string {
  return cleanTyped(typed).replace(/[\s.\u2010-\u2015-]/g, '')
}

/** True for a BHXH number (10 digits) or personal number (12), however it is written. */
export function isLoginNumber(typed: string): boolean {
  return /^(\d{10}|\d{12})$/.test(compactNumber(typed))
}
