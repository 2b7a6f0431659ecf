import { type Article, type Block, linesOf } from '../article/article.ts'
import { type PartialDate, parsePartialDate } from '../dates/partial-date.ts'
import { finishSteps } from '../finish-steps.ts'
import { isSafeText } from '../qr/safe-text.ts'
import { err, ok, type Result } from '../result.ts'

/** A way to a screen of the app; one that this build does not have is not shown. */
export type AnswerAction = { readonly route: string; readonly text: string }

export type PackAnswer = {
  readonly id: string
  readonly title: string
  /** How people ask for it. */
  readonly wordings: readonly string[]
  /** Paragraphs and lists of steps. */
  readonly body: Article
  /** Facts of the person's own card, by the name of a slot; one that this build lacks is not shown. */
  readonly facts: readonly string[]
  readonly actions: readonly AnswerAction[]
  /** Law and article, or who says so. */
  readonly source: string
  readonly validFrom: PartialDate
  /** After this day it is old, and says so. */
  readonly checkBy: PartialDate
  /** From one good source only, not held against the original text. */
  readonly isLikely: boolean
  /** Ids of other answers. */
  readonly related: readonly string[]
  /** Questions that must find it, by which a newer pack is held against this one. */
  readonly questions: readonly string[]
}

/** Lists that questions are read with, as they are written; a phrase is of one or more words. */
export const wordLists = [
  'stop',
  'ending',
  'same',
  'emergency',
  'urgent',
  'medical',
  'cost',
  'topic',
] as const
export type WordList = (typeof wordLists)[number]

/** What a kept question must get that asks for no answer of the pack. */
export const routings = ['off-topic', 'emergency', 'medical'] as const
export type Routing = (typeof routings)[number]

/** The answers of one language, as of a day. */
export type AnswerPack = {
  readonly asOf: PartialDate
  /**
   * - `stop`: words that say nothing; `ending`: what Korean words end in and is no part of their meaning.
   * - `same`: groups with one meaning, the first of each stands for all.
   * - `emergency` and `urgent`: somebody is in danger; `medical`: asks for a doctor. All may be of parts, see
   *   `createPhraseTest`.
   * - `cost`: says of an urgent question that it is about insurance, so that its answer stands below.
   * - `topic`: how much words and pairs, as questions are read, speak of insurance or this app, the number
   *   before the first of a group (-9 to 9); below nought, of something else.
   */
  readonly words: Readonly<Record<WordList, readonly (readonly string[])[]>>
  readonly answers: readonly PackAnswer[]
  readonly routed: Readonly<Record<Routing, readonly string[]>>
}

/** Bounds on what is read: UTF-16 units of the whole and of a line, answers, lines of one answer. */
const [LONGEST, LONGEST_LINE, MOST, MOST_LINES] = [400_000, 4_000, 400, 120]

const ID = /^[a-z][a-z0-9-]{0,39}$/

/**
 * Reads a pack: UTF-8 text, one thing a line, told by its first sign (docs/content-format.md).
 * - `answers 1 DATE`, then lists of words `@name phrase; phrase`, `@same` once for each group, `@topic 2 word;
 *   word pair` (-9 to 9), and questions `!off-topic question`
 * - `# id` begins an answer; then `= title`, `? wording | wording`, `- step`, `$slot`, `> /route text`,
 *   `§ source`, `* DATE DATE [likely]`, `~ id id`, `! question`; any other line is a paragraph
 *
 * From outside, so refused whole if any of it is wrong.
 */
export function readAnswerPack(text: string): Result<AnswerPack, 'not_answers'> {
  return finishSteps(readAnswerSteps(text))
}

