import { IS_LATIN, isLost, type Spelling, spellText } from './question-words.ts'

/** Words, or signs of scripts without blanks, that may stand between the parts of a phrase. */
const [MOST_WORDS, MOST_SIGNS] = [2, 6]

/** Whether a phrase is of parts. */
export function isComposed(phrase: string): boolean {
  return / … |\//.test(phrase)
}

/**
 * Finds out whether a text, spelled alike, has any of some phrases: whole words of Latin script, any part of
 * another. A phrase may be of parts, `đau/tức … ngực/tim`: one of each, in this order, with little between.
 */
export function createPhraseTest(phrases: readonly string[], spelling: Spelling): (text: string) => boolean {
  const cuts = createCuts(phrases, spelling)
  return (text) => cuts.some((cut) => cut(text) !== undefined)
}

/** Takes all that such a test finds out of a text: in their order; what is left has blanks there. */
export function createPhraseCut(phrases: readonly string[], spelling: Spelling): (text: string) => string {
  const cuts = createCuts(phrases, spelling)
  const cutAll = (text: string, cut: Cut): string => {
    const rest = cut(text)
    return rest === undefined ? text : cutAll(rest, cut)
  }
  return (text) => cuts.reduce(cutAll, text)
}

/** What is left of a text without the first place of a phrase, the longest there; undefined without one. */
type Cut = (text: string) => string | undefined

function createCuts(phrases: readonly string[], spelling: Spelling): Cut[] {
  return phrases.flatMap((phrase) => {
    if (isComposed(phrase)) return compose(phrase, spelling)
    const spelled = spellPhrase(phrase, spelling)
    if ((spelling !== 'marked' && isLost(phrase)) || spelled.trim() === '') return []
    return [(text) => (text.includes(spelled) ? text.replace(spelled, ' ') : undefined)]
  })
}

/** With its blanks where it is of Latin script, which make it whole words. */
function spellPhrase(phrase: string, spelling: Spelling): string {
  const spelled = spellText(phrase, spelling)
  return IS_LATIN.test(spelled.trim()) ? spelled : spelled.trim()
}

/**
 * Looks for a phrase of parts unit by unit: words of Latin script, signs of another. The ends that each part
 * can have are kept, not the ways to them, whose number grows with the power of the parts. Without a part it
 * is none.
 */
function compose(phrase: string, spelling: Spelling): Cut[] {
  const parts = phrase
    .split(' … ')
    .map((part) => part.split('/').flatMap((each) => spellText(each, spelling).trim() || []))
  if (parts.some((part) => part.length === 0)) return []
  const isLatin = parts.flat().every((each) => IS_LATIN.test(each))
  const split = (text: string) => (isLatin ? text.split(' ') : [...text])
  const [joint, gap, most] = isLatin ? [' ', [], MOST_WORDS] : ['', [' '], MOST_SIGNS]
  const longest = Math.max(...parts.flat().map((each) => split(each).length))
  const cut: Cut = (text) => {
    // Mostly one of them is not there at all.
    if (!parts.every((part) => part.some((each) => text.includes(each)))) return undefined
    const units = split(text)
    /** By the end of what was found so far: the first unit of it. At first it may begin anywhere. */
    let reached = new Map(units.map((_, at) => [at, at]))
    for (const [place, part] of parts.entries()) {
      const next = new Map<number, number>()
      for (const [after, first] of reached)
        for (let from = after; from <= after + (place === 0 ? 0 : most); from++)
          for (let end = from + 1; end <= Math.min(units.length, from + longest); end++)
            if (part.includes(units.slice(from, end).join(joint)))
              next.set(end, Math.min(first, next.get(end) ?? first))
      reached = next
    }
    const [found] = [...reached].sort(([end, first], [next, other]) => first - other || next - end)
    return found && [...units.slice(0, found[1]), ...gap, ...units.slice(found[0])].join(joint)
  }
  return [cut]
}
