import { useEffect, useState } from 'preact/hooks'
import { type History, loadHistory } from '../../../wallet/history/load-history.ts'
import { useApp } from '../../app-state.ts'

/**
 * What the snapshot on this device says about the account holder; undefined until it was read, or where there
 * is none.
 */
export function useHolder(): History['holder'] | undefined {
  const { db, summary } = useApp()
  const [holder, setHolder] = useState<History['holder']>()
  useEffect(() => {
    if (!db) return
    loadHistory(db).then(
      (history) => setHolder(history?.holder),
      () => {},
    )
  }, [db, summary.sequence])
  return holder
}
