import { randomUUID } from 'node:crypto'
import { createAuditLog } from '../../../src/issuer/audit/audit-log.ts'
import type { ServiceRequestRow } from '../../../src/issuer/db/schema.ts'
import { demoSecrets } from '../../../src/issuer/demo/demo.ts'
import { createServiceDesk } from '../../../src/issuer/service-desk/service-desk.ts'
import { openTestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer } from '../../support/issuer/issuer-fixture.ts'

const OFFICE = '00191'
const TRIES = 30

/**
 * How long a page of a queue of so many files takes, the first and one from the middle, on SQLite;
 * milliseconds.
 */
export async function measureQueue(count: number) {
  const held = await openTestDatabase('sqlite', '')
  const test = await createTestIssuer(held.database)
  const { query } = held.database
  try {
    const people = await query.selectFrom('people').select('id').limit(50).execute()
    await query
      .insertInto('service_definitions')
      .values({ hash: 'x', service: 'x', version: 1, written: '{}', texts: '{}', created_at: 0 })
      .execute()
    for (let first = 0; first < count; first += 500) {
      const rows = Array.from({ length: Math.min(500, count - first) }, (_row, at) =>
        makeRow(first + at, people[(first + at) % people.length]?.id ?? 1, test.clock.now),
      )
      for (let at = 0; at < rows.length; at += 50)
        await query
          .insertInto('service_requests')
          .values(rows.slice(at, at + 50))
          .execute()
    }
    const unused = {} as never
    const desk = createServiceDesk(held.database, {
      definitions: unused,
      files: unused,
      takesPayments: false,
      snapshots: unused,
      renderSheet: unused,
      audit: createAuditLog(held.database, demoSecrets.keyEncryptionKey),
    })
    const officer = { id: 'demo-canbo', officeCode: OFFICE }
    const measure = async (after: { order: string; id: string } | undefined) => {
      const times: number[] = []
      for (let at = 0; at < TRIES; at++) {
        const start = performance.now()
        await desk.list(officer, { queue: 'open', after }, test.clock.now)
        times.push(performance.now() - start)
      }
      times.sort((a, b) => a - b)
      return { p50: round(times[TRIES / 2]), p95: round(times[Math.floor(TRIES * 0.95)]) }
    }
    return {
      files: count,
      firstPageMs: await measure(undefined),
      middlePageMs: await measure({ order: '2026-12-15', id: '0' }),
    }
  } finally {
    await test.issuer.stop()
    await held.dispose()
  }
}

const round = (ms: number | undefined) => Number((ms ?? 0).toFixed(1))

function makeRow(at: number, personId: number, now: number): ServiceRequestRow {
  const day = String(1 + (at % 28)).padStart(2, '0')
  return {
    person_id: personId,
    id: randomUUID(),
    request_key: randomUUID(),
    number: `DV-26-${String(at).padStart(4, '0')}-0000`,
    definition: 'x',
    service: 'x',
    title: 'Cấp lại thẻ BHYT',
    version: 1,
    subject_id: personId,
    card_id: null,
    filled_on: '2026-11-23',
    answers: '{}',
    content_hash: new Uint8Array(32),
    receipt: new Uint8Array(32),
    mend_key: null,
    state: 'waiting',
    office_code: at % 3 === 0 ? '' : OFFICE,
    filed_at: now - at,
    changed_at: now - at,
    deadline: `2026-12-${day}`,
    claimed_by: null,
    claimed_at: null,
    pages: '[]',
    reason: null,
    note: null,
    amount: null,
    decided_at: null,
    decided_by: null,
  }
}
