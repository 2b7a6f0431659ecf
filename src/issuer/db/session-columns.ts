import type { SessionRow } from './schema.ts'

/** What every query that answers for a session reads of it, so that the check needs no query of its own. */
export const sessionColumns = [
  'sessions.id as session_id',
  'sessions.device_id',
  'sessions.person_id',
  'sessions.secret_hash',
  'sessions.created_at as session_created_at',
  'sessions.used_at',
  'sessions.end_code',
] as const

export type SessionColumns = Pick<
  SessionRow,
  'device_id' | 'person_id' | 'secret_hash' | 'used_at' | 'end_code'
> & { session_id: string; session_created_at: number }
