/**
 * Writes src/issuer/accounts/common-passwords.filter, a filter (core/account/password-filter.ts) of passwords
 * that many people choose. The result is committed; building never needs this.
 *
 *     node src/build/write-password-filter.ts PASSWORDS.json [OUTPUT-FILE]
 *
 * PASSWORDS.json is `src/passwords.json` of the npm package `@zxcvbn-ts/language-common` 4.1.3 (MIT,
 * copyright 2012–2016 Dan Wheeler and Dropbox, Inc., 2021 zxcvbn-ts): a JSON list of some 49,000 out of
 * leaks, the commonest first. What people in Vietnam choose comes from vietnamese-passwords.ts.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addToFilter } from '../core/account/password-filter.ts'
import { foldPassword } from '../core/account/password-rules.ts'
import { listVietnamesePasswords } from './vietnamese-passwords.ts'

/**
 * 320 KiB: 24 bits for each of some 110,000, so that some 12 in a million others are taken for one of them.
 */
const BYTES = 327_680

/** Shorter words are in too many good passwords, once digits are taken off their ends. */
const SHORTEST = 5

/** What is asked for: small letters without marks, and digits. */
export function listCommonPasswords(leaked: readonly string[]): string[] {
  const folded = [...leaked.map(foldPassword), ...listVietnamesePasswords()]
  return [...new Set(folded)].filter((text) => text.length >= SHORTEST)
}

export function writeFilter(passwords: readonly string[]): Uint8Array {
  const filter = new Uint8Array(BYTES)
  for (const password of passwords) addToFilter(filter, password)
  return filter
}

if (import.meta.main) {
  const [source, output = join(import.meta.dirname, '../issuer/accounts/common-passwords.filter')] =
    process.argv.slice(2)
  if (source === undefined) throw new Error('write-password-filter.ts PASSWORDS.json [OUTPUT-FILE]')
  const passwords = listCommonPasswords(JSON.parse(readFileSync(source, 'utf8')) as string[])
  writeFileSync(output, writeFilter(passwords))
  process.stdout.write(`${passwords.length} passwords, ${BYTES} bytes\n`)
}
