import {
  type AnswerPack,
  type PackAnswer,
  readAnswerPack,
  readPackAnswer,
  routings,
  wordLists,
} from '../answers/answer-pack.ts'
import { answerSlots } from '../answers/answer-slots.ts'
import { type KnownQuestion, listKnownQuestions, type PackScore, scoreSteps } from '../answers/score-pack.ts'
import { isAppRoute } from '../api/app-routes.ts'
import { isList, lineOf, linesOf } from '../article/article.ts'
import { err, ok } from '../result.ts'
import { type PackKind, type PackRow, protectPhone, type RowFault } from './pack-kind.ts'

/** Rows that are no answers: the lists of words, and the kept questions that ask for no answer. */
const listKey = (name: string) => `words-${name}`
const routedKey = (name: string) => `questions-${name}`

/** What the assistant answers. A row is an answer, a list of words, or kept questions. */
export const answersKind: PackKind = {
  identity: 'id',
  fields: [
    { name: 'name', maxLength: 120 },
    { name: 'wordings', maxLength: 4_000 },
    { name: 'body', maxLength: 4_000 },
    { name: 'source', maxLength: 200 },
    { name: 'validFrom', form: 'date', maxLength: 10 },
    { name: 'checkBy', form: 'date', maxLength: 10 },
    { name: 'certainty', form: 'choice', choices: ['likely'], maxLength: 10 },
    { name: 'related', maxLength: 200 },
    { name: 'questions', maxLength: 4_000 },
    { name: 'phrases', maxLength: 20_000 },
  ],

  /** Numbers to call and hosts, wherever a text names them. */
  protectedValues({ name = '', body = '', source = '' }) {
    const text = `${name}\n${body}\n${source}`.toLowerCase()
    const phones = text.match(/\b(?:0|1[89]00)[\d .]{4,14}\d\b/g) ?? []
    const named = findHosts(text)
      .filter((host) => /\.[a-z]{2,}$/.test(host))
      .map((host) => `host ${host}`)
    return [...new Set([...phones.flatMap(protectPhone), ...named])]
  },

  read(text) {
    const pack = readAnswerPack(text)
    if (!pack.ok) return err('pack_unreadable')
    const { asOf, words, routed, answers } = pack.value
    const rows = new Map<string, PackRow>()
    const addList = (id: string, lines: readonly string[]) => rows.set(id, { id, phrases: lines.join('\n') })
    for (const list of wordLists)
      if (words[list].length > 0)
        addList(
          listKey(list),
          words[list].map((group) => group.join('; ')),
        )
    for (const routing of routings)
      if (routed[routing].length > 0) addList(routedKey(routing), routed[routing])
    for (const answer of answers) rows.set(answer.id, writeAnswerRow(answer))
    return ok({ asOf, rows })
  },

  write({ asOf, rows }) {
    const lines = [`answers 1 ${asOf}`]
    const writeLists = (sign: string, names: readonly string[], key: (name: string) => string) => {
      for (const name of names)
        for (const line of linesIn(rows.get(key(name))?.['phrases'])) lines.push(`${sign}${name} ${line}`)
    }
    writeLists('@', wordLists, listKey)
    writeLists('!', routings, routedKey)
    const lists = new Set([...wordLists.map(listKey), ...routings.map(routedKey)])
    for (const [key, row] of rows) {
      if (lists.has(key)) continue
      const written = writeAnswerLines(row)
      const fault = findFault(row, written, rows)
      if (fault) return err({ ...fault, key })
      lines.push('', ...written)
    }
    const text = `${lines.join('\n')}\n`
    return readAnswerPack(text).ok ? ok(text) : err({ why: 'value_unknown', field: 'phrases', key: '' })
  },

  *isWorse(before, after) {
    const [held, next] = [readAnswerPack(before), readAnswerPack(after)]
    return held.ok && next.ok && (yield* isWorsePack(held.value, next.value))
  },
}

/**
 * Words with points between their parts; a point behind the last is the sentence's. Work is linear in the
 * length.
 */
function findHosts(text: string): string[] {
  const words = `${text} `.match(/[a-z0-9.-]+\s?/g) ?? []
  return words.flatMap((word) => {
    const host =
      word
        .replace(/\.?\s$/, '')
        .split('..')
        .at(-1)
        ?.replace(/^\./, '') ?? ''
    return host.includes('.') && !host.endsWith('.') ? [host] : []
  })
}

