import { Secret } from 'otpauth'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { AuthenticatorSetup } from '../../../src/core/api/officer-contract.ts'
import type { ServiceFileView } from '../../../src/core/api/service-desk-contract.ts'
import { createAuditLog } from '../../../src/issuer/audit/audit-log.ts'
import { generateAuthenticatorCode } from '../../../src/issuer/back-office/authenticators.ts'
import { createOfficers } from '../../../src/issuer/back-office/officers.ts'
import type { Database } from '../../../src/issuer/db/open-database.ts'
import { demoSecrets } from '../../../src/issuer/demo/demo.ts'
import {
  DEMO_OFFICER_PASSWORD,
  demoOfficers,
  generateDemoOfficerCode,
} from '../../../src/issuer/demo/demo-back-office.ts'
import { demoNewcomer } from '../../../src/issuer/demo/people/demo-newcomers.ts'
import { openDemoDatabase } from './demo-database.ts'
import { readInbox, readSentCode } from './demo-inbox.ts'
import type { DatabaseKind, TestDatabase } from './issuer-database.ts'
import { cheapHasher, createTestIssuer, readCookie, type TestIssuer } from './issuer-fixture.ts'
import { createRegistrationDesk } from './registration-desk.ts'

/** Tables with rows of an account, in the order in which they can be emptied. */
const tablesOfAccount = [
  'sessions',
  'sign_ins',
  'pending_steps',
  'devices',
  'announced_calls',
  'office_requests',
  'account_resets',
  'accounts',
] as const

/** The document of the demo's newcomer. */
export const card = { kind: 'cccd', number: demoNewcomer.personalId } as const

/** The password of the officer of another office. */
export const STRANGER_PASSWORD = 'chiec xe dap mau do 7'

export type OfficeDesk = ReturnType<typeof useOfficeDesk>

/**
 * An issuer with three officers, for the tests of one `describe`: `officer` and `supervisor` of the demo's
 * office, and `stranger`, a supervisor of another one. Each test begins with all three signed in, at the same
 * time, with no limits used up.
 */
