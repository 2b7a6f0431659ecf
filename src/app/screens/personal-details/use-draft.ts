import { useEffect, useRef } from 'preact/hooks'
import { type DraftName, dropDraft, loadDraft, saveDraft } from '../../../wallet/drafts.ts'
import { useApp } from '../../app-context.ts'

type Values = Readonly<Record<string, string>>

const SAVE_AFTER = 300

/**
 * Keeps what is typed into a form on the device, sealed, until it was used: shortly after every change, and at once when the
 * page goes out of sight. `restore` gets the draft of last time, once. A device that cannot store keeps the form on screen.
 */
export function useDraft(name: DraftName, values: Values, restore: (draft: Values) => void) {
  const { db } = useApp()
  const latest = useRef(values)
  const stored = useRef(values)
  latest.current = values
  const save = () => {
    if (!db || stored.current === latest.current) return
    stored.current = latest.current
    saveDraft(db, name, latest.current).catch(() => {})
  }

  useEffect(() => {
    if (!db) return
    loadDraft(db, name).then(
      (draft) => draft && restore(draft),
      () => {},
    )
  }, [db])
  useEffect(() => {
    const timer = setTimeout(save, SAVE_AFTER)
    return () => clearTimeout(timer)
  }, [values])
  useEffect(() => {
    document.addEventListener('visibilitychange', save)
    return () => {
      document.removeEventListener('visibilitychange', save)
      save()
    }
  }, [db])

  return {
    /** The form was used: the draft is done with. */
    forget: () => {
      stored.current = latest.current
      if (db) dropDraft(db, name).catch(() => {})
    },
  }
}
