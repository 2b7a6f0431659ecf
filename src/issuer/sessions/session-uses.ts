import type { Database } from '../db/open-database.ts'
import type { SessionColumns } from '../db/session-columns.ts'

/** The time of the last use is written at most this often, in seconds. */
const INTERVAL = 3600

/** Sessions in one statement. */
const TOGETHER = 500

/**
 * When sessions were last used: gathered in memory and written many at a time, so that no request waits for
 * it and the first one of a day costs little more than the next. What a process that is killed has not
 * written is lost, which shortens a session by minutes.
 */
export function createSessionUses(database: Database) {
  let waiting = new Set<string>()

  return {
    /** Notes that the session is in use, unless the last note is recent enough. */
    note({ session_id, used_at }: Pick<SessionColumns, 'session_id' | 'used_at'>, now: number): void {
      if (now - used_at >= INTERVAL) waiting.add(session_id)
    },

    /** Writes what was noted; what could not be written waits for the next time. */
    async write(now: number): Promise<void> {
      // In one order everywhere: two processes must not wait for each other.
      const ids = [...waiting].sort()
      waiting = new Set()
      for (let from = 0; from < ids.length; from += TOGETHER) {
        const some = ids.slice(from, from + TOGETHER)
        try {
          await database.query
            .updateTable('sessions')
            .set({ used_at: now })
            .where('id', 'in', some)
            .where('end_code', 'is', null)
            .execute()
        } catch (error) {
          waiting = new Set([...ids.slice(from), ...waiting])
          throw error
        }
      }
    },
  }
}
