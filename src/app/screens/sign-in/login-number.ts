/** Without blanks, full stops and dashes, as people write numbers. */
export function compactNumber(typed: string): string {
  return typed.replace(/[\s.-]/g, '')
}

/** True for a BHXH number (10 digits) or personal number (12), however it is written. */
export function isLoginNumber(typed: string): boolean {
  return /^(\d{10}|\d{12})$/.test(compactNumber(typed))
}