export function useOfficeDesk(kind: DatabaseKind) {
  let held: TestDatabase
  let test: TestIssuer
  let start = 0
  let phones = 0
  const secrets = new Map<string, Uint8Array>()
  const cookies = { officer: '', supervisor: '', stranger: '' }

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
    test = await createTestIssuer(held.database)
    start = test.clock.now
    const stranger = { login: 'khac', fullName: 'Cán Bộ Nơi Khác', officeCode: '004' } as const
    const added = await desk.officers().add({ ...stranger, role: 'supervisor' }, start)
    const password = added.ok ? added.value : ''
    const first = readCookie(await desk.signIn('khac', password))
    const temporary = await desk.setUpAuthenticator('khac', first)
    await desk.send('/api/office/password', temporary, 'PUT', { password, newPassword: STRANGER_PASSWORD })
  })
  beforeEach(async () => {
    await held.database.query.deleteFrom('use_counts').execute()
    await held.database.query.deleteFrom('one_time_codes').execute()
    test.clock.now = start
    await desk.signInAll()
  })
  afterAll(() => held.dispose())

  const desk = {
    cookies,
    get test(): TestIssuer {
      return test
    },
    get database(): Database {
      return held.database
    },
    get start(): number {
      return start
    },
    get today(): string {
      return new Date(start * 1000).toISOString().slice(0, 10)
    },

    audit: () => createAuditLog(held.database, demoSecrets.keyEncryptionKey),
    officers: () => createOfficers(held.database, { hasher: cheapHasher, audit: desk.audit() }),

    /** Signs in, with the code that the officer's authenticator shows; it may have shown it before. */
    async signIn(login: string, password: string, address = '192.0.2.1', cookie = ''): Promise<Response> {
      await desk.forgetCodes()
      const code = desk.codeOf(login)
      const body = { login, password, ...(code && { code }) }
      return test.request('/api/office/session', { method: 'POST', body, address, cookie })
    },

    /** All three anew: a session does not last for days. */
    async signInAll(): Promise<void> {
      cookies.officer = readCookie(await desk.signIn('canbo', DEMO_OFFICER_PASSWORD))
      cookies.supervisor = readCookie(await desk.signIn('phutrach', DEMO_OFFICER_PASSWORD))
      cookies.stranger = readCookie(await desk.signIn('khac', STRANGER_PASSWORD))
    },

    /** The demo's two officers whose duty is money. */
    async signInMoney(): Promise<{ cashier: string; controller: string }> {
      return {
        cashier: readCookie(await desk.signIn('ketoan', DEMO_OFFICER_PASSWORD)),
        controller: readCookie(await desk.signIn('kiemsoat', DEMO_OFFICER_PASSWORD)),
      }
    },

    /** The code of an officer's authenticator now; empty if they have none. */
    codeOf(login: string): string {
      if (demoOfficers.some((officer) => officer.login === login))
        return generateDemoOfficerCode(login, test.clock.now)
      const secret = secrets.get(login)
      return secret ? generateAuthenticatorCode(secret, test.clock.now) : ''
    },

    /** Codes that were taken may be taken again: a test does in a moment what takes a person a day. */
    forgetCodes: () =>
      held.database.query.updateTable('officer_authenticators').set({ used_step: 0 }).execute(),

    /** Sets an authenticator up in a session; gives the cookie that the session has then. */
    async setUpAuthenticator(login: string, cookie: string): Promise<string> {
      const begun = await desk.send('/api/office/authenticator', cookie, 'POST')
      const { secret } = (await begun.json()) as AuthenticatorSetup
      secrets.set(login, new Uint8Array(Secret.fromBase32(secret).buffer))
      const body = { code: desk.codeOf(login) }
      return readCookie(await desk.send('/api/office/authenticator', cookie, 'PUT', body))
    },
    send: (path: string, cookie: string, method = 'GET', body?: unknown) =>
      test.request(path, { method, cookie, ...(body !== undefined && { body }) }),
    post: (path: string, body: unknown, cookie = cookies.officer) => desk.send(path, cookie, 'POST', body),
    /** Approves a request by a public service, as it is now. */
    async approveService(id: string, cookie = cookies.officer): Promise<Response> {
      const path = `/api/office/services/files/${id}`
      const { content } = await desk.read<ServiceFileView>(path, cookie)
      return desk.post(`${path}/approval`, { content }, cookie)
    },
    read: async <View>(path: string, cookie = cookies.officer) =>
      (await (await desk.send(path, cookie)).json()) as View,

    /** The message to someone that says this; empty if there is none. */
    async findMessage(recipient: string, text: string): Promise<string> {
      const inbox = await readInbox(test)
      return inbox.find((each) => each.recipient === recipient && each.body.includes(text))?.body ?? ''
    },

    personOf: (code: string) =>
      held.database.query
        .selectFrom('people')
        .selectAll()
        .where('bhxh_code', '=', code)
        .executeTakeFirstOrThrow(),

    /** Takes the newcomer's account back, so that she can register anew. */
    async forgetNewcomer(): Promise<void> {
      const { id } = await desk.personOf(demoNewcomer.bhxhCode)
      for (const table of tablesOfAccount)
        await held.database.query.deleteFrom(table).where('person_id', '=', id).execute()
      await held.database.query
        .updateTable('declarations')
        .set({ state: 'refused' })
        .where('number', '=', demoNewcomer.bhxhCode)
        .execute()
    },

    /** Files a declaration of the newcomer, with a new phone. */
    async fileDeclaration(changes = {}) {
      const phone = `00007${String(++phones).padStart(5, '0')}`
      const { receipt } = await createRegistrationDesk(test, `198.51.100.${phones}`).fileNew(phone, changes)
      const { id } = await held.database.query
        .selectFrom('declarations')
        .select('id')
        .where('file_number', '=', receipt.fileNumber)
        .executeTakeFirstOrThrow()
      return { id, phone, fileNumber: receipt.fileNumber }
    },

    approve: (id: string, seen: object = {}, cookie = cookies.officer) =>
      desk.post(
        `/api/office/declarations/${id}/approval`,
        { seen: { ...card, date: desk.today, ...seen } },
        cookie,
      ),

    /** Asks for a code to a new phone of an account; with the code, or the answer that there is none. */
    async askResetCode(request: object, cookie = cookies.supervisor) {
      let answer = new Response()
      const code = await readSentCode(test, async () => {
        await held.database.query.deleteFrom('one_time_codes').execute()
        answer = await desk.post('/api/office/resets/code', request, cookie)
      })
      return { answer, code }
    },

    /** Gives the newcomer's account a password of her own. */
    async setPassword(password: string): Promise<void> {
      const { id } = await desk.personOf(demoNewcomer.bhxhCode)
      await held.database.query
        .updateTable('accounts')
        .set({ password_hash: await cheapHasher.hash(password), temporary_until: null })
        .where('person_id', '=', id)
        .execute()
    },
  }
  return desk
}

/** Status, code and named fields of a problem. */
export async function problemOf(answer: Response): Promise<(string | number)[]> {
  const { code, fields } = (await answer.json()) as { code: string; fields?: string[] }
  return [answer.status, code, ...(fields ?? [])]
}

/** The password in a message. */
export function passwordIn(body: string): string {
  return /[a-z0-9]{4}(-[a-z0-9]{4}){2}/.exec(body)?.[0] ?? ''
}
