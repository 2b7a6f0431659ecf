import { useLayoutEffect, useState } from 'preact/hooks'
import { loadHistories, type PersonHistory } from '../../../wallet/load-history.ts'
import type { WalletDatabase } from '../../../wallet/wallet-database.ts'
import { useApp } from '../../app-context.ts'

export type LoadedHistories =
  | { state: 'loading' }
  | { state: 'failed' }
  | { state: 'ready'; people: readonly PersonHistory[] }

/** What was read last, so that going from one part of the history to another reads nothing again. */
let held: { db: WalletDatabase; version: string; loaded: LoadedHistories } | undefined

/** The histories on this device, read again when another snapshot has come in; until then what was read before is shown. */
export function useHistories(): LoadedHistories {
  const { db, face } = useApp()
  const version = `${face.sequence} ${face.histories ?? ''}`
  const [loaded, setLoaded] = useState<LoadedHistories>(
    held?.db === db && held?.version === version ? held.loaded : { state: 'loading' },
  )
  // Begun before the first painting, not after it.
  useLayoutEffect(() => {
    if (!db) return setLoaded({ state: 'failed' })
    if (held?.db === db && held.version === version) return undefined
    let left = false
    const finish = (result: LoadedHistories) => {
      if (left) return
      held = { db, version, loaded: result }
      setLoaded(result)
    }
    loadHistories(db).then(
      (people) => finish({ state: 'ready', people }),
      () => finish({ state: 'failed' }),
    )
    return () => {
      left = true
    }
  }, [db, version])
  return loaded
}
