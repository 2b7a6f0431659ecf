/** A unique index as the two databases name it when it is violated. */
export type UniqueIndex = { readonly name: string; readonly columns: string }

/** One phone number serves one account. */
export const accountsByPhone: UniqueIndex = { name: 'accounts_by_phone', columns: 'accounts.phone' }

/** One personal number is one person's. */
export const peopleByNumber: UniqueIndex = { name: 'people_personal_id_key', columns: 'people.personal_id' }

/**
 * `taken` if the work failed because somebody else was given in the same moment what may be there once only.
 */
export async function unlessTaken<Done, Taken>(
  index: UniqueIndex,
  work: Promise<Done>,
  taken: Taken,
): Promise<Done | Taken> {
  try {
    return await work
  } catch (error) {
    if (violates(error, index)) return taken
    throw error
  }
}

/**
 * PostgreSQL: SQLSTATE 23505 with the index's name. SQLite: SQLITE_CONSTRAINT_UNIQUE, whose message names the
 * columns.
 */
function violates(error: unknown, { name, columns }: UniqueIndex): boolean {
  if (!(error instanceof Error)) return false
  const { code, constraint, errcode } = error as { code?: unknown; constraint?: unknown; errcode?: unknown }
  if (code === '23505') return constraint === name
  return errcode === 2067 && error.message === `UNIQUE constraint failed: ${columns}`
}
