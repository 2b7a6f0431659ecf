import { useEffect, useState } from 'preact/hooks'
import { type History, loadHistory } from '../../../wallet/load-history.ts'
import type { WalletDatabase } from '../../../wallet/wallet-database.ts'
import { useApp } from '../../app-context.ts'

export type LoadedHistory =
  | { state: 'loading' }
  | { state: 'failed' }
  | { state: 'ready'; history: History | undefined }

/** What was read last, so that going from one part of the history to another reads nothing again. */
let held: { db: WalletDatabase; sequence: number; history: History | undefined } | undefined

/** The history on this device, read again when another snapshot has come in. */
export function useHistories(): LoadedHistory {
  const { db, face } = useApp()
  const { sequence } = face
  const known = held?.db === db && held?.sequence === sequence ? held : undefined
  const [loaded, setLoaded] = useState<LoadedHistory>(
    known ? { state: 'ready', history: known.history } : { state: 'loading' },
  )
  useEffect(() => {
    if (known) return undefined
    if (!db) return setLoaded({ state: 'failed' })
    let left = false
    loadHistory(db).then(
      (history) => {
        held = { db, sequence, history }
        if (!left) setLoaded({ state: 'ready', history })
      },
      () => {
        if (!left) setLoaded({ state: 'failed' })
      },
    )
    return () => {
      left = true
    }
  }, [db, sequence])
  return loaded
}
