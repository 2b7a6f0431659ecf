import { CONTENT_KEYS } from '../../core/content/content-key-list.ts'
import type { RootKey } from '../../core/credential/trusted-keys.ts'
import type { Database } from '../db/open-database.ts'
import { createKeyListStore } from '../trust-list/key-list-store.ts'

export type ContentKeys = ReturnType<typeof createContentKeys>

/** The published list of content keys. */
export const createContentKeys = (database: Database, roots: readonly RootKey[]) =>
  createKeyListStore(database, { table: 'content_key_lists', roots, kind: CONTENT_KEYS })
