import { useEffect, useRef } from 'preact/hooks'
import type { DraftName } from '../../wallet/database/stores.ts'
import { dropDraft, loadDraft, saveDraft } from '../../wallet/outbox/drafts.ts'
import { useApp } from '../app-state.ts'

type Values = Readonly<Record<string, string>>

/**
 * Keeps what is typed into a form on the device, sealed, until it was used: every change at once, one write after the other and
 * always the latest. `restore` gets the draft of last time, once. A device that cannot store keeps the form on screen.
 */
export function useDraft(name: DraftName, values: Values, restore: (draft: Values) => void) {
  const { db } = useApp()
  const untouched = useRef(values)
  const latest = useRef(values)
  const writing = useRef<Promise<void> | undefined>(undefined)

  const write = async () => {
    if (!db) return
    let written: Values | undefined
    while (written !== latest.current) {
      written = latest.current
      await saveDraft(db, name, written).catch(() => {})
    }
    writing.current = undefined
  }

  useEffect(() => {
    if (!db) return
    loadDraft(db, name).then(
      (draft) => draft && restore(draft),
      () => {},
    )
  }, [db])
  useEffect(() => {
    latest.current = values
    if (values !== untouched.current) writing.current ??= write()
  }, [values])

  return {
    /** The form was used: the draft is done with. */
    forget: async () => {
      untouched.current = latest.current
      await writing.current
      if (db) await dropDraft(db, name).catch(() => {})
    },
  }
}
