import { commonNumbers, commonWords, keyboardRows } from './common-passwords.ts'

export const PASSWORD_MIN_LENGTH = 8
export const PASSWORD_MAX_LENGTH = 128

/** Why a password is refused; each has a text that explains it. */
export type PasswordWeakness =
  | 'too_short'
  | 'too_long'
  /** It is the BHXH, personal or phone number, or a part of it. */
  | 'own_number'
  /** Hardly more than the person's name. */
  | 'own_name'
  /** Hardly more than the person's date of birth. */
  | 'own_birth_date'
  /** Among the first that everyone tries, calendar dates included. */
  | 'common'
  /** The same over and over, or in the order of the alphabet, of the digits or of the keyboard. */
  | 'sequence'

/** What is known of the person; nothing of it may be the password. */
export type PersonFacts = {
  /** BHXH number, personal number, phone number. */
  readonly numbers?: readonly string[]
  readonly fullName?: string
  /** ISO 8601, may be partial. */
  readonly dateOfBirth?: string
}

/** How much of a password must be left when name and date of birth are taken out of it. */
const OWN_REST = 4

/** A piece of so many characters over and over is no more than the piece: `19841984`, `pinkpink`. */
const MOST_REPEATED = 5

/** How many characters must be left of a password when runs are counted as one. */
const FREE_CHARACTERS = 4

/**
 * Everything that is wrong with a password; empty if it may be used. The same rules in the wallet and in the
 * issuer, which has a longer list of common ones.
 *
 * @param isKnown Whether a folded text is on that list.
 */
export function checkPassword(
  password: string,
  facts: PersonFacts = {},
  isKnown: (folded: string) => boolean = () => false,
): PasswordWeakness[] {
  if (password.length > PASSWORD_MAX_LENGTH) return ['too_long']
  const folded = foldPassword(password)
  const validationErrors: PasswordWeakness[] = []
  if (countCharacters(password) < PASSWORD_MIN_LENGTH) validationErrors.push('too_short')
  if (facts.numbers?.some((number) => isOwnNumber(folded, number))) validationErrors.push('own_number')
  validationErrors.push(...findOwnParts(folded, facts))
  if (isCommon(password) || listReadings(password).some(isKnown)) validationErrors.push('common')
  if (isRepeated(folded) || countFreeCharacters(password) < FREE_CHARACTERS) validationErrors.push('sequence')
  return validationErrors
}

/** 0 cannot be used, 4 is very good; `advice` is what would make it better. */
export type PasswordStrength = {
  readonly score: 0 | 1 | 2 | 3 | 4
  readonly advice?: 'longer' | 'variety'
}

/**
 * Bits from which a score begins, counting each free character as drawn from the kinds of characters in it.
 */
const SCORE_BITS = [0, 35, 50, 65] as const

/** A hint for the person, not a rule: how long guessing would take if nothing were known. */
export function rateStrength(password: string, facts: PersonFacts = {}): PasswordStrength {
  if (checkPassword(password, facts).length > 0) return { score: 0 }
  const kinds = ALPHABETS.filter(({ pattern }) => pattern.test(password))
  const alphabet = kinds.reduce((size, kind) => size + kind.size, 0)
  const bits = countFreeCharacters(password) * Math.log2(alphabet)
  const score = SCORE_BITS.filter((least) => bits >= least).length as 1 | 2 | 3 | 4
  if (score === 4) return { score }
  return { score, advice: kinds.length === 1 && countCharacters(password) >= 12 ? 'variety' : 'longer' }
}

const ALPHABETS = [
  { pattern: /[0-9]/, size: 10 },
  { pattern: /[a-z]/, size: 26 },
  { pattern: /[A-Z]/, size: 26 },
  { pattern: /[^0-9A-Za-z\u0080-\uffff]/, size: 33 },
  { pattern: /[\u0080-\uffff]/, size: 60 },
] as const

/** Letters as they are counted by people: composed. */
function countCharacters(text: string): number {
  return [...text.normalize('NFC')].length
}

/** Small letters without marks, and digits; nothing else. */
export function foldPassword(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/đ/g, 'd')
    .replace(/[^a-z0-9]/g, '')
}

/** Without its first digit a phone number is what stands behind +84. */
function isOwnNumber(folded: string, number: string): boolean {
  const core = foldPassword(number).slice(1)
  return (
    core.length >= 7 &&
    (folded.includes(core) || (folded.length >= 6 && foldPassword(number).includes(folded)))
  )
}

