import { comparePacks, listProtected } from './compare-packs.ts'
import type { PackKind, PackRow, PackTable } from './pack-kind.ts'

/**
 * Changes to a pack: of a row the fields that become something else (empty: no longer known), or `null` for
 * one that goes. By field, so that they can be made to a newer version as well.
 */
export type PackEdit = {
  readonly asOf: string
  readonly rows: Readonly<Record<string, PackRow | null>>
}

/** The pack with the changes made. */
export function applyEdit(kind: PackKind, { rows }: PackTable, edit: PackEdit): PackTable {
  const edited = new Map(rows)
  for (const [key, change] of Object.entries(edit.rows)) {
    if (change === null) edited.delete(key)
    else edited.set(key, dropEmpty({ [kind.identity]: key, ...edited.get(key), ...change }))
  }
  return { asOf: edit.asOf, rows: edited }
}

function dropEmpty(row: PackRow): PackRow {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ''))
}

/** The changes that make one version of a pack into the other. */
export function toEdit(before: PackTable, after: PackTable): PackEdit {
  const changes = comparePacks(before, after).map(({ key, change, after: row, fields }) => [
    key,
    change === 'removed' ? null : Object.fromEntries(fields.map((name) => [name, row[name] ?? ''])),
  ])
  return { asOf: after.asOf, rows: Object.fromEntries(changes) }
}

/**
 * The changes that bring back an older version, without the numbers, hosts and payees that it has and the
 * live one has not: those were removed since, and stay as they are now.
 */
export function toRollBack(kind: PackKind, live: PackTable, older: PackTable): PackEdit {
  const kept = listProtected(kind, live)
  const rows = [...older.rows].map(([key, row]) => {
    const isGone = kind.protectedValues(row).some((value) => !kept.has(value))
    return [key, isGone ? withoutGone(kind, row, live.rows.get(key), kept) : row] as const
  })
  return toEdit(live, { asOf: older.asOf, rows: new Map(rows) })
}

/** Each field that brings back what was removed is as the live row has it. */
function withoutGone(
  kind: PackKind,
  row: PackRow,
  live: PackRow | undefined,
  kept: ReadonlySet<string>,
): PackRow {
  const entries = Object.entries(row).flatMap(([field, value]) => {
    const isGone = kind.protectedValues({ [field]: value }).some((each) => !kept.has(each))
    const now = isGone ? live?.[field] : value
    return now === undefined ? [] : [[field, now] as const]
  })
  return Object.fromEntries(entries)
}
