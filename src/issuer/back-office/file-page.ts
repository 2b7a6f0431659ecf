import type { FileState } from '../../core/api/back-office-contract.ts'

/** Files to a page. */
export const PAGE = 50

/** Where a page begins: behind this file. */
export type PagePlace = { readonly filedAt: number; readonly id: string }

/** A place as the client hands it back. */
export function writePlace({ filedAt, id }: PagePlace): string {
  return `${filedAt}.${id}`
}

export function readPlace(text: string): PagePlace | undefined {
  const [, filedAt, id] = /^(\d{1,12})\.([A-Za-z0-9_-]{1,64})$/.exec(text) ?? []
  return id === undefined ? undefined : { filedAt: Number(filedAt), id }
}

/** Who waits longest comes first; what is decided, the other way round. */
export function orderOf(state: FileState): 'asc' | 'desc' {
  return state === 'waiting' ? 'asc' : 'desc'
}

/** What is asked of a list. */
export type ListQuestion = { readonly state: FileState; readonly after: PagePlace | undefined }

/** A page out of one row more than fits. */
export function cutPage<Row extends { filed_at: number; id: string }>(
  rows: readonly Row[],
): { rows: Row[]; next?: string } {
  const page = rows.slice(0, PAGE)
  const last = page.at(-1)
  if (rows.length <= PAGE || last === undefined) return { rows: page }
  return { rows: page, next: writePlace({ filedAt: last.filed_at, id: last.id }) }
}
