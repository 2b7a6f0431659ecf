import { readAnswerPack } from '../../../src/core/answers/answer-pack.ts'
import { createWordReader } from '../../../src/core/answers/question-words.ts'
import { indexAnswers, type RankedAnswer, rankAnswers } from '../../../src/core/answers/rank-answers.ts'
import type { KnownQuestion } from '../../../src/core/answers/score-pack.ts'
import { finishSteps } from '../../../src/core/finish-steps.ts'
import { joinPackLines } from './pack-lines.ts'

/** One that may become a wording: its words as the index reads them, and these with the pairs. */
type Candidate = {
  readonly text: string
  readonly expects: readonly string[]
  readonly words: readonly string[]
  readonly terms: ReadonlySet<string>
}

/**
 * How far ahead of the next answer the right one has to be; by how much further once all are; and at most.
 */
const [LEAD, FURTHER, FAR] = [1.1, 1.5, 10]
/** Of this many questions of an answer that are not answered yet one becomes a wording at a time. */
const TURN = 12
/** What a wording costs beside its words, in words. */
const MARKS = 6
/** A question of so many words that others have, too, is told apart by them. */
const LONG = 5
/** A pair counts less than a word, as in the index. */
const PAIR = 0.5

/**
 * A pack with wordings chosen anew, in alphabetical order: of `questions` about answers, as many as keep it
 * within `budget` as `measure` says (bytes, say). Again and again the questions that are not answered yet are
 * gathered, and for each answer those become wordings that are most like the others for their length. Where
 * that reads the same, a wording is kept as the index reads it: without marks and stop words, a long one also
 * without words that only one text has. A short one keeps them: without, it would be what others ask.
 */
export function chooseWordings(
  text: string,
  questions: readonly KnownQuestion[],
  budget: number,
  measure: (text: string) => number,
): string {
  const candidates = prepare(text, questions)
  const counts = countTerms(candidates)
  const informationOf = (term: string) =>
    Math.log(candidates.length / (counts.get(term) ?? 1)) * (term.includes(' ') ? PAIR : 1)
  const chosen = new Set<Candidate>()
  for (let lead = LEAD; ; ) {
    const left = candidates.filter((candidate) => !chosen.has(candidate))
    const open = listOpen(putWordings(text, [...chosen]), left, lead)
    if (open.length === 0) lead *= FURTHER
    const groups = Object.values(Object.groupBy(open, ({ expects }) => expects[0] ?? ''))
    const picked = groups.flatMap((group) => pickTypical(group ?? [], informationOf))
    for (const candidate of picked) chosen.add(candidate)
    const next = putWordings(text, [...chosen])
    if (lead > FAR) return next
    if (measure(next) > budget) return fill(text, [...chosen], chosen.size - picked.length, budget, measure)
  }
}

/** The last turn as far as there is room: more than `from` of the chosen. */
function fill(
  text: string,
  chosen: readonly Candidate[],
  from: number,
  budget: number,
  measure: (text: string) => number,
): string {
  let [fits, exceeds] = [from, chosen.length]
  while (exceeds - fits > 1) {
    const middle = Math.floor((fits + exceeds) / 2)
    if (measure(putWordings(text, chosen.slice(0, middle))) > budget) exceeds = middle
    else fits = middle
  }
  return putWordings(text, chosen.slice(0, fits))
}

function prepare(text: string, questions: readonly KnownQuestion[]): Candidate[] {
  const read = createWordReader(parse(text))
  const texts = questions.flatMap(({ question, expects }) =>
    typeof expects === 'string' ? [] : { asked: question, expects, words: read(question).words },
  )
  const holders = countTerms(texts.map(({ words }) => ({ terms: new Set(words) })))
  const known = new Map<string, Candidate>()
  for (const { asked, expects, words: all } of texts) {
    const shared = all.filter((word) => (holders.get(word) ?? 0) > 1)
    const words = shared.length < LONG ? all : shared
    const short = words.join(' ')
    const kept = read(short).words.join(' ') === short ? short : asked.replace(/[|\n]/g, ' ').trim()
    const terms = new Set([...words, ...words.slice(1).map((word, at) => `${words[at]} ${word}`)])
    if (kept !== '') known.set(`${expects[0]} ${kept}`, { text: kept, expects, words, terms })
  }
  return [...known.values()]
}

function countTerms(texts: readonly { readonly terms: ReadonlySet<string> }[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { terms } of texts) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}

/** Those whose right answer does not stand first by a lead. */
function listOpen(text: string, candidates: readonly Candidate[], lead: number): Candidate[] {
  const index = finishSteps(indexAnswers(parse(text)))
  return candidates.filter((candidate) => {
    const isRight = ({ answer }: RankedAnswer) => candidate.expects.includes(answer.id)
    const ranked = rankAnswers(index, index.read(candidate.text))
    const [own, rival] = [ranked.find(isRight), ranked.find((each) => !isRight(each))]
    return !own || (rival !== undefined && own.score < rival.score * lead)
  })
}

/** Those of a group that are most like the others, for what they cost. */
function pickTypical(
  group: readonly Candidate[],
  informationOf: (term: string) => number,
): readonly Candidate[] {
  const sum = (terms: Iterable<string>) => [...terms].reduce((all, term) => all + informationOf(term), 0)
  const sums = new Map(group.map((candidate) => [candidate, sum(candidate.terms)]))
  const alike = (one: Candidate, other: Candidate) =>
    (2 * sum([...one.terms].filter((term) => other.terms.has(term)))) /
    ((sums.get(one) ?? 0) + (sums.get(other) ?? 0))
  const worth = (candidate: Candidate) =>
    group.reduce((all, other) => all + alike(candidate, other), 0) / (candidate.words.length + MARKS)
  return group
    .map((candidate) => ({ candidate, worth: worth(candidate) }))
    .sort((one, other) => other.worth - one.worth)
    .slice(0, Math.ceil(group.length / TURN))
    .map(({ candidate }) => candidate)
}

/** The pack with these wordings alone; lines are as long as a pack may have them. */
function putWordings(text: string, chosen: readonly Candidate[]): string {
  const bare = text.split('\n').filter((line) => !line.startsWith('? '))
  return bare
    .flatMap((line, at) => {
      const id = line.startsWith('= ') ? bare[at - 1]?.slice(2) : undefined
      const wordings = chosen.filter(({ expects }) => expects.includes(id ?? '')).map((each) => each.text)
      return [line, ...joinPackLines('? ', ' | ', wordings.sort())]
    })
    .join('\n')
}

function parse(text: string) {
  const pack = readAnswerPack(text)
  if (!pack.ok) throw new Error(pack.error)
  return pack.value
}
