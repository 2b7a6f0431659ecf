/** Of the network between here and the database, by Node. */
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
])

/**
 * Of PostgreSQL (appendix A): connections (08), no room (53), ended or starting by an administrator, a crash
 * or a failover (57P), a statement that took too long, a server that only reads, and a transaction that was
 * undone because it and another waited for each other.
 */
const states = /^(08|53)|^57P|^57014$|^25006$|^40P01$/

/** Of pg and its pool, which give these no codes. */
const words =
  /Connection terminated|timeout exceeded when trying to connect|not queryable|Cannot use a pool after/

/** The database has not answered within the time that it has. */
export class DatabaseSilent extends Error {
  override readonly name = 'DatabaseSilent'
}

/** Whether the database could not be asked, now: the same request may go through in a few seconds. */
export function isDatabaseTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof DatabaseSilent) return true
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (networkCodes.has(code) && 'syscall' in error) return true
  // Of SQLite: SQLITE_BUSY.
  if (code === 'ERR_SQLITE_ERROR') return 'errcode' in error && error.errcode === 5
  return states.test(code) || words.test(error.message)
}
