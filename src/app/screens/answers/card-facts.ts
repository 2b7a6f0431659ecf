import { type AnswerSlot, answerSlots } from '../../../core/answers/answer-slots.ts'
import { benefitPercent } from '../../../core/card/benefit-level.ts'
import { formatBhytNumber, parseBhytNumber } from '../../../core/card/bhyt-number.ts'
import type { CardFace } from '../../../core/card/card.ts'
import type { Language } from '../../../i18n/languages.ts'
import { writeDate } from '../../../i18n/written-forms.ts'
import { tAnswers } from '../../texts/answers-texts.ts'

type FactOf = (face: CardFace, name: string, language: Language) => string | undefined

/** How each fact is said; undefined where the card does not say it. */
const facts: Readonly<Record<AnswerSlot, FactOf>> = {
  number({ bhytNumber }, name) {
    const number = parseBhytNumber(bhytNumber)
    const value = number.ok ? formatBhytNumber(number.value) : bhytNumber
    return tAnswers('answers.fact.number', { name, value })
  },
  validity({ validFrom, validTo }, name, language) {
    if (!validFrom) return undefined
    const from = writeDate(validFrom, language)
    if (!validTo) return tAnswers('answers.fact.validFrom', { name, from })
    return tAnswers('answers.fact.validity', { name, from, to: writeDate(validTo, language) })
  },
  level: ({ benefitLevel: level }, name) =>
    level && tAnswers('answers.fact.level', { name, level, percent: benefitPercent(level) }),
  facility: ({ facilityName, facilityCode }, name) => {
    const value = facilityName ?? facilityCode
    return value && tAnswers('answers.fact.facility', { name, value })
  },
  'five-years': ({ fiveYearDate }, name, language) =>
    fiveYearDate && tAnswers('answers.fact.fiveYears', { name, date: writeDate(fiveYearDate, language) }),
  area: ({ livingArea: value }, name) => value && tAnswers('answers.fact.area', { name, value }),
}

/** What a card says to the slots of an answer; slots of a newer version say nothing. */
export function listFacts(
  slots: readonly string[],
  { face, name, language }: { face: CardFace; name: string; language: Language },
): readonly string[] {
  return answerSlots
    .filter((slot) => slots.includes(slot))
    .flatMap((slot) => facts[slot](face, name, language) ?? [])
}
