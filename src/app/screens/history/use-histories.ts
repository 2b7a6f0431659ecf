import { useLayoutEffect, useState } from 'preact/hooks'
import type { WalletSummary } from '../../../wallet/cards/wallet-card.ts'
import type { WalletDatabase } from '../../../wallet/database/wallet-database.ts'
import { loadHistories, type PersonHistory } from '../../../wallet/history/load-history.ts'
import { useApp } from '../../app-state.ts'

export type LoadedHistories =
  | { state: 'loading' }
  | { state: 'failed' }
  | { state: 'ready'; people: readonly PersonHistory[] }

type Version = Pick<WalletSummary, 'sequence' | 'histories'>

/** What was read last, so that going from one part of the history to another reads nothing again. */
let held: { db: WalletDatabase; version: string; loaded: LoadedHistories } | undefined

/** Another text whenever other histories are stored. */
export function nameVersion({ sequence, histories = '' }: Version): string {
  return `${sequence} ${histories}`
}

/** Reads the histories and holds them for the screens; a failure is a state of theirs. */
export async function readHistories(db: WalletDatabase, version: Version): Promise<LoadedHistories> {
  const loaded = await loadHistories(db).then(
    (people): LoadedHistories => ({ state: 'ready', people }),
    (): LoadedHistories => ({ state: 'failed' }),
  )
  held = { db, version: nameVersion(version), loaded }
  return loaded
}

/**
 * The histories on this device, read again when another snapshot has come in; until then what was read before
 * is shown.
 */
export function useHistories(): LoadedHistories {
  const { db, summary } = useApp()
  const version = nameVersion(summary)
  const isHeld = held?.db === db && held?.version === version
  const [loaded, setLoaded] = useState<LoadedHistories>(isHeld && held ? held.loaded : { state: 'loading' })
  // Begun before the first painting, not after it.
  useLayoutEffect(() => {
    if (!db) return setLoaded({ state: 'failed' })
    if (isHeld) return undefined
    let left = false
    void readHistories(db, summary).then((read) => {
      if (!left) setLoaded(read)
    })
    return () => {
      left = true
    }
  }, [db, version])
  return loaded
}
