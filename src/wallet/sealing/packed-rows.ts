/**
 * Rows of flat objects column by column, each text once: 45 years of history are a fifth of their JSON, which a slow phone has to
 * decrypt, read and take apart before it can show anything.
 */
export type PackedRows = { length: number; columns: Record<string, Column> }

/** Texts by their place in a list, −1 where a row has none; anything else as it is, null where a row has none. */
type Column = { texts: string[]; at: number[] } | { values: unknown[] }

type Row = Readonly<Record<string, unknown>>

/** Packs rows; values are JSON without null. */
export function packRows(rows: readonly object[]): PackedRows {
  const columns: Record<string, Column> = {}
  for (const key of new Set(rows.flatMap((row) => Object.keys(row))).values())
    columns[key] = packColumn(rows.map((row) => (row as Row)[key]))
  return { length: rows.length, columns }
}

function packColumn(values: readonly unknown[]): Column {
  if (!values.every((value) => value === undefined || typeof value === 'string'))
    return { values: values.map((value) => value ?? null) }
  const places = new Map<string, number>()
  const at = values.map((value) => {
    if (value === undefined) return -1
    const place = places.get(value) ?? places.size
    places.set(value, place)
    return place
  })
  return { texts: [...places.keys()], at }
}

/** The reverse of `packRows`. */
export function unpackRows<T>({ length, columns }: PackedRows): T[] {
  const rows = Array.from({ length }, (): Record<string, unknown> => ({}))
  for (const [key, column] of Object.entries(columns)) {
    const read =
      'at' in column
        ? (index: number) => column.texts[column.at[index] ?? -1]
        : (index: number) => column.values[index]
    for (const [index, row] of rows.entries()) {
      const value = read(index)
      if (value !== undefined && value !== null) row[key] = value
    }
  }
  return rows as T[]
}
