import type { ReportedRow } from '../../../core/api/report-contract.ts'

let chosen: ReportedRow | undefined

/** Remembers the row that is to be reported, until the form takes it: nothing personal goes into an address. */
export function chooseRow(row: ReportedRow): void {
  chosen = row
}

/** The row that was chosen, once; undefined when the form was opened by itself. */
export function takeRow(): ReportedRow | undefined {
  const row = chosen
  chosen = undefined
  return row
}
