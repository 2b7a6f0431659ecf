import type { BenefitPeriod, ParticipationPeriod, Visit } from '../../../core/snapshot/history.ts'
import { isUnknownValue } from '../../../core/unknown-value.ts'
import { nameBenefit } from '../../../history-view/benefit-name.ts'
import type { CoverTextKey } from '../../../i18n/keys.ts'
import type { History } from '../../../wallet/history/load-history.ts'
import { tBenefits } from '../../texts/benefits-texts.ts'
import { tHistory } from '../../texts/history-texts.ts'
import { stateOf } from '../history/participation/participation-rows.ts'
import type { Cell } from './csv.ts'

/** The parts of a history that are tables. */
export const tableParts = ['participation', 'benefits', 'visits'] as const
export type TablePart = (typeof tableParts)[number]

/**
 * How dates (as far as they are known) and amounts are written: bare for a spreadsheet, as on papers for
 * print.
 */
export type Writing = { date: (date: string) => string; amount: (amount: number) => Cell }

export const bareWriting: Writing = { date: (date) => date, amount: (amount) => amount }

type Column<Row> = readonly [title: string, read: (row: Row, writing: Writing) => Cell]

const t = (key: CoverTextKey) => tBenefits(key)

function participationColumns(): Column<ParticipationPeriod>[] {
  return [
    [t('extract.from'), ({ from }, { date }) => date(from)],
    [t('extract.to'), ({ to }, { date }) => date(to)],
    [t('extract.kind'), ({ kind, voluntary }) => nameInsurance(kind, voluntary === true)],
    [tHistory('participation.employer'), ({ employer }) => employer],
    [tHistory('participation.position'), ({ position }) => position],
    [tHistory('participation.place'), ({ place }) => place],
    [tHistory('participation.salary'), ({ salary }, { amount }) => salary && amount(salary)],
    [t('extract.state'), (period) => tBenefits(`extract.${stateOf(period)}`)],
    [t('extract.debtMonths'), ({ debtMonths }) => debtMonths],
  ]
}

function nameInsurance(kind: ParticipationPeriod['kind'], voluntary: boolean): string {
  const name = isUnknownValue(kind)
    ? tHistory('participation.unknown', { code: kind.slice('unknown-'.length) })
    : tHistory(`participation.${kind}`)
  return voluntary ? `${name} (${t('extract.voluntary')})` : name
}

function benefitColumns(): Column<BenefitPeriod>[] {
  return [
    [t('extract.from'), ({ from }, { date }) => date(from)],
    [t('extract.to'), ({ to }, { date }) => to && date(to)],
    [t('extract.benefit'), ({ kind }) => nameBenefit(tHistory, kind)],
    [t('extract.days'), ({ days }) => days],
    [t('extract.amount'), (row, { amount }) => amount(row.amount)],
    [t('extract.monthly'), ({ monthly }) => monthly && t('extract.yes')],
    [t('extract.decision'), ({ decision }) => decision],
    [
      t('extract.state'),
      ({ state }) =>
        isUnknownValue(state)
          ? tHistory('benefits.otherState', { code: state.slice('unknown-'.length) })
          : tHistory(`benefits.${state}`),
    ],
  ]
}

function visitColumns(): Column<Visit>[] {
  return [
    [t('extract.from'), ({ from }, { date }) => date(from)],
    [t('extract.to'), ({ to }, { date }) => to && date(to)],
    [t('extract.way'), ({ inpatient }) => tHistory(inpatient ? 'visits.inpatient' : 'visits.outpatient')],
    [t('extract.facilityCode'), ({ facilityCode: code }) => `${code.slice(0, 2)}-${code.slice(2)}`],
    [t('extract.facility'), ({ facilityName }) => facilityName],
    [t('extract.diagnosisCode'), ({ diagnosisCode }) => diagnosisCode],
    [t('extract.diagnosis'), ({ diagnosis }) => diagnosis],
    [tHistory('visits.total'), ({ totalCost }, { amount }) => amount(totalCost)],
    [tHistory('visits.insurance'), ({ paidByInsurance }, { amount }) => amount(paidByInsurance)],
    [tHistory('visits.coPayment'), ({ coPayment }, { amount }) => amount(coPayment)],
    [tHistory('visits.own'), ({ ownCost }, { amount }) => amount(ownCost)],
  ]
}

export type ExtractTable = {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** A part of a history as a table, newest first. */
export function makeTable(part: TablePart, history: History, writing: Writing): ExtractTable {
  switch (part) {
    case 'participation':
      return fill(participationColumns(), history.participation, writing)
    case 'benefits':
      return fill(benefitColumns(), history.benefits, writing)
    case 'visits':
      return fill(visitColumns(), history.visits, writing)
  }
}

function fill<Row extends { readonly from: string }>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  writing: Writing,
): ExtractTable {
  return {
    columns: columns.map(([title]) => title),
    rows: [...rows]
      .sort((one, other) => (one.from < other.from ? 1 : one.from > other.from ? -1 : 0))
      .map((row) => columns.map(([, read]) => read(row, writing))),
  }
}
