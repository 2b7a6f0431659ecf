import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { readSnapshotRequests } from '../../../src/issuer/services/request-state.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, START, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'

const DAY = 86_400
const [mother] = demoAccounts

/** The rows of the table in docs/operations.md: what, and after how many days it is gone. */
function readTable(): Map<string, number> {
  const text = readFileSync('docs/operations.md', 'utf8')
  const section = text.slice(text.indexOf('## How long things are kept'))
  const rows = section.slice(0, section.indexOf('\n## ', 3)).matchAll(/^\| (.+?) \| (\d+) \|/gm)
  return new Map([...rows].map(([, what = '', days = '']) => [what, Number(days)]))
}

const bytes = new Uint8Array(8)

/** Walks through a year, a sweep a day, and looks on which day each thing goes. */
describe.each(['sqlite', 'postgresql'] as const)('what is kept on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer
  let personId = 0
  let otherId = 0
  const query = () => held.database.query

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
    test = await createTestIssuer(held.database)
    const person = await query()
      .selectFrom('people')
      .select('id')
      .where('bhxh_code', '=', mother.login)
      .executeTakeFirstOrThrow()
    personId = person.id
    const other = await query()
      .selectFrom('people')
      .select('id')
      .where('id', '!=', personId)
      .executeTakeFirstOrThrow()
    otherId = other.id
  })
  afterAll(() => held.dispose())

  /** A row for each line of the table, all of the first day. */
  async function fill(): Promise<Record<string, () => Promise<boolean>>> {
    const at = START
    const has = (table: 'devices' | 'sign_ins' | 'declarations' | 'account_resets', id: string) => async () =>
      (await query().selectFrom(table).select('id').where('id', '=', id).execute()).length > 0
    const device = { person_id: personId, created_at: at, name: 'x', used_at: at, removed_at: null }
    await query()
      .insertInto('devices')
      .values([
        { ...device, id: 'old', secret_hash: bytes, ended_at: at, end_code: 'signed_out' },
        { ...device, id: 'of-sign-in', secret_hash: bytes, ended_at: at - 400 * DAY, end_code: 'removed' },
      ])
      .execute()
    const session = { person_id: personId, secret_hash: bytes, created_at: at, used_at: at }
    await query()
      .insertInto('devices')
      .values({ ...device, id: 'ended', secret_hash: bytes, ended_at: at, end_code: 'removed' })
      .execute()
    await query()
      .insertInto('sessions')
      .values({ ...session, id: 'ended', device_id: 'ended', end_code: 'device_removed' })
      .execute()
    await query()
      .insertInto('status_entries')
      .values({ list: 0, position: 77, device_id: 'old', card_id: null, reserved_until: at, revoked_at: at })
      .execute()
    await query()
      .insertInto('sign_ins')
      .values({ id: 's', person_id: personId, device_id: 'of-sign-in', method: 'password', at })
      .execute()
    await query()
      .insertInto('sessions')
      .values({ ...session, id: 'session', device_id: 'of-sign-in', end_code: 'signed_out' })
      .execute()
    const declaration = await query().selectFrom('declarations').selectAll().executeTakeFirstOrThrow()
    const declare = (id: string, changes: Partial<typeof declaration>) =>
      query()
        .insertInto('declarations')
        .values({ ...declaration, id, file_number: id, subject: id, filed_at: at, ...changes })
        .execute()
    const decided = { decided_at: at, seen_document: bytes }
    await declare('approved', { state: 'approved', ...decided })
    await declare('refused', { state: 'refused', ...decided })
    await declare('waiting', { state: 'waiting' })
    const pictures = { subject: 's', kind: 'front', created_at: at } as const
    await query()
      .insertInto('pictures')
      .values([
        { ...pictures, hash: 'a'.repeat(64), declaration_id: 'approved' },
        { ...pictures, hash: 'b'.repeat(64), declaration_id: 'refused' },
        { ...pictures, hash: 'c'.repeat(64), declaration_id: null },
      ])
      .execute()
    const reset = {
      person_id: personId,
      office_code: declaration.office_code,
      phone: '0000',
      seen_document: bytes,
      asked_by: 'demo-canbo',
      asked_at: at,
      confirmed_by: null,
    }
    await query()
      .insertInto('account_resets')
      .values([
        { ...reset, id: 'done', done_at: at },
        { ...reset, id: 'left', done_at: null },
      ])
      .execute()
    await query()
      .insertInto('office_requests')
      .values({
        id: 'request',
        file_number: 'request',
        kind: 'data-report',
        person_id: personId,
        request_key: 'k',
        office_code: null,
        content: '[]',
        state: 'refused',
        filed_at: at,
        decided_at: at,
        decided_by: null,
        answer: 'x',
        document: null,
      })
      .execute()
    const message = {
      channel: 'sms',
      body: '',
      content: null,
      created_at: at,
      ends_at: null,
      attempts: 1,
      next_attempt_at: 0,
    } as const
    await query()
      .insertInto('outgoing_messages')
      .values([
        { ...message, id: 'sent', recipient: '1', sent_at: at, failed_at: null },
        { ...message, id: 'failed', recipient: '1', sent_at: null, failed_at: at },
      ])
      .execute()
    await query()
      .insertInto('inbox_items')
      .values({ person_id: personId, id: 'item', code: 'lock', content: '{}', created_at: at, read_at: at })
      .execute()
    await query()
      .insertInto('service_definitions')
      .values(
        ['d', 'e'].map((hash) => ({
          hash,
          service: 's',
          version: 1,
          written: '{}',
          texts: '{}',
          created_at: at,
        })),
      )
      .execute()
    const request = {
      person_id: personId,
      id: 'service',
      request_key: 'k',
      number: 'service',
      definition: 'd',
      service: 's',
      title: 'x',
      version: 1,
      subject_id: personId,
      card_id: null,
      filled_on: '2026-11-23',
      answers: '{}',
      content_hash: bytes,
      receipt: bytes,
      mend_key: null,
      state: 'refused' as const,
      office_code: '',
      filed_at: at,
      changed_at: at,
      deadline: '2026-11-30',
      claimed_by: null,
      claimed_at: null,
      pages: '[]',
      reason: null,
      note: null,
      amount: null,
      decided_at: at,
      decided_by: null,
    }
    const left = { ...request, id: 'left', request_key: 'l', number: 'left', state: 'returned' as const }
    await query()
      .insertInto('service_requests')
      .values([request, { ...left, definition: 'e', person_id: otherId, decided_at: null }])
      .execute()
    const file = { person_id: personId, created_at: at }
    await query()
      .insertInto('service_files')
      .values([
        { ...file, sha256: 'a', stored: '0'.repeat(64), request_id: null },
        { ...file, sha256: 'b', stored: '1'.repeat(64), request_id: 'service' },
      ])
      .execute()
    await query()
      .insertInto('officer_sessions')
      .values({
        id: 'officer',
        officer_id: 'demo-canbo',
        secret_hash: bytes,
        created_at: at,
        used_at: at,
        proved_at: at,
        browser: '',
      })
      .execute()
    await query()
      .insertInto('unanswered_questions')
      .values({ language: 'vi', question: 'hỏi gì', times: 1, last_day: Math.floor(at / DAY) })
      .execute()
    await query().insertInto('inbound_messages').values({ id: 'inbound', received_at: at }).execute()
    await query().insertInto('used_challenges').values({ nonce: 'n', expires_at: at }).execute()
    await query()
      .insertInto('pending_steps')
      .values({ key_hash: 'step', person_id: null, content: '{}', expires_at: at })
      .execute()
    await query()
      .insertInto('one_time_codes')
      .values({ purpose: 'p', subject: 's', code_hash: bytes, tries: 0, expires_at: at, resend_at: at })
      .execute()
    await query()
      .insertInto('use_counts')
      .values({ limit_name: 'l', subject: 's', used: 1, ends_at: at })
      .execute()
    const counts = async (rows: Promise<unknown[]>) => (await rows).length > 0
    const picture = (hash: string) => () =>
      counts(query().selectFrom('pictures').select('hash').where('hash', '=', hash.repeat(64)).execute())
    const serviceFile = (sha256: string) => () =>
      counts(query().selectFrom('service_files').select('sha256').where('sha256', '=', sha256).execute())
    return {
      'A device that has ended, with its keys': has('devices', 'old'),
      'A sign-in in the log': has('sign_ins', 's'),
      'A session that has ended': () =>
        counts(query().selectFrom('sessions').select('id').where('id', '=', 'session').execute()),
      'The session of a device that was ended from elsewhere, by which it hears of that': () =>
        counts(query().selectFrom('sessions').select('id').where('id', '=', 'ended').execute()),
      'A declaration that was approved, and the document that was seen': has('declarations', 'approved'),
      'A declaration that was refused': has('declarations', 'refused'),
      'A declaration for which nobody has come, until it is refused': () =>
        counts(
          query()
            .selectFrom('declarations')
            .select('id')
            .where('id', '=', 'waiting')
            .where('state', '=', 'waiting')
            .execute(),
        ),
      'Pictures of a declaration that was approved (`PICTURE_DAYS`)': picture('a'),
      'Pictures of a declaration that was refused (`PICTURE_DAYS_REFUSED`)': picture('b'),
      'Pictures that belong to no declaration': picture('c'),
      'An account reset, and the document that was seen': has('account_resets', 'done'),
      'An account reset that waits for a second officer': has('account_resets', 'left'),
      'A request to the office that was decided, with its answer': () =>
        counts(query().selectFrom('office_requests').select('id').where('id', '=', 'request').execute()),
      'A picture sent for a request by a public service: without a request': serviceFile('a'),
      '… of a request, after the decision': serviceFile('b'),
      'A question that the assistant could not answer, after it was given last': () =>
        counts(query().selectFrom('unanswered_questions').select('question').execute()),
      'What was asked for by a public service, after the decision: shown in the snapshot': () =>
        counts(readSnapshotRequests(query(), personId, test.clock.now)),
      '… kept with the definition that was filled in': async () => {
        const left = await Promise.all([
          query().selectFrom('service_requests').select('id').where('id', '=', 'service').execute(),
          query().selectFrom('service_definitions').select('hash').where('hash', '=', 'd').execute(),
        ])
        return left.flat().length > 0
      },
      'A request by a public service that its person has not mended or paid, until it is withdrawn': () =>
        counts(
          query()
            .selectFrom('service_requests')
            .select('id')
            .where('id', '=', 'left')
            .where('state', '=', 'returned')
            .execute(),
        ),
      'Recipient and times of a message that was sent or given up': () =>
        counts(
          query()
            .selectFrom('outgoing_messages')
            .select('id')
            .where('id', 'in', ['sent', 'failed'])
            .execute(),
        ),
      'An item of a person’s inbox, read or not': () =>
        counts(query().selectFrom('inbox_items').select('id').where('id', '=', 'item').execute()),
      'An officer’s session that has ended': () =>
        counts(query().selectFrom('officer_sessions').select('id').where('id', '=', 'officer').execute()),
      'Ids of text messages that came in': () =>
        counts(query().selectFrom('inbound_messages').select('id').where('id', '=', 'inbound').execute()),
      'Codes, tickets, challenges and counts of limits, once they have ended': async () => {
        const left = await Promise.all([
          query().selectFrom('used_challenges').select('nonce').where('nonce', '=', 'n').execute(),
          query().selectFrom('pending_steps').select('key_hash').where('key_hash', '=', 'step').execute(),
          query().selectFrom('one_time_codes').select('subject').where('purpose', '=', 'p').execute(),
          query().selectFrom('use_counts').select('subject').where('limit_name', '=', 'l').execute(),
        ])
        return left.flat().length > 0
      },
    }
  }

  it('goes on the day that docs/operations.md says, not before and not after', async () => {
    const things = await fill()
    const gone = new Map<string, number>()
    for (let day = 0; day <= 370 && gone.size < Object.keys(things).length; day++) {
      // A little later than the hour of the first day: what is kept for N days is gone at the first sweep
      // after.
      test.clock.now = START + day * DAY + 60
      await test.issuer.sweep()
      for (const [what, isThere] of Object.entries(things))
        if (!gone.has(what) && !(await isThere())) gone.set(what, day)
    }
    expect(Object.fromEntries(gone)).toEqual(Object.fromEntries(readTable()))
    // The position in the status list stays, and names nobody.
    const position = await query()
      .selectFrom('status_entries')
      .selectAll()
      .where('position', '=', 77)
      .executeTakeFirstOrThrow()
    expect(position).toMatchObject({ device_id: null, card_id: null })
  })
})
