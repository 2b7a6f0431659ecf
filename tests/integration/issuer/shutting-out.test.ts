import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '../../../src/core/api/contract.ts'
import type { Endpoint } from '../../../src/core/api/endpoint.ts'
import { type IssuerConnection, request } from '../../../src/core/api/request.ts'
import { AppError } from '../../../src/core/app-error.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { solveChallenge } from '../../../src/ui/browser/solve-challenge.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'
import { noTimer } from '../../support/issuer/no-timer.ts'

const [mother, couple] = demoAccounts

/** What only whoever has proved a phone, or has a session, may ask, or what this issuer does not offer. */
const elsewhere = new Set([
  'uploadPicture',
  'fileDeclaration',
  'readDeclarationForm',
  'startVneid',
  'changeOfficerPassword',
])

type Ask = (issuer: IssuerConnection, who: string, solution: () => Promise<string>) => Promise<unknown>

/** Of each endpoint that strangers share a request, with something in it that is the asker's own. */
const asks: Record<string, Ask> = {
  signIn: (issuer, who) =>
    request(issuer, endpoints.signIn, { body: { login: `00${who}`, password: 'guess' } }),
  endLostDevice: (issuer, who) =>
    request(issuer, endpoints.endLostDevice, { body: { login: `00${who}`, password: 'guess' } }),
  officerSignIn: (issuer, who) =>
    request(issuer, endpoints.officerSignIn, { body: { login: `can.bo${who}`, password: 'guess' } }),
  createPasskeySignInOptions: (issuer) => request(issuer, endpoints.createPasskeySignInOptions),
  sendRecoveryCode: async (issuer, who, solve) =>
    request(issuer, endpoints.sendRecoveryCode, {
      body: { login: `00${who}`, email: `${who}@example.invalid`, solution: await solve() },
    }),
  recover: (issuer, who) =>
    request(issuer, endpoints.recover, {
      body: { login: `00${who}`, code: '000000', password: 'ba con meo trang' },
    }),
  sendPhoneCode: async (issuer, who, solve) =>
    request(issuer, endpoints.sendPhoneCode, { body: { phone: `00${who}`, solution: await solve() } }),
  confirmPhone: (issuer, who) =>
    request(issuer, endpoints.confirmPhone, {
      body: { phone: `00${who}`, code: '000000', number: `00${who}` },
    }),
  lookUpNumber: async (issuer, who, solve) =>
    request(issuer, endpoints.lookUpNumber, {
      body: {
        fullName: 'Nguyễn Thị Lạ',
        dateOfBirth: '1990',
        identityNumber: `0000${who}`,
        solution: await solve(),
      },
    }),
  findEmployers: async (issuer, _who, solve) =>
    request(issuer, endpoints.findEmployers, { body: { query: 'phú thịnh', solution: await solve() } }),
  giveQuestion: (issuer, who) =>
    request(issuer, endpoints.giveQuestion, { body: { language: 'vi', text: `hỏi gì đây ${who}` } }),
  readDeclarationStatus: (issuer) =>
    request(issuer, endpoints.readDeclarationStatus, { body: { fileNumber: 'DK-26-0000-0000' } }),
}

