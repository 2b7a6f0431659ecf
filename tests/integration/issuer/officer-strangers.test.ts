import { describe, expect, it } from 'vitest'
import { SOLUTION_HEADER } from '../../../src/core/api/request.ts'
import { err } from '../../../src/core/result.ts'
import { createAuthenticators } from '../../../src/issuer/back-office/authenticators.ts'
import { createOfficerCredentials } from '../../../src/issuer/back-office/officer-credentials.ts'
import { DEMO_OFFICER_PASSWORD } from '../../../src/issuer/demo/demo-back-office.ts'
import type { Admission } from '../../../src/issuer/rate-limits/admission.ts'
import { createRateLimits } from '../../../src/issuer/rate-limits/rate-limits.ts'
import { cheapHasher } from '../../support/issuer/issuer-fixture.ts'
import { problemOf, useOfficeDesk } from '../../support/issuer/office-desk.ts'
import { createRecoveryDesk } from '../../support/issuer/recovery-desk.ts'

describe.each(['sqlite', 'postgresql'] as const)('officers’ sign-ins on %s', (kind) => {
  const desk = useOfficeDesk(kind)

  it('are not shut by a stranger’s guesses at one address, however many', async () => {
    const used = () =>
      desk.database.query
        .selectFrom('use_counts')
        .select('used')
        .where('limit_name', '=', 'officer sign-in, officer')
        .where('used', '>', 1)
        .execute()
    for (let tries = 0; tries < 201; tries++) await desk.signIn('canbo', 'khong dung', '203.0.113.7')
    // What is refused at the address uses up nothing of the officer's day.
    expect((await used()).every(({ used }) => used <= 6)).toBe(true)
    expect((await desk.signIn('canbo', DEMO_OFFICER_PASSWORD, '203.0.113.8')).status).toBe(200)
  })

  it.each([
    ['the officer’s day', 'officer sign-in, officer'],
    ['the network', 'officer sign-in, address'],
  ])('ask strangers for work, and refuse nobody, once %s is used up', async (_what, limit) => {
    const address = '203.0.113.9'
    await desk.signIn('canbo', 'khong dung', address)
    await desk.database.query
      .updateTable('use_counts')
      .set({ used: 1000 })
      .where('limit_name', '=', limit)
      .execute()
    const asked = await desk.signIn('canbo', DEMO_OFFICER_PASSWORD, address)
    expect(await problemOf(asked)).toEqual([422, 'challenge_invalid'])
    await desk.forgetCodes()
    const worked = await desk.test.request('/api/office/session', {
      method: 'POST',
      address,
      headers: { [SOLUTION_HEADER]: await createRecoveryDesk(desk.test).solve() },
      body: { login: 'canbo', password: DEMO_OFFICER_PASSWORD, code: desk.codeOf('canbo') },
    })
    expect(worked.status).toBe(200)
  })

  it('leave nothing of whoever shows no work where it is asked for, whatever names they invent', async () => {
    const address = '203.0.113.11'
    await desk.signIn('canbo', 'khong dung', address)
    await desk.database.query
      .updateTable('use_counts')
      .set({ used: 1000 })
      .where('limit_name', '=', 'officer sign-in, address')
      .execute()
    const readCounts = () =>
      desk.database.query
        .selectFrom('use_counts')
        .selectAll()
        .orderBy('limit_name')
        .orderBy('subject')
        .execute()
    const before = await readCounts()
    for (const name of ['la.mot', 'la.hai', 'canbo'])
      expect(await problemOf(await desk.signIn(name, 'khong dung', address))).toEqual([
        422,
        'challenge_invalid',
      ])
    expect(await readCounts()).toEqual(before)
  })

  it('write nothing about anybody where there was no turn for them', async () => {
    const { database } = desk
    const refused = err({ code: 'too_many_requests', retryAfter: 5 } as const)
    const secret = new Uint8Array(32)
    const credentials = createOfficerCredentials(database, {
      hasher: cheapHasher,
      limits: createRateLimits(database, secret),
      admission: { admit: async () => refused } as unknown as Admission,
      audit: desk.audit(),
      authenticators: createAuthenticators(secret),
    })
    const countRows = () =>
      Promise.all(
        (['audit_entries', 'use_counts'] as const).map((table) =>
          database.query.selectFrom(table).select(database.query.fn.countAll().as('rows')).execute(),
        ),
      )
    const before = await countRows()
    const tried = { login: 'canbo', password: 'khong dung', clientIp: '203.0.113.10' }
    expect(await credentials.findByPassword(tried, desk.start)).toEqual(refused)
    expect(await countRows()).toEqual(before)
  })
})
