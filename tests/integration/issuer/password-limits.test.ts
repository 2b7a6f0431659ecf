import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SOLUTION_HEADER } from '../../../src/core/api/request.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import { readSent } from '../../support/issuer/demo-inbox.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import {
  createHolderKey,
  createTestIssuer,
  makeCredentialRequest,
  type RequestOptions,
  type TestIssuer,
} from '../../support/issuer/issuer-fixture.ts'
import { createRecoveryDesk } from '../../support/issuer/recovery-desk.ts'

const [mother, couple] = demoAccounts
const MINUTE = 60
const DAY = 86_400

describe.each(['sqlite', 'postgresql'] as const)('limits on wrong passwords on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer
  let desk: ReturnType<typeof createRecoveryDesk>

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
    await createTestIssuer(held.database)
  })
  beforeEach(async () => {
    await held.database.query.deleteFrom('use_counts').execute()
    test = await createTestIssuer(held.database)
    desk = createRecoveryDesk(test)
  })
  afterAll(() => held.dispose())

  const signIn = (login: string, password: string, options: RequestOptions = {}) =>
    test.request('/api/session', { method: 'POST', body: { login, password }, ...options })
  const from = (address: string) => ({ address })
  const attempt = async (login: string, password: string, options: RequestOptions = {}) => {
    const answer = await signIn(login, password, options)
    const { code = 'done', retryAfter } = (await answer.json()) as { code?: string; retryAfter?: number }
    return retryAfter === undefined ? code : { code, retryAfter }
  }

  const findNumbers = async (login: string) => {
    const { personal_id: personalId } = await held.database.query
      .selectFrom('people')
      .select('personal_id')
      .where('bhxh_code', '=', login)
      .executeTakeFirstOrThrow()
    return { bhxh_code: login, personal_id: personalId ?? '' }
  }

  it('lock the account for the network for a quarter of an hour after five, without another verification', async () => {
    for (let guess = 0; guess < 5; guess++) {
      expect(await attempt(couple.login, `guess ${guess}`, from('198.51.100.7'))).toBe('sign_in_failed')
      test.clock.now += MINUTE
    }
    const before = test.hasher.verifications
    const refused = await signIn(couple.login, couple.password, from('198.51.100.7'))
    expect(refused.status).toBe(429)
    // Fifteen minutes after the fifth.
    expect(refused.headers.get('retry-after')).toBe(String(14 * MINUTE))
    expect(test.hasher.verifications).toBe(before)
    expect(await attempt(couple.login, couple.password, from('203.0.113.9'))).toBe('done')
    test.clock.now += 14 * MINUTE
    expect(await attempt(couple.login, couple.password, from('198.51.100.7'))).toBe('done')
  })

  it('count both numbers of a person as one account', async () => {
    const { personal_id: personalId } = await findNumbers(couple.login)
    for (let guess = 0; guess < 3; guess++) await attempt(couple.login, 'guess')
    for (let guess = 0; guess < 2; guess++) await attempt(personalId, 'guess')
    for (const login of [couple.login, personalId])
      expect(await attempt(login, couple.password)).toBe('sign_in_failed')
    expect(await attempt(personalId, couple.password, from('203.0.113.9'))).toBe('done')
    test.clock.now += 15 * MINUTE
    expect(await attempt(personalId, couple.password)).toBe('done')
  })

  it.each(['bhxh_code', 'personal_id'] as const)(
    'tell nobody by one number whether the other has an account: %s first',
    async (first) => {
      const second = first === 'bhxh_code' ? 'personal_id' : 'bhxh_code'
      const nobody = await held.database.query
        .selectFrom('people')
        .leftJoin('accounts', 'accounts.person_id', 'people.id')
        .select(['bhxh_code', 'personal_id'])
        .where('accounts.person_id', 'is', null)
        .where('personal_id', 'is not', null)
        .executeTakeFirstOrThrow()
      const told = []
      for (const numbers of [await findNumbers(couple.login), nobody]) {
        await held.database.query.deleteFrom('use_counts').execute()
        const run = []
        const before = test.hasher.verifications
        for (const number of [first, second, first] as const)
          for (let guess = 0; guess < 5; guess++) run.push(await attempt(numbers[number] ?? '', 'guess'))
        const counted = await held.database.query.selectFrom('use_counts').select('limit_name').execute()
        const names = counted.map(({ limit_name: name }) => name)
        told.push({ run, verifications: test.hasher.verifications - before, locks: new Set(names) })
      }
      expect(told[0]).toEqual(told[1])
      expect(told[0]?.run.slice(0, 10)).toEqual(Array(10).fill('sign_in_failed'))
    },
  )

  it('treat an unknown number exactly alike', async () => {
    const answers = []
    for (const login of [couple.login, '0012345678']) {
      const run = []
      for (let guess = 0; guess < 7; guess++) run.push(await attempt(login, 'guess', from('198.51.100.8')))
      answers.push(run)
    }
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.slice(4)).toEqual([
      'sign_in_failed',
      { code: 'too_many_requests', retryAfter: 15 * MINUTE },
      { code: 'too_many_requests', retryAfter: 15 * MINUTE },
    ])
  })

  it('forget the wrong ones after a right one', async () => {
    for (let round = 0; round < 3; round++) {
      for (let guess = 0; guess < 4; guess++) await attempt(couple.login, 'mistyped')
      expect(await attempt(couple.login, couple.password)).toBe('done')
    }
  })

  it('answer five of fifty that come at once, and hold over processes', async () => {
    const other = await createTestIssuer(held.database)
    const guess = (issuer: TestIssuer) =>
      issuer.request('/api/session', { method: 'POST', body: { login: couple.login, password: 'guess' } })
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_guess, index) => guess(index % 2 === 0 ? test : other)),
    )
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(45)
    expect(await attempt(couple.login, couple.password)).toMatchObject({ code: 'too_many_requests' })
  })

  it('do not take a right password that was looked at too late', async () => {
    const { verify } = test.hasher
    // Five wrong ones are counted while this one is looked at.
    test.hasher.verify = async (stored, password) => {
      test.hasher.verify = verify
      for (let guess = 0; guess < 5; guess++) await attempt(couple.login, 'guess')
      return verify(stored, password)
    }
    expect(await attempt(couple.login, couple.password)).toMatchObject({ code: 'too_many_requests' })
  })

  it('ask strangers for work beyond fifty a day at an account, refuse nobody, and spare its own device', async () => {
    const cookie = await test.signIn(mother)
    const [card] = await held.database.query
      .selectFrom('cards')
      .innerJoin('people', 'people.id', 'cards.person_id')
      .select('cards.id')
      .where('bhxh_code', '=', mother.login)
      .execute()
    const enrolment = { cookie, cardId: card?.id ?? '', key: createHolderKey() }
    const enrolled = await test.request('/api/holder-keys', {
      method: 'POST',
      cookie,
      body: await makeCredentialRequest(test, enrolment),
    })
    expect(enrolled.status).toBe(200)

    const told = await readSent(test, async () => {
      for (let guess = 0; guess < 50; guess++)
        expect(await attempt(mother.login, 'guess', from(`198.51.100.${guess}`))).toBe('sign_in_failed')
    })
    expect(told).toContainEqual(expect.objectContaining({ channel: 'sms' }))
    const elsewhere = from('203.0.113.1')
    expect(await attempt(mother.login, mother.password, elsewhere)).toBe('challenge_invalid')
    const worked = async () => ({ ...elsewhere, headers: { [SOLUTION_HEADER]: await desk.solve() } })
    expect(await attempt(mother.login, 'guess', await worked())).toBe('sign_in_failed')
    expect(await attempt(mother.login, mother.password, await worked())).toBe('done')
    // The owner's own phone, even from a network that has guessed.
    expect(await attempt(mother.login, mother.password, { cookie, address: '198.51.100.1' })).toBe('done')
    for (let guess = 0; guess < 5; guess++)
      expect(await attempt(mother.login, 'mistyped', { cookie })).toBe('sign_in_failed')
    expect(await attempt(mother.login, mother.password, { cookie })).toMatchObject({
      code: 'too_many_requests',
    })
    // Another account gains nothing from the cookie.
    for (let guess = 0; guess < 5; guess++) await attempt(couple.login, 'guess', { cookie })
    expect(await attempt(couple.login, couple.password)).toMatchObject({ code: 'too_many_requests' })

    // A lost phone is ended all the same.
    const ending = await test.request('/api/session/lost-device', {
      method: 'POST',
      body: { login: mother.login, password: mother.password },
      ...(await worked()),
    })
    expect(ending.ok).toBe(true)

    test.clock.now += DAY
    expect(await attempt(mother.login, 'guess', elsewhere)).toBe('sign_in_failed')
  })

  it('ask a network for work that tries many accounts, and refuse nobody behind it', async () => {
    for (let guess = 0; guess < 60; guess++)
      expect(await attempt(`00${10_000_000 + guess}`, 'the-xanh')).toBe('sign_in_failed')
    expect(await attempt(couple.login, couple.password)).toBe('challenge_invalid')
    const headers = { [SOLUTION_HEADER]: await desk.solve() }
    expect(await attempt(couple.login, couple.password, { headers })).toBe('done')
    expect(await attempt(couple.login, couple.password, from('203.0.113.2'))).toBe('done')
  })

  it('believe X-Forwarded-For only from our own proxy', async () => {
    for (let guess = 0; guess < 5; guess++)
      await attempt(couple.login, 'guess', { headers: { 'X-Forwarded-For': `203.0.113.${guess}` } })
    expect(await attempt(couple.login, couple.password)).toMatchObject({ code: 'too_many_requests' })
  })

  it('write nothing readable, for a right password or a wrong one', async () => {
    const read = () => held.database.query.selectFrom('use_counts').selectAll().execute()
    await attempt(couple.login, couple.password, from('198.51.100.77'))
    expect(JSON.stringify(await read())).not.toContain(couple.login)
    await attempt('0012345678', 'guess', from('198.51.100.77'))
    const rows = JSON.stringify(await read())
    expect(rows).not.toContain('0012345678')
    expect(rows).not.toContain('198.51.100')
    test.clock.now += DAY
    await test.issuer.sweep()
    expect(await read()).toEqual([])
  })
})