describe.each(['sqlite', 'postgresql'] as const)('nobody shuts others out on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
    test = await createTestIssuer(held.database)
  })
  beforeEach(async () => {
    for (const table of ['use_counts', 'one_time_codes', 'pending_steps'] as const)
      await held.database.query.deleteFrom(table).execute()
  })
  afterAll(async () => {
    await test.issuer.stop()
    await held.dispose()
  })

  const connect = (address: string): IssuerConnection => ({
    now: () => test.clock.now,
    startTimer: noTimer,
    fetch: async (path, { method, headers, body }) =>
      test.request(path, { method, headers, address, ...(body !== undefined && { body }) }),
  })
  /** As the app is connected. */
  const connectSolver = (address: string): IssuerConnection => ({
    ...connect(address),
    solve: () => solveChallenge(connect(address)),
  })
  const outcomeOf = (asked: Promise<unknown>): Promise<string> =>
    asked.then(
      () => 'done',
      (error: unknown) => (error instanceof AppError ? error.code : String(error)),
    )
  /** Everything that one asker can use up is used up, for a long time. */
  const useUp = () =>
    held.database.query
      .updateTable('use_counts')
      .set({ used: 1_000_000_000, ends_at: test.clock.now + 600 })
      .execute()

  it('has a request here of every endpoint that strangers share', () => {
    const shared = Object.entries<Endpoint>(endpoints)
      .filter(([, { errors }]) => errors.includes('challenge_invalid'))
      .map(([name]) => name)
    expect(Object.keys(asks).sort()).toEqual(shared.filter((name) => !elsewhere.has(name)).sort())
  })

  it.each(Object.keys(asks))('%s: a stranger is asked for work at most', async (name) => {
    const ask: Ask = asks[name] ?? (() => Promise.reject(new Error('no request')))
    const attacker = connectSolver('2001:db8:aa:1::1')
    const expected = await outcomeOf(ask(attacker, '00000001', () => solveChallenge(attacker)))
    expect(['too_many_requests', 'challenge_invalid']).not.toContain(expected)
    await useUp()
    expect(await outcomeOf(ask(attacker, '00000001', async () => 'e30'))).toBe('too_many_requests')

    for (const [index, address] of ['2001:db8:aa:2::1', '2001:db8:aa:ff00::1', '198.51.100.4'].entries()) {
      const stranger = connectSolver(address)
      const who = `0000001${index}`
      expect(await outcomeOf(ask(stranger, who, () => solveChallenge(stranger)))).toBe(expected)
    }
    // From within the attacker's network work is asked for, and none is taken that is none.
    const idle = connect('2001:db8:aa:3::1')
    expect(await outcomeOf(ask(idle, '00000020', async () => 'e30'))).toBe('challenge_invalid')
    const cheat: IssuerConnection = { ...idle, solve: async () => 'e30' }
    expect(await outcomeOf(ask(cheat, '00000021', async () => 'e30'))).toBe('challenge_invalid')
  })

  it('takes one solution for one request', async () => {
    const attacker = connect('2001:db8:aa:1::1')
    const ask = asks['recover'] ?? (() => Promise.reject(new Error('no request')))
    await outcomeOf(ask(attacker, '00000001', async () => ''))
    await useUp()
    const solution = await solveChallenge(attacker)
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        outcomeOf(
          ask(
            { ...connect(`2001:db8:aa:5${index}::1`), solve: async () => solution },
            '00000002',
            async () => '',
          ),
        ),
      ),
    )
    expect(outcomes.filter((outcome) => outcome === 'code_invalid')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'challenge_invalid')).toHaveLength(9)
  })

  it('takes only hard work where what all share behind easy work is used up', async () => {
    const attacker = connect('2001:db8:aa:1::1')
    const [easy, other] = [await solveChallenge(attacker), await solveChallenge(attacker)]
    const send = (phone: string, solution: string, address = '198.51.100.9') =>
      outcomeOf(request(connect(address), endpoints.sendPhoneCode, { body: { phone, solution } }))
    expect(await send('0900000001', easy, '2001:db8:aa:1::1')).toBe('done')
    await useUp()
    expect(await send('0900000002', other)).toBe('challenge_invalid')
    expect(await send('0900000002', await solveChallenge(connect('198.51.100.9')))).toBe('done')
  })

  it('gives hard challenges where many ask behind one address', async () => {
    const costOf = async () => {
      const answer = await test.request('/api/challenges', { method: 'POST', address: '203.0.113.77' })
      return JSON.stringify(await answer.json())
    }
    const easy = await costOf()
    await held.database.query
      .updateTable('use_counts')
      .set({ used: 1_000_000 })
      .where('limit_name', '=', 'challenge')
      .execute()
    expect(easy).toContain('"cost":2000')
    expect(await costOf()).toContain('"cost":16000')
  })

  it('refuses challenges only to the one who has asked for very many', async () => {
    await solveChallenge(connect('2001:db8:aa:1::1'))
    await useUp()
    expect(await outcomeOf(solveChallenge(connect('2001:db8:aa:1::2')))).toBe('too_many_requests')
    expect(await outcomeOf(solveChallenge(connect('2001:db8:aa:2::1')))).toBe('done')
  })

  it('counts right passwords: beyond thirty each costs work', async () => {
    const signIn = (issuer: IssuerConnection, { login, password } = couple) =>
      outcomeOf(request(issuer, endpoints.signIn, { body: { login, password } }))
    const flood = connect('203.0.113.9')
    for (let count = 0; count < 30; count++) expect(await signIn(flood)).toBe('done')
    const before = test.hasher.verifications
    expect(await signIn(flood)).toBe('challenge_invalid')
    expect(test.hasher.verifications).toBe(before)
    expect(await signIn(connectSolver('203.0.113.9'))).toBe('done')
    expect(await signIn(connect('203.0.113.10'))).toBe('done')
    expect(await signIn(flood, mother)).toBe('done')
    test.clock.now += 900
    expect(await signIn(flood)).toBe('done')
  })

  it('lets others in while one account floods right passwords over 260 connections', async () => {
    let goesOn = true
    const flooding = Promise.all(
      Array.from({ length: 260 }, async (_, index) => {
        const issuer = connect(index % 2 === 0 ? '203.0.113.9' : `2001:db8:aa:${index}::1`)
        while (goesOn) {
          await outcomeOf(request(issuer, endpoints.signIn, { body: couple }))
          await new Promise(setImmediate)
        }
      }),
    )
    const outcomes: string[] = []
    for (let count = 0; count < 20; count++) {
      const { login, password } = mother
      const issuer = connect(`198.51.100.${count}`)
      outcomes.push(await outcomeOf(request(issuer, endpoints.signIn, { body: { login, password } })))
    }
    goesOn = false
    await flooding
    expect(outcomes).toEqual(Array(20).fill('done'))
  })

  it('hashes no password for a code that is wrong', async () => {
    const before = test.hasher.hashes
    const ask = asks['recover'] ?? (() => Promise.reject(new Error('no request')))
    expect(await outcomeOf(ask(connect('198.51.100.4'), '00000001', async () => ''))).toBe('code_invalid')
    expect(test.hasher.hashes).toBe(before)
  })
})
