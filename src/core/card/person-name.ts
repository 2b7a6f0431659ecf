import { unifyApostrophes } from '../qr/safe-text.ts'

/**
 * A person's name for comparing: without marks, đ as d, in lower case, blanks as one, one
 * sign for every apostrophe. Registries, old cards and phones differ in
 * all of these.
 */
export function foldPersonName(name: string): string {
  return unifyApostrophes(name)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐðÐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}
