import { randomUUID } from 'node:crypto'
import type { SendReportRequest } from '../../../src/core/api/report-contract.ts'
import type { Database } from '../../../src/issuer/db/open-database.ts'
import { createSessions } from '../../../src/issuer/sessions/sessions.ts'

/** Somebody who is signed in, without having been asked for a password. */
export type Holder = { readonly cookie: string; readonly personId: number; readonly publicId: string }

/** Signs seeded people in, spread evenly over the registry. */
export async function openSessions(database: Database, wanted: number, now: number): Promise<Holder[]> {
  const sessions = createSessions(database, {
    onDeviceEnd: async () => {},
    onNewDevice: async () => {},
    onDeviceDisplaced: async () => {},
  })
  const people = await database.query
    .selectFrom('accounts')
    .innerJoin('people', 'people.id', 'accounts.person_id')
    .select(['people.id as personId', 'people.public_id as publicId'])
    .where('people.id', '>=', 1000)
    .orderBy('people.id')
    .execute()
  const step = Math.max(1, Math.floor(people.length / wanted))
  const holders: Holder[] = []
  for (const person of people.filter((_each, index) => index % step === 0).slice(0, wanted)) {
    const browser = { device: undefined, name: '' }
    const entry = {
      personId: person.personId,
      accessVersion: 0,
      method: 'password',
      browser,
      isConfirmed: true,
    } as const
    const opened = await sessions.open(entry, now)
    if (!opened.ok) throw new Error('no session')
    const { id, secret } = opened.value.session
    holders.push({ ...person, cookie: `session=${id}.${secret}` })
  }
  return holders
}

/** A report to the office: a write with a key of its own, by which one finds out what became of it. */
export function makeReport({ publicId }: Holder): SendReportRequest {
  return { key: randomUUID(), personId: publicId, row: { section: 'holder' }, mistake: 'other', text: 'thử' }
}
