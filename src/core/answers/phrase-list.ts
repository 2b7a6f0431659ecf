import { IS_LATIN, isLost, type Spelling, spellText } from './question-words.ts'

/** Words, or signs of scripts without blanks, that may stand between the parts of a phrase. */
const [MOST_WORDS, MOST_SIGNS] = [2, 6]

/** Whether a phrase is of parts. */
const isComposed = (phrase: string) => / … |\//.test(phrase)

/**
 * Finds out whether a text, spelled alike, has any of some phrases: whole words of Latin script, any part of
 * another. A phrase may be of parts, `đau/tức … ngực/tim`: one of each, in this order, with little between.
 */
export function createPhraseTest(phrases: readonly string[], spelling: Spelling): (text: string) => boolean {
  const tests = phrases.flatMap((phrase) => {
    if (isComposed(phrase)) return compose(phrase, spelling)
    const spelled = spellPhrase(phrase, spelling)
    if ((spelling !== 'marked' && isLost(phrase)) || spelled.trim() === '') return []
    return (text: string) => text.includes(spelled)
  })
  return (text) => tests.some((test) => test(text))
}

/** With its blanks where it is of Latin script, which make it whole words. */
function spellPhrase(phrase: string, spelling: Spelling): string {
  const spelled = spellText(phrase, spelling)
  return IS_LATIN.test(spelled.trim()) ? spelled : spelled.trim()
}

/**
 * Looks for a phrase of parts unit by unit: words of Latin script, signs of another. The ends that each
 * part can have are kept, not the ways to them, whose number grows with the power of the parts, and a part
 * is tried once at each place, so that it takes no more than the units of text and phrase multiplied.
 * Without a part it is none.
 */
function compose(phrase: string, spelling: Spelling): ((text: string) => boolean)[] {
  const parts = phrase
    .split(' … ')
    .map((part) => part.split('/').flatMap((each) => spellText(each, spelling).trim() || []))
  if (parts.some((part) => part.length === 0)) return []
  const isLatin = parts.flat().every((each) => IS_LATIN.test(each))
  const split = (text: string) => (isLatin ? text.split(' ') : [...text])
  const most = isLatin ? MOST_WORDS : MOST_SIGNS
  const partsInUnits = parts.map((part) => part.map(split))
  const test = (text: string) => {
    // Mostly one of them is not there at all.
    if (!parts.every((part) => part.some((each) => text.includes(each)))) return false
    const units = split(text)
    /** Where what was found so far ends. At first it may begin anywhere. */
    let reached = new Set(units.keys())
    for (const [place, part] of partsInUnits.entries()) {
      if (reached.size === 0) return false
      const next = new Set<number>()
      let end = Number.NEGATIVE_INFINITY
      for (const from of units.keys()) {
        if (reached.has(from)) end = from
        if (from - end > (place === 0 ? 0 : most)) continue
        for (const each of part)
          if (each.every((unit, at) => unit === units[from + at])) next.add(from + each.length)
      }
      reached = next
    }
    return reached.size > 0
  }
  return [test]
}
