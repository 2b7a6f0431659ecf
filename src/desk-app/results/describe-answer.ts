import { formatBhytNumber, parseBhytNumber } from '../../core/card/bhyt-number.ts'
import type { CardFace } from '../../core/card/card.ts'
import { formatWrittenDate, type PartialDate } from '../../core/dates/partial-date.ts'
import type { DeskLanguage, TranslateDesk } from '../desk-texts.ts'
import type { DeskAnswer } from '../engine/desk-answer.ts'
import type { FacilityDirectory } from '../facilities/facility-directory.ts'

/** Label and value of one line below a verdict; `isGood` where the desk's own facility makes a difference. */
export type AnswerLine = {
  readonly label: string
  readonly value: string
  readonly isBig?: boolean
  readonly isHere?: boolean
}

/** What the desk says beside a card: who it is compared with, and where the desk stands. */
export type AnswerPlace = {
  readonly t: TranslateDesk
  readonly language: DeskLanguage
  readonly directory: FacilityDirectory
  readonly facility: string | undefined
}

/** A card number in groups for reading aloud. */
export function groupCardNumber(text: string): string {
  const number = parseBhytNumber(text)
  return number.ok ? formatBhytNumber(number.value) : text
}

/**
 * A date as it is written in Vietnam; the desk compares it with a Vietnamese paper, whatever its own
 * language.
 */
export const writeDeskDate = (date: PartialDate): string => formatWrittenDate(date)

/** The time of day by the desk's own clock, to the second: `07:05:09`. */
export function writeDeskTime(at: number): string {
  const time = new Date(at * 1000)
  const parts = [time.getHours(), time.getMinutes(), time.getSeconds()]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

/** The lines of a card: first what is compared, then the rest. */
export function listCardLines(card: CardFace, { t, directory, facility }: AnswerPlace) {
  const compare: AnswerLine[] = [
    { label: t('answer.name'), value: card.fullName, isBig: true },
    { label: t('answer.born'), value: writeDeskDate(card.dateOfBirth), isBig: true },
    ...(card.sex ? [{ label: t('answer.sex'), value: t(`answer.${card.sex}`) }] : []),
    { label: t('answer.number'), value: groupCardNumber(card.bhytNumber), isBig: true },
  ]
  const rest: AnswerLine[] = []
  if (card.benefitLevel) {
    rest.push({ label: t('answer.benefit'), value: t(`benefit.${card.benefitLevel}`) })
  }
  if (card.facilityCode) rest.push(describeFacility(card.facilityCode, { t, directory, facility }))
  if (card.validFrom) {
    const from = writeDeskDate(card.validFrom)
    const to = card.validTo && writeDeskDate(card.validTo)
    rest.push({
      label: t('answer.valid'),
      value: to ? t('answer.fromTo', { from, to }) : t('answer.from', { from }),
    })
  }
  if (card.fiveYearDate) rest.push({ label: t('answer.fiveYears'), value: writeDeskDate(card.fiveYearDate) })
  if (card.livingArea) rest.push({ label: t('answer.area'), value: card.livingArea })
  return { compare, rest }
}

function describeFacility(
  code: string,
  { t, directory, facility }: Omit<AnswerPlace, 'language'>,
): AnswerLine {
  const name = directory.find(code)?.name
  const said = name ? `${code} – ${name}` : code
  const label = t('answer.facility')
  if (facility === undefined) return { label, value: said }
  const isHere = code === facility
  return { label, value: `${said} (${t(isHere ? 'answer.here' : 'answer.elsewhere')})`, isHere }
}

/** Title and help of an answer. */
export function describeTitle(answer: DeskAnswer, t: TranslateDesk): { title: string; help: string } {
  if (answer.kind === 'number') return { title: t('number.title'), help: t('number.help') }
  if (answer.kind === 'remark') {
    return { title: t(`remark.${answer.remark}`), help: t(`remark.${answer.remark}Help`) }
  }
  const { verdict, paper } = answer.outcome
  const help = t(`verdict.${verdict}Help`)
  return { title: t(`verdict.${verdict}`), help: paper ? `${t(`paper.${paper}`)}. ${help}` : help }
}

/** The answer as lines of text, to be pasted elsewhere. */
export function writeAnswerText(answer: DeskAnswer, place: AnswerPlace): string {
  const { t } = place
  const { title, help } = describeTitle(answer, t)
  const lines = [`${title}. ${help}`]
  if (answer.kind === 'number') lines.push(`${t('answer.number')}: ${groupCardNumber(answer.number)}`)
  if (answer.kind === 'verdict') {
    lines.push(...answer.outcome.notes.map((note) => t(`note.${note}`)))
    const { card } = answer.outcome
    const { compare, rest } = card ? listCardLines(card, place) : { compare: [], rest: [] }
    lines.push(...[...compare, ...rest].map(({ label, value }) => `${label}: ${value}`))
    if (answer.colour !== 'green' && answer.colour !== 'none') lines.push(t('law.receive'))
  }
  return `${lines.join('\n')}\n`
}
