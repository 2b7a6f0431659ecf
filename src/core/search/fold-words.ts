import { stripMarks } from '../strip-marks.ts'

/** Longest text that is folded, in UTF-16 units; the rest is left out. */
const LONGEST = 2000

/**
 * Words that were folded before: 12,000 names have a few thousand between them. Emptied when it has grown
 * past this.
 */
const MOST_KNOWN = 10_000
const known = new Map<string, readonly string[]>()

/**
 * The words of a text as names and queries are compared: lower case, without marks (`Đăk` and `dak` are
 * alike), split at everything that is no letter or digit, `y` at the end of a syllable written `i` (`Mỹ`,
 * `Mĩ`), `qui` written `quy`.
 */
export function foldWords(text: string): string[] {
  return text.slice(0, LONGEST).split(' ').flatMap(foldPart)
}

function foldPart(part: string): readonly string[] {
  const held = known.get(part)
  if (held) return held
  const words = stripMarks(part)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .map(foldSyllable)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(part, words)
  return words
}

/** Spellings of one syllable that both occur in names; a lone `y` (y tế) stays. */
function foldSyllable(word: string): string {
  if (word === 'qui') return 'quy'
  return /^[^aeiouy]+y$/.test(word) ? `${word.slice(0, -1)}i` : word
}
