import { useEffect, useState } from 'preact/hooks'
import { loadHistories, type PersonHistory } from '../../../wallet/load-history.ts'
import type { WalletDatabase } from '../../../wallet/wallet-database.ts'
import { useApp } from '../../app-context.ts'

export type LoadedHistories =
  | { state: 'loading' }
  | { state: 'failed' }
  | { state: 'ready'; people: readonly PersonHistory[] }

/** What was read last, so that going from one part of the history to another reads nothing again. */
let held: { db: WalletDatabase; version: string; people: readonly PersonHistory[] } | undefined

/** The histories on this device, read again when another snapshot has come in; until then what was read before is shown. */
export function useHistories(): LoadedHistories {
  const { db, face } = useApp()
  const version = `${face.sequence} ${face.histories ?? ''}`
  const isHeld = held !== undefined && held.db === db && held.version === version
  const [loaded, setLoaded] = useState<LoadedHistories>(
    isHeld && held ? { state: 'ready', people: held.people } : { state: 'loading' },
  )
  useEffect(() => {
    if (isHeld) return undefined
    if (!db) return setLoaded({ state: 'failed' })
    let left = false
    loadHistories(db).then(
      (people) => {
        held = { db, version, people }
        if (!left) setLoaded({ state: 'ready', people })
      },
      () => {
        if (!left) setLoaded({ state: 'failed' })
      },
    )
    return () => {
      left = true
    }
  }, [db, version])
  return loaded
}
