import { foldWords } from '../search/fold-words.ts'
import type { AnswerPack } from './answer-pack.ts'

/** Longest question that is read, in UTF-16 units; the rest is left out. */
export const LONGEST_ASKED = 300

/** Runs of one kind of script: words with blanks between (Latin, Hangul), or none (Han, kana). */
const RUNS =
  /[\p{Script=Hangul}]+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]+|[\p{Script=Latin}\p{M}\p{N}]+/gu
export const IS_LATIN = /^[a-z0-9]/
const IS_HANGUL = /^\p{Script=Hangul}/u
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/

/** How the words of a text are written: without marks, as many people type, or with them. */
export type Spelling = 'folded' | 'marked'

/** Words and runs of other scripts in one spelling, in small letters; one blank around each. */
export function spellText(text: string, spelling: Spelling): string {
  const runs = text.normalize('NFKC').toLowerCase().match(RUNS) ?? []
  const words = runs.flatMap((run) => {
    if (!/[\p{Script=Latin}\p{M}\p{N}]/u.test(run)) return [run]
    return spelling === 'folded' ? foldWords(run) : [moveTone(run)]
  })
  return ` ${words.join(' ')} `
}

/** The tone behind the syllable: `hoà` and `hòa` are one; so are `kỹ` and `kĩ`. */
function moveTone(word: string): string {
  const letters = word.normalize('NFD').replace(/đ/g, 'd\u0335')
  const bare = letters.replace(TONE, '').replace(/^([^aeiouy]+)y$/, '$1i')
  return `${bare}${TONE.exec(letters)?.[0] ?? ''}`
}

/** Whether somebody writes with marks, and more than one slipped in: then what has others is another word. */
export function hasMarks(text: string): boolean {
  const bare = spellText(text, 'folded').split(' ')
  const marked = spellText(text, 'marked').split(' ')
  return marked.filter((word) => !bare.includes(word)).length * 5 > marked.length
}

/** A single word that has lost its marks may be any other: `mã` is not `má`. */
export const isLost = (phrase: string) => !/\s/.test(phrase) && hasMarks(phrase)

/** What a question is made of. `words` bear the meaning; `pairs` stand for their order. */
export type QuestionWords = { readonly words: readonly string[]; readonly pairs: readonly string[] }

export type ReadWords = (text: string) => QuestionWords

/**
 * How texts are read with the word lists of a pack: without marks, as a third of people write; with them
 * nothing more was found.
 */
export function createWordReader({ words }: Pick<AnswerPack, 'words'>): ReadWords {
  const spell = (phrase: string) => spellText(phrase, 'folded').trim()
  const stops = words.stop.flat().map(spell)
  const stopWords = new Set(stops.map(stem))
  const meanings = new Map<string, string>()
  for (const group of words.same) {
    const phrases = group.filter((phrase) => !isLost(phrase)).map(spell)
    const [meaning, ...others] = phrases.filter(isPhrase)
    if (meaning === undefined) continue
    for (const phrase of [meaning, ...others]) if (!meanings.has(phrase)) meanings.set(phrase, meaning)
  }
  const replaceSame = createReplace(meanings)
  const endings = new Set(words.ending.flat())
  /** The longest ending, from each place of the word: a pack may have thousands. */
  const dropEnding = (word: string) => {
    if (!IS_HANGUL.test(word)) return word
    for (let at = 2; at < word.length; at++) if (endings.has(word.slice(at))) return word.slice(0, at)
    return word
  }
  // Scripts without blanks have theirs cut out, as they part what stands beside.
  const cuts = stops.filter((phrase) => !IS_LATIN.test(phrase) && !IS_HANGUL.test(phrase))
  const cut = createReplace(new Map(cuts.map((phrase) => [phrase, ' '])))
  return (text) => {
    const parts = cut(replaceSame(spellText(text, 'folded')))
      .split(' ')
      .filter((part) => part !== '')
    return toWords(parts.map(dropEnding), stopWords)
  }
}

/** Phrases that go on with the same signs, by the next one. */
type Branch = { readonly next: Map<string, Branch>; replacement?: string }

/** Longer phrases are none; each sign of one is looked at from every place of a text. */
const LONGEST_PHRASE = 80

const isPhrase = (spelled: string) => spelled !== '' && spelled.length <= LONGEST_PHRASE

/**
 * How far a text is read, in UTF-16 units: what stands for its phrases may be 80 times as long. Twice the
 * longest line of a pack.
 */
const LONGEST_READ = 8_000

/** Puts something else for phrases: the longest at each place, whole words of Latin script. */
function createReplace(replacements: ReadonlyMap<string, string>): (text: string) => string {
  if (replacements.size === 0) return (text) => text
  const root: Branch = { next: new Map() }
  for (const [phrase, replacement] of replacements) {
    if (!isPhrase(phrase)) continue
    let branch = root
    for (const sign of phrase.split('')) {
      const next = branch.next.get(sign) ?? { next: new Map() }
      branch.next.set(sign, next)
      branch = next
    }
    branch.replacement = replacement
  }
  const find = (text: string, at: number) => {
    const isLatin = IS_LATIN.test(text.charAt(at))
    if (isLatin && text[at - 1] !== ' ') return undefined
    let found: { readonly replacement: string; readonly end: number } | undefined
    let [branch, end] = [root.next.get(text.charAt(at)), at + 1]
    for (; branch; branch = branch.next.get(text.charAt(end)), end++) {
      const { replacement } = branch
      if (replacement !== undefined && (!isLatin || text[end] === ' ')) found = { replacement, end }
    }
    return found
  }
  return (text) => {
    let [replaced, at] = ['', 0]
    while (at < text.length && replaced.length < LONGEST_READ) {
      const found = find(text, at)
      replaced += found ? found.replacement : text.charAt(at)
      at = found ? found.end : at + 1
    }
    return replaced
  }
}

function toWords(parts: readonly string[], stopWords: ReadonlySet<string>): QuestionWords {
  const words: string[] = []
  const pairs: string[] = []
  let before: string | undefined
  for (const part of parts) {
    const word = stem(part)
    if (stopWords.has(word)) continue
    if (IS_LATIN.test(part)) {
      words.push(word)
      if (before !== undefined) pairs.push(`${before} ${word}`)
      before = word
      continue
    }
    before = undefined
    const signs = [...part]
    // Two signs together are about a word; one alone is where nothing stands beside it.
    if (signs.length < 3) words.push(part)
    else for (let at = 1; at < signs.length; at++) words.push(`${signs[at - 1]}${signs[at]}`)
    if (IS_HANGUL.test(part) && signs.length > 2) pairs.push(part)
    // Words of one meaning share a sign more often than two.
    pairs.push(...signs)
  }
  return { words, pairs }
}

/** English endings; no Vietnamese syllable ends so. */
function stem(word: string): string {
  if (word.length < 4 || !IS_LATIN.test(word)) return word
  const bare = word.replace(/(..)(?:ing|ed)$|([^s])s$/, '$1$2')
  return bare.length >= 4 ? bare.replace(/e$/, '') : bare
}