/** The same in small steps, for a page that has other things to do in between. */
export function* readAnswerSteps(text: string): Generator<void, Result<AnswerPack, 'not_answers'>> {
  const refused = err('not_answers' as const)
  if (text.length > LONGEST || !isSafeText(text.replaceAll('\n', ''))) return refused
  const [head = '', ...lines] = text.split('\n')
  const asOf = parsePartialDate(/^answers 1 (\d{4}-\d{2}-\d{2})$/.exec(head)?.[1] ?? '')
  if (!asOf.ok || lines.some((line) => line.length > LONGEST_LINE)) return refused
  const starts = lines.flatMap((line, at) => (line.startsWith('# ') ? [at] : []))
  if (starts.length > MOST) return refused
  yield
  const preface = readPreface(lines.slice(0, starts[0] ?? lines.length))
  if (!preface) return refused
  yield
  const answers: PackAnswer[] = []
  for (const [at, start] of starts.entries()) {
    const answer = readPackAnswer(lines.slice(start, starts[at + 1] ?? lines.length))
    if (!answer) return refused
    answers.push(answer)
    yield
  }
  if (new Set(answers.map(({ id }) => id)).size !== answers.length) return refused
  return ok({ asOf: asOf.value, ...preface, answers })
}

/** A list of older packs, of phrases about something else. */
const OLDER = /^@other /

function readPreface(lines: readonly string[]): Pick<AnswerPack, 'words' | 'routed'> | undefined {
  const none = wordLists.map((list) => [list, []])
  const words = Object.fromEntries(none) as Record<WordList, (readonly string[])[]>
  const unasked = routings.map((routing) => [routing, []])
  const routed = Object.fromEntries(unasked) as Record<Routing, string[]>
  for (const line of lines) {
    if (line === '' || OLDER.test(line)) continue
    const [, sign, name, rest = ''] = /^([@!])([a-z-]+) (.+)$/.exec(line) ?? []
    const list = sign === '@' ? wordLists.find((each) => each === name) : undefined
    const routing = sign === '!' ? routings.find((each) => each === name) : undefined
    if (list) words[list].push(splitTexts(rest, ';'))
    else if (routing) routed[routing].push(rest.trim())
    else return undefined
  }
  return { words, routed }
}

function splitTexts(text: string, sign: string): string[] {
  return text
    .split(sign)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** One answer out of its lines, the first of which is `# id`; undefined if it is none. */
export function readPackAnswer([first = '', ...lines]: readonly string[]): PackAnswer | undefined {
  const id = first.slice(2)
  if (!ID.test(id) || lines.length > MOST_LINES) return undefined
  const said: Record<'=' | '?' | '~' | '!' | '§' | '*', string[]> = {
    '=': [],
    '?': [],
    '~': [],
    '!': [],
    '§': [],
    '*': [],
  }
  const body: Block[] = []
  const facts: string[] = []
  const actions: AnswerAction[] = []
  for (const line of lines) {
    if (line === '') continue
    const sign = (Object.keys(said) as (keyof typeof said)[]).find((each) => line.startsWith(`${each} `))
    const slot = /^\$([a-z-]{1,40})$/.exec(line)?.[1]
    const [, route, label] = /^> (\/[a-z0-9/-]{0,60}) (\S.*)$/.exec(line) ?? []
    const last = body.at(-1)
    if (sign) said[sign].push(line.slice(2).trim())
    else if (slot) facts.push(slot)
    else if (route && label) actions.push({ route, text: label })
    else if (/^[#@=?~!§*$>]/.test(line)) return undefined
    else if (!line.startsWith('- ')) body.push(['p', line])
    else if (last?.[0] === 'ul') body[body.length - 1] = ['ul', ...linesOf(last), [line.slice(2)]]
    else body.push(['ul', [line.slice(2)]])
  }
  const [title = '', source = ''] = [said['='][0], said['§'][0]]
  const [, from = '', until = '', likely] =
    /^(\d{4}-\d{2}-\d{2}) (\d{4}-\d{2}-\d{2})( likely)?$/.exec(said['*'][0] ?? '') ?? []
  const [validFrom, checkBy] = [parsePartialDate(from), parsePartialDate(until)]
  if (title === '' || source === '' || body.length === 0 || !validFrom.ok || !checkBy.ok) return undefined
  return {
    id,
    title,
    wordings: said['?'].flatMap((line) => splitTexts(line, '|')),
    body,
    facts,
    actions,
    source,
    validFrom: validFrom.value,
    checkBy: checkBy.value,
    isLikely: likely !== undefined,
    related: said['~'].flatMap((line) => splitTexts(line, ' ')),
    questions: said['!'],
  }
}
