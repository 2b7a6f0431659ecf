/**
 * Append-only: a released migration is never changed, and none imports anything, so that each stays what it
 * was. The database version is the number of migrations. tests/fossils/ keeps stored data of every released
 * version.
 */
export const migrations: readonly ((database: {
  createObjectStore(name: string, options: { keyPath: string }): unknown
}) => void)[] = [
  (database) => {
    for (const name of ['keys', 'cards', 'state', 'history', 'drafts', 'choices', 'preferences', 'trust']) {
      database.createObjectStore(name, { keyPath: 'id' })
    }
  },
  (database) => {
    for (const name of ['outbox', 'blobs']) database.createObjectStore(name, { keyPath: 'id' })
  },
  (database) => {
    database.createObjectStore('presentations', { keyPath: 'id' })
  },
]
