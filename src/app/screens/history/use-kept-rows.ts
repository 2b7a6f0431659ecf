import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'

/**
 * Makes what shows a row once and keeps it while `shared`, what all rows need, is the same: Preact leaves alone what is the same object as
 * before, so that rows that come at the end of a long list cost nothing for those before them.
 */
export function useKeptRows<Row extends object>(
  make: (row: Row) => VNode,
  shared: object,
): (row: Row) => VNode {
  return useMemo(() => {
    const kept = new WeakMap<Row, VNode>()
    return (row) => {
      const made = kept.get(row) ?? make(row)
      kept.set(row, made)
      return made
    }
  }, [shared])
}
