import { formatWrittenDate, type PartialDate } from '../dates/partial-date.ts'
import { stripMarks } from '../strip-marks.ts'
import type { BenefitPeriod, ParticipationPeriod, Visit } from './history.ts'

type Searched = {
  readonly participation: readonly ParticipationPeriod[]
  readonly benefits: readonly BenefitPeriod[]
  readonly visits: readonly Visit[]
}

/** Words of the interface by which a row can be found too: the name of its kind, its state. */
export type SearchWords = {
  readonly period?: (period: ParticipationPeriod) => string
  readonly benefit?: (benefit: BenefitPeriod) => string
  readonly visit?: (visit: Visit) => string
}

/** The rows of a history with their folded texts; prepared once, searched at every key. */
export type SearchIndex = {
  readonly [List in keyof Searched]: readonly (readonly [row: Searched[List][number], text: string])[]
}

/** Prepares a history for `searchHistory`. */
export function prepareSearch(history: Searched, words: SearchWords = {}): SearchIndex {
  // The same few names and months stand in hundreds of rows.
  const folded = new Map<string, string>()
  const foldOnce = (text: string) => {
    const known = folded.get(text) ?? fold(text)
    folded.set(text, known)
    return known
  }
  const foldAll = (...texts: readonly (string | number | undefined)[]) =>
    texts.map((text) => (typeof text === 'string' ? foldOnce(text) : (text ?? ''))).join(' ')
  return {
    participation: history.participation.map((period) => {
      const { employer, position, place, from, to, salary } = period
      const texts = [words.period?.(period), employer, position, place, salary]
      return [period, foldAll(...texts, written(from), written(to))]
    }),
    benefits: history.benefits.map((benefit) => {
      const { decision, from, to, amount } = benefit
      return [benefit, foldAll(words.benefit?.(benefit), decision, amount, written(from), written(to))]
    }),
    visits: history.visits.map((visit) => {
      const { facilityName, facilityCode, diagnosisCode, diagnosis, from, to, totalCost } = visit
      const texts = [words.visit?.(visit), facilityName, facilityCode, diagnosisCode, diagnosis]
      return [visit, foldAll(...texts, totalCost, written(from), written(to))]
    }),
  }
}

/**
 * The rows that have every word of the query, in their order. Case and Vietnamese marks do not matter, a part of a word is enough; an
 * empty query finds all.
 */
export function searchHistory(index: SearchIndex, query: string): Searched {
  const words = fold(query)
    .split(' ')
    .filter((word) => word !== '')
  const find = <Row>(rows: readonly (readonly [Row, string])[]) =>
    rows.filter(([, text]) => words.every((word) => text.includes(word))).map(([row]) => row)
  return {
    participation: find(index.participation),
    benefits: find(index.benefits),
    visits: find(index.visits),
  }
}

function written(date: string | undefined): string | undefined {
  return date && formatWrittenDate(date as PartialDate)
}

function fold(text: string): string {
  return stripMarks(text.slice(0, 2000)).replace(/[^\p{L}\p{N}/]+/gu, ' ')
}
