import { useEffect, useState } from 'preact/hooks'
import type { WalletDatabase } from '../../../../wallet/database/wallet-database.ts'
import { loadChanges, markChangesSeen, type PersonChanges } from '../../../../wallet/history/load-changes.ts'
import { useApp } from '../../../app-state.ts'
import { nameVersion } from '../use-histories.ts'

export type LoadedChanges = {
  /** Undefined while they are being compared, and where that fails. */
  changes: readonly PersonChanges[] | undefined
  /** From here on only what comes afterwards is new; settles once that is noted, or cannot be. */
  markSeen: () => Promise<void>
}

/** What was compared last, for going from one part of the history to another. */
let held: { db: WalletDatabase; version: string; changes: readonly PersonChanges[] } | undefined

/** What is new since it was last marked as seen; compared once the screen stands. */
export function useChanges(): LoadedChanges {
  const { db, summary } = useApp()
  const version = nameVersion(summary)
  const known = held?.db === db && held?.version === version ? held.changes : undefined
  const [changes, setChanges] = useState(known)
  useEffect(() => {
    if (!db || known) return undefined
    let left = false
    loadChanges(db).then(
      (loaded) => {
        if (left) return
        held = { db, version, changes: loaded }
        setChanges(loaded)
      },
      () => {}, // the histories tell that the storage is damaged
    )
    return () => {
      left = true
    }
  }, [db, version])
  const markSeen = async () => {
    if (!db) return
    // What cannot be noted is new once more at the next start.
    await markChangesSeen(db).catch(() => {})
    held = { db, version, changes: [] }
    setChanges([])
  }
  return { changes, markSeen }
}
