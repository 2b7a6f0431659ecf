import type { PackKind, PackRow, PackTable } from './pack-kind.ts'

/** What another version of a pack says of a row; values by field, absent where there is none. */
export type RowChange = {
  readonly key: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly before: PackRow
  readonly after: PackRow
  /** The fields that differ. */
  readonly fields: readonly string[]
}

/** The rows that differ between two versions of a pack, in the order of their keys. */
export function comparePacks(before: PackTable, after: PackTable): readonly RowChange[] {
  const keys = [...new Set([...before.rows.keys(), ...after.rows.keys()])].sort()
  return keys.flatMap((key) => {
    const [old, next] = [before.rows.get(key), after.rows.get(key)]
    if (old === next) return []
    const fields = listDifferences(old ?? {}, next ?? {})
    if (fields.length === 0) return []
    const change = old ? (next ? 'changed' : 'removed') : 'added'
    return [{ key, change, before: old ?? {}, after: next ?? {}, fields }]
  })
}

function listDifferences(before: PackRow, after: PackRow): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].filter((name) => (before[name] ?? '') !== (after[name] ?? ''))
}

/** All numbers, hosts and payees of a pack (see `PackKind`). */
export function listProtected(kind: PackKind, { rows }: PackTable): ReadonlySet<string> {
  return new Set([...rows.values()].flatMap((row) => kind.protectedValues(row)))
}
