/** A row of a table of rules: in force from a day (`YYYY-MM-DD`) until the next row's. */
export type DatedRow = {
  readonly from: string
  /** The law, decree or resolution, and its article. */
  readonly source: string
}

/** Oldest first. */
export type DatedRules<Row> = readonly [DatedRow & Row, ...(DatedRow & Row)[]]

/**
 * The rule in force on a day, or, of a date that is known to the month or year only, on its last day. Before the first row the first
 * one answers: what was in force earlier is not kept.
 */
export function ruleOn<Row>(rows: DatedRules<Row>, date: string): DatedRow & Row {
  const day = `${date}${'-12-31'.slice(date.length - 4)}`
  return rows.filter((row) => row.from <= day).at(-1) ?? rows[0]
}