/**
 * Whether a pack answers the kept questions of either worse: fewer rightly, or more wrongly. What asks for an
 * answer that only one of them has is left out.
 */
function* isWorsePack(before: AnswerPack, after: AnswerPack): Generator<void, boolean> {
  const all = [...listKnownQuestions(before), ...listKnownQuestions(after)]
  const known = [...new Map(all.map((each) => [each.question, each])).values()]
  const hasAnswer = ({ answers }: AnswerPack, { expects }: KnownQuestion) =>
    typeof expects === 'string' || answers.some(({ id }) => expects.includes(id))
  const shared = known.filter((each) => hasAnswer(before, each) && hasAnswer(after, each))
  const [old, next] = [yield* scoreSteps(before, shared), yield* scoreSteps(after, shared)]
  const countRight = ({ first, refused, routed }: PackScore) => first + refused + routed
  return countRight(next) < countRight(old) || next.wrong > old.wrong
}

function linesIn(text: string | undefined): readonly string[] {
  return (text ?? '')
    .normalize('NFC')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function writeAnswerRow(answer: PackAnswer): PackRow {
  const { id, title, wordings, body, facts, actions, source, validFrom, checkBy, related } = answer
  const texts = body.flatMap((block) =>
    isList(block) ? linesOf(block).map((line) => `- ${line.join('')}`) : [lineOf(block).join('')],
  )
  const lines = [
    ...facts.map((slot) => `$${slot}`),
    ...texts,
    ...actions.map(({ route, text }) => `> ${route} ${text}`),
  ]
  return {
    id,
    name: title,
    body: lines.join('\n'),
    source,
    validFrom,
    checkBy,
    ...(wordings.length > 0 && { wordings: wordings.join('\n') }),
    ...(answer.isLikely && { certainty: 'likely' }),
    ...(related.length > 0 && { related: related.join(' ') }),
    ...(answer.questions.length > 0 && { questions: answer.questions.join('\n') }),
  }
}

function writeAnswerLines(row: PackRow): string[] {
  const { id = '', name = '', source = '', validFrom = '', checkBy = '', certainty, related } = row
  return [
    `# ${id}`,
    `= ${name.normalize('NFC').trim()}`,
    ...linesIn(row['wordings']).map((line) => `? ${line}`),
    ...linesIn(row['body']),
    `§ ${source.normalize('NFC').trim()}`,
    `* ${validFrom} ${checkBy}${certainty ? ` ${certainty}` : ''}`,
    ...(related ? [`~ ${related.trim()}`] : []),
    ...linesIn(row['questions']).map((line) => `! ${line}`),
  ]
}

/** The answer of a row; undefined if it is a list, or not right yet. */
export function readAnswerRow(row: PackRow): PackAnswer | undefined {
  return row['phrases'] === undefined ? readPackAnswer(writeAnswerLines(row)) : undefined
}

/** What of a row is wrong, and in which of its fields. */
function findFault(
  row: PackRow,
  lines: readonly string[],
  rows: ReadonlyMap<string, PackRow>,
): RowFault | undefined {
  const { name = '', source = '', related = '' } = row
  if (name.trim() === '') return { why: 'name_missing', field: 'name' }
  if (source.trim() === '') return { why: 'value_unknown', field: 'source' }
  const isDate = (field: string) => /^\d{4}-\d{2}-\d{2}$/.test(row[field] ?? '')
  const date = ['validFrom', 'checkBy'].find((field) => !isDate(field))
  if (date) return { why: 'value_unknown', field: date }
  const answer = readPackAnswer(lines)
  const isKnown = answer?.facts.every((slot) => answerSlots.some((each) => each === slot))
  if (!answer || !isKnown || !answer.actions.every(({ route }) => isAppRoute(route)))
    return { why: 'value_unknown', field: 'body' }
  // A row that is looked at by itself has no others beside it.
  const isRelated = rows.size < 2 || related.split(' ').every((id) => id === '' || rows.has(id))
  return isRelated ? undefined : { why: 'value_unknown', field: 'related' }
}