/** Takes the words of the name and the forms of the date out, and looks what is left. */
function findOwnParts(folded: string, facts: PersonFacts): PasswordWeakness[] {
  const words = (facts.fullName ?? '').split(/\s+/).map(foldPassword)
  const withoutName = removeParts(folded, words)
  const rest = removeParts(withoutName, writeDateForms(facts.dateOfBirth ?? ''))
  if (rest.length >= OWN_REST) return []
  return [
    ...(withoutName === folded ? [] : (['own_name'] as const)),
    ...(rest === withoutName ? [] : (['own_birth_date'] as const)),
  ]
}

/** Longest first, so that a short part does not break a long one. */
function removeParts(text: string, parts: readonly string[]): string {
  return parts
    .filter((part) => part.length >= 2)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, part) => rest.replaceAll(part, ''), text)
}

/** A date in the ways in which people type it: 05031988, 050388, 531988, 19880305, 031988, 0503, 1988. */
function writeDateForms(iso: string): string[] {
  const [year = '', month = '', day = ''] = iso.split('-')
  const short = (part: string) => part.replace(/^0/, '')
  const forms = [
    day + month + year,
    day + month + year.slice(2),
    short(day) + short(month) + year,
    year + month + day,
    month + year,
    day + month,
    year,
  ]
  return forms.filter((form) => form.length >= 4)
}

function isCommon(password: string): boolean {
  return readSpellings(password).some((reading) => {
    const word = stripDigits(reading)
    return word === '' ? commonNumbers.has(reading) || isCalendarDate(reading) : commonWords.has(word)
  })
}

/**
 * As it is, with signs read as letters, what of it is a word where digits were put to its ends, and what is a
 * number where a letter or two were.
 */
function listReadings(password: string): string[] {
  const whole = readSpellings(password)
  const numbers = whole.flatMap((reading) => /^[a-z]{0,2}(\d{6,})[a-z]{0,2}$/.exec(reading)?.[1] ?? [])
  return [...new Set([...whole, ...whole.map(stripDigits), ...numbers])].filter((reading) => reading !== '')
}

function isRepeated(folded: string): boolean {
  const piece = findPeriod([...folded]).length
  return piece < folded.length && piece <= MOST_REPEATED
}

function readSpellings(password: string): string[] {
  return [foldPassword(password), foldPassword(spellOut(password))]
}

function stripDigits(text: string): string {
  return text.replace(/^\d+|\d+$/g, '')
}

const SIGNS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
}

/** Reads signs between letters as the letters that they stand for: `p@ssw0rd`. */
function spellOut(text: string): string {
  return text.replace(
    /([a-z])([01345@$])(?=[a-z@$0-9]*[a-z])/gi,
    (_, letter: string, sign: string) => letter + (SIGNS[sign] ?? sign),
  )
}

/** Eight digits that are somebody's birthday: ddMMyyyy or yyyyMMdd. */
function isCalendarDate(digits: string): boolean {
  return /^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(19|20)\d\d$|^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(
    digits,
  )
}

/** Characters, where a run of three or more counts as one and a repeated piece counts once. */
function countFreeCharacters(password: string): number {
  const characters = [...findPeriod([...password.normalize('NFC').toLowerCase()])]
  let free = 0
  let at = 0
  while (at < characters.length) {
    const length = measureRun(characters, at)
    at += length
    free++
  }
  return free
}

/** The shortest piece that the whole is a repetition of; the last repetition may be cut short. */
function findPeriod(characters: readonly string[]): readonly string[] {
  for (let period = 1; period <= characters.length / 2; period++)
    if (characters.every((character, at) => character === characters[at % period]))
      return characters.slice(0, period)
  return characters
}

/** How many characters from here on follow each other by the same step; 1 if that is less than three. */
function measureRun(characters: readonly string[], start: number): number {
  for (const step of [-1, 0, 1]) {
    let end = start + 1
    while (end < characters.length && follows(characters[end - 1] ?? '', characters[end] ?? '', step)) end++
    if (end - start >= 3) return end - start
  }
  return 1
}

function follows(before: string, after: string, step: number): boolean {
  if (step === 0) return before === after
  if (after.codePointAt(0) === (before.codePointAt(0) ?? 0) + step) return true
  const [left, right] = step > 0 ? [before, after] : [after, before]
  return keyboardRows.some((row) => row.includes(left + right))
}
