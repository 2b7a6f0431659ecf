import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isInFilter } from '../../core/account/password-filter.ts'

const filter = readFileSync(join(import.meta.dirname, 'common-passwords.filter'))

/**
 * Whether a folded password, or what is left of it without digits at its ends, is one of some 110,000 that
 * many people choose (src/build/write-password-filter.ts); of others some 12 in a million are taken for one
 * of them.
 */
export function isCommonPassword(reading: string): boolean {
  return isInFilter(filter, reading)
}
