import { useEffect, useState } from 'preact/hooks'
import * as v from 'valibot'
import {
  type ContentEditRequest,
  type ContentEditView,
  LONGEST_EDIT,
} from '../../core/api/content-desk-contract.ts'
import { endpoints } from '../../core/api/contract.ts'
import { request } from '../../core/api/request.ts'
import { errorCodeOf } from '../../core/app-error.ts'
import type { PackEdit } from '../../core/content/pack-edit.ts'
import { isPackName, type PackName } from '../../core/content/pack-kinds.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { useDesk, useKept } from '../desk-context.ts'
import { noteUse } from '../session/session-end.ts'

/** What an officer is writing of one pack. */
export type PackWriting = {
  readonly name: PackName
  readonly language?: ContentEditView['language']
  /** Of the draft that it becomes, or is of already. */
  readonly id: string
  /** The content that it is written on. */
  readonly base: string
  readonly note: string
  readonly edit: PackEdit
}

const Changes = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
  edit: v.strictObject({
    asOf: v.string(),
    rows: v.record(v.string(), v.nullable(v.record(v.string(), v.string()))),
  }),
})

/** An id for a new draft. */
export function createDraftId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
}

/** What was being written when the page was left; undefined where it is of another version of the page. */
export function readWriting({
  name,
  language,
  base,
  note,
  changes,
}: ContentEditView): PackWriting | undefined {
  try {
    const read = v.safeParse(Changes, JSON.parse(changes))
    if (!read.success || !isPackName(name)) return undefined
    return { name, ...(language && { language }), base, note, ...read.output }
  } catch {
    return undefined
  }
}

/** The key of a pack: `facilities`, or with a language `news.vi`. */
export function packKey({ name, language }: { name: string; language?: string | undefined }): string {
  return [name, language].filter(Boolean).join('.')
}

/** What the service keeps of it; another order of its parts is another text. */
function toRequest({ name, language, base, note, id, edit }: PackWriting): ContentEditRequest {
  const changes = JSON.stringify({ id, edit: { asOf: edit.asOf, rows: edit.rows } })
  return { name, ...(language && { language }), base, note, changes }
}

const savedKey = (writing: PackWriting) => `content saved ${packKey(writing)}`

/** Notes in what the page keeps whether the service has what is begun. */
export function noteSaved(kept: Map<string, unknown>, first: PackWriting, isSaved: boolean): void {
  kept.set(savedKey(first), isSaved ? JSON.stringify(toRequest(first)) : undefined)
}

/** How long after the last key it is saved, in milliseconds. */
const PAUSE = 800

/** Whether what was typed is with the service: `large` is more than it keeps, and stays in the page alone. */
export type Keeping = 'kept' | 'pending' | 'failed' | 'large'

/**
 * What is being written, kept by the service a moment after each change, so that neither the end of the
 * session nor of the page loses it. While it is not kept yet the browser asks before the page is left. What
 * was kept is not sent once more: another tab of the same officer may have written on since.
 */
export function useWriting(first: PackWriting) {
  const { kept, onError, session } = useDesk()
  const [writing, setWriting] = useKept(`content writing ${packKey(first)}`, first)
  const [keeping, setKeeping] = useState<Keeping>('kept')

  useEffect(() => {
    const body = toRequest(writing)
    const text = JSON.stringify(body)
    if (text === kept.get(savedKey(writing))) {
      setKeeping('kept')
      return
    }
    if (body.changes.length > LONGEST_EDIT) {
      setKeeping('large')
      return
    }
    setKeeping('pending')
    let isOutdated = false
    const timer = setTimeout(() => {
      // Until the answer is there nobody knows which of both the service has.
      noteSaved(kept, writing, false)
      request(issuer, endpoints.saveContentEdit, { body }).then(
        () => {
          noteUse()
          noteSaved(kept, writing, true)
          if (!isOutdated) setKeeping('kept')
        },
        (cause) => {
          if (isOutdated) return
          setKeeping('failed')
          onError(errorCodeOf(cause))
        },
      )
    }, PAUSE)
    return () => {
      isOutdated = true
      clearTimeout(timer)
    }
    // Once more after a session has been taken up again.
  }, [writing, session])

  useEffect(() => {
    if (keeping === 'kept') return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [keeping])

  return { writing, setWriting, keeping }
}
