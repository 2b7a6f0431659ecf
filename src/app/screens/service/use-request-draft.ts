import { useRef, useState } from 'preact/hooks'
import type { ErrorCode } from '../../../core/api/error-codes.ts'
import { AppError, errorCodeOf } from '../../../core/app-error.ts'
import { readClock } from '../../../ui/browser/clock.ts'
import {
  type FileChanges,
  type ServiceDraft,
  saveServiceDraft,
} from '../../../wallet/outbox/service-drafts.ts'
import { useApp } from '../../app-state.ts'

/** What this page is writing; a screen that was left may still be at it. */
const underWay = new Set<Promise<void>>()

/** Resolves once all that was typed so far is written, or could not be: only then is a draft read. */
export async function finishWriting(): Promise<void> {
  await Promise.all(underWay)
}

/**
 * A draft on screen, kept on the device at every change: one write after the other, each with all that has
 * changed until then, so that the last write is what is on screen. `settled` waits for it.
 */
export function useRequestDraft(first: ServiceDraft) {
  const { db } = useApp()
  const [draft, setDraft] = useState(first)
  const [error, setError] = useState<ErrorCode>()
  const latest = useRef(first)
  const files = useRef<Required<FileChanges>>({ added: {}, removed: [] })
  const isKept = useRef(true)
  const writing = useRef<Promise<void> | undefined>(undefined)

  const write = async () => {
    while (!isKept.current) {
      const [draft, changes] = [latest.current, files.current]
      isKept.current = true
      files.current = { added: {}, removed: [] }
      try {
        if (!db) throw new AppError('storage_unavailable')
        await saveServiceDraft(db, draft, changes)
        setError(undefined)
      } catch (cause) {
        // The next change tries again, with these files; so does whoever waits for it.
        files.current = joinFiles(changes, files.current)
        isKept.current = false
        setError(errorCodeOf(cause))
        break
      }
    }
    writing.current = undefined
  }
  const begin = () => {
    if (writing.current) return
    const begun = write().finally(() => underWay.delete(begun))
    underWay.add(begun)
    writing.current = begun
  }
  const change = (next: (now: ServiceDraft) => ServiceDraft, changes: FileChanges = {}) => {
    latest.current = { ...next(latest.current), changedAt: readClock() }
    files.current = joinFiles(files.current, changes)
    isKept.current = false
    setDraft(latest.current)
    begin()
  }
  return {
    draft,
    change,
    /** Why the last change is not kept. */
    error,
    /** Whether everything on screen is kept, once it is known. */
    settle: async (): Promise<boolean> => {
      if (!isKept.current) begin()
      await writing.current
      return isKept.current
    },
  }
}

/** Later changes over earlier ones: what came and went again is gone. */
function joinFiles(earlier: FileChanges, later: FileChanges): Required<FileChanges> {
  const gone = new Set(later.removed)
  const kept = Object.entries(earlier.added ?? {}).filter(([name]) => !gone.has(name))
  const added = { ...Object.fromEntries(kept), ...later.added }
  const removed = [...(earlier.removed ?? []), ...gone].filter((name) => added[name] === undefined)
  return { added, removed }
}
