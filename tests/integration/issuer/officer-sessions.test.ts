import { describe, expect, it } from 'vitest'
import { endpoints } from '../../../src/core/api/contract.ts'
import type { Endpoint } from '../../../src/core/api/endpoint.ts'
import type { OfficerSessionsView, OfficerSessionView } from '../../../src/core/api/officer-contract.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { DEMO_OFFICER_PASSWORD } from '../../../src/issuer/demo/demo-back-office.ts'
import { readCookie } from '../../support/issuer/issuer-fixture.ts'
import { card, problemOf, useOfficeDesk } from '../../support/issuer/office-desk.ts'

const HOUR = 3600

/** Six digits that are not these. */
const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

const [mother] = demoAccounts

describe.each(['sqlite', 'postgresql'] as const)('officers on %s', (kind) => {
  const desk = useOfficeDesk(kind)
  const send = (body: object, address = '192.0.2.1') =>
    desk.test.request('/api/office/session', { method: 'POST', body, address })
  const body = (code: string) => ({ login: 'canbo', password: DEMO_OFFICER_PASSWORD, code })

  describe('sessions', () => {
    it('are in a cookie of their own, for eight hours or half an hour without use', async () => {
      const answer = await desk.signIn('canbo', DEMO_OFFICER_PASSWORD)
      expect(answer.headers.get('set-cookie')).toMatch(
        /^__Host-officer=[\w-]{22}\.[\w-]{43}; Path=\/; Max-Age=28800; Secure; HttpOnly; SameSite=Strict$/,
      )
      const view = (await answer.json()) as OfficerSessionView
      expect(view).toMatchObject({
        officer: {
          id: 'demo-canbo',
          name: 'Trần Thị Cán Bộ Mẫu',
          role: 'officer',
          office: { code: '00191' },
        },
        passwordTemporary: false,
        authenticatorMissing: false,
        expiresAt: desk.test.clock.now + HOUR / 2,
        endsAt: desk.test.clock.now + 8 * HOUR,
      })
      const cookie = readCookie(answer)
      for (let used = 0; used < 15; used++) {
        desk.test.clock.now += HOUR / 2 - 1
        expect((await desk.send('/api/office/session', cookie)).status).toBe(200)
      }
      desk.test.clock.now = desk.start + 8 * HOUR
      expect(await problemOf(await desk.send('/api/office/session', cookie))).toEqual([
        401,
        'officer_session_expired',
      ])
      desk.test.clock.now = desk.start
      const idle = readCookie(await desk.signIn('canbo', DEMO_OFFICER_PASSWORD))
      desk.test.clock.now += HOUR / 2
      expect((await desk.send('/api/office/session', idle)).status).toBe(401)
      await desk.test.issuer.sweep()
      const left = await desk.database.query.selectFrom('officer_sessions').select('id').execute()
      expect(left.some(({ id }) => idle.includes(id))).toBe(false)
    })

    it('are none that a clock has opened that was ahead, whose codes keep nobody out', async () => {
      const { clock } = desk.test
      const { now } = clock
      clock.now += 200 * 86_400
      const code = () => desk.codeOf('canbo')
      const enter = () =>
        desk.test.request('/api/office/session', {
          method: 'POST',
          body: { login: 'canbo', password: DEMO_OFFICER_PASSWORD, code: code() },
        })
      const cookie = readCookie(await enter())
      const read = () => desk.send('/api/office/session', cookie)
      expect((await read()).status).toBe(200)
      clock.now = now + 60
      expect((await read()).status).toBe(401)
      expect((await enter()).status).toBe(200)
      expect((await enter()).status).toBe(401)
    })

    it('are one a browser: whoever signs in ends the one that the browser had', async () => {
      await desk.database.query.deleteFrom('officer_sessions').execute()
      const cookie = readCookie(await desk.signIn('canbo', DEMO_OFFICER_PASSWORD))
      const other = readCookie(await desk.signIn('canbo', DEMO_OFFICER_PASSWORD))
      const again = await desk.signIn('phutrach', DEMO_OFFICER_PASSWORD, '192.0.2.1', cookie)
      expect(again.status).toBe(200)
      expect((await desk.send('/api/office/session', cookie)).status).toBe(401)
      expect((await desk.send('/api/office/session', other)).status).toBe(200)
      // Who knows an id without its secret ends nothing.
      const guessed = other.replace(/.{3}$/, 'AAA')
      await desk.signIn('canbo', DEMO_OFFICER_PASSWORD, '192.0.2.1', guessed)
      expect((await desk.send('/api/office/session', other)).status).toBe(200)
    })

    it('are three at most for an officer: one more ends the one that was unused longest', async () => {
      await desk.database.query.deleteFrom('officer_sessions').execute()
      const cookies: string[] = []
      for (let opened = 0; opened < 3; opened++) {
        cookies.push(readCookie(await desk.signIn('canbo', DEMO_OFFICER_PASSWORD)))
        desk.test.clock.now += 60
      }
      // The first is used, so the second goes.
      expect((await desk.send('/api/office/session', cookies[0] ?? '')).status).toBe(200)
      cookies.push(readCookie(await desk.signIn('canbo', DEMO_OFFICER_PASSWORD)))
      const other = readCookie(await desk.signIn('phutrach', DEMO_OFFICER_PASSWORD))
      const statuses = await Promise.all(
        [...cookies, other].map(async (cookie) => (await desk.send('/api/office/session', cookie)).status),
      )
      expect(statuses).toEqual([200, 401, 200, 200, 200])
      await Promise.all(
        Array.from({ length: 6 }, () =>
          desk.test.request('/api/office/session', {
            method: 'POST',
            body: { login: 'canbo', password: DEMO_OFFICER_PASSWORD, code: desk.codeOf('canbo') },
          }),
        ),
      )
      const open = await desk.database.query
        .selectFrom('officer_sessions')
        .select('id')
        .where('officer_id', '=', 'demo-canbo')
        .execute()
      expect(open).toHaveLength(3)
    })

    it('are listed for the officer, who ends those of their own', async () => {
      await desk.database.query.deleteFrom('officer_sessions').execute()
      const [cookie, other] = [
        readCookie(await desk.signIn('canbo', DEMO_OFFICER_PASSWORD)),
        readCookie(await desk.signIn('canbo', DEMO_OFFICER_PASSWORD)),
      ]
      const supervisor = readCookie(await desk.signIn('phutrach', DEMO_OFFICER_PASSWORD))
      const list = (asked: string) => desk.read<OfficerSessionsView>('/api/office/sessions', asked)
      const { sessions } = await list(cookie)
      expect(sessions).toHaveLength(2)
      expect(sessions.filter(({ isThis }) => isThis)).toHaveLength(1)
      const id = sessions.find(({ isThis }) => !isThis)?.id ?? ''
      const end = (asked: string) => desk.send(`/api/office/sessions/${id}`, asked, 'DELETE')
      expect((await end(supervisor)).status).toBe(404)
      expect((await end(cookie)).status).toBe(204)
      expect((await desk.send('/api/office/session', other)).status).toBe(401)
      expect((await list(cookie)).sessions).toHaveLength(1)
    })

    it('are not proven by what a clock wrote that was ahead', async () => {
      const approval = { seen: { ...card, date: desk.today } }
      const approve = () => desk.post('/api/office/declarations/x/approval', approval)
      const isUnproven = async () => (await problemOf(await approve()))[1] === 'officer_proof_needed'
      expect(await isUnproven()).toBe(false)
      await desk.database.query
        .updateTable('officer_sessions')
        .set({ proved_at: desk.test.clock.now + 86_400 })
        .execute()
      expect(await isUnproven()).toBe(true)
      await desk.database.query
        .updateTable('officer_sessions')
        .set({ proved_at: desk.test.clock.now })
        .execute()
      expect(await isUnproven()).toBe(false)
    })

    it('approve, reset and take another password with a code of a quarter of an hour ago at most', async () => {
      const { officer } = desk.cookies
      const approve = () => desk.post('/api/office/declarations/x/approval', approval)
      const approval = { seen: { ...card, date: desk.today } }
      expect((await approve()).status).toBe(404)
      desk.test.clock.now += HOUR / 4
      for (const [path, body, cookie] of [
        ['/api/office/declarations/x/approval', approval, officer],
        ['/api/office/requests/x/approval', {}, officer],
        ['/api/office/resets', { number: mother.login, phone: '0000999999', ...approval }, officer],
        [
          '/api/office/resets/code',
          { number: mother.login, phone: '0000999999', ...approval },
          desk.cookies.supervisor,
        ],
      ] as const)
        expect(await problemOf(await desk.post(path, body, cookie))).toEqual([403, 'officer_proof_needed'])
      expect(await problemOf(await desk.send('/api/office/sessions/x', officer, 'DELETE'))).toEqual([
        403,
        'officer_proof_needed',
      ])
      const passwords = { password: DEMO_OFFICER_PASSWORD, newPassword: 'mot cau dai va rieng' }
      expect(await problemOf(await desk.send('/api/office/password', officer, 'PUT', passwords))).toEqual([
        403,
        'officer_proof_needed',
      ])
      const prove = (code: string) => desk.post('/api/office/session/proof', { code })
      expect(await problemOf(await prove(otherThan(desk.codeOf('canbo'))))).toEqual([
        401,
        'officer_code_failed',
      ])
      expect((await approve()).status).toBe(403)
      const proven = await prove(desk.codeOf('canbo'))
      expect(proven.status).toBe(204)
      // The session has another token, the one before is worth nothing.
      expect((await approve()).status).toBe(401)
      desk.cookies.officer = readCookie(proven)
      expect((await approve()).status).toBe(404)
    })

    it('are not opened by a password alone, nor by a code that is wrong, old or was used', async () => {
      const { code: _code, ...password } = body('')
      expect(await problemOf(await send(password))).toEqual([401, 'officer_code_needed'])
      const code = desk.codeOf('canbo')
      await desk.forgetCodes()
      expect(await problemOf(await send(body(otherThan(code))))).toEqual([401, 'officer_code_failed'])
      const opened = await send(body(code))
      expect(opened.status).toBe(200)
      expect(await problemOf(await send(body(code)))).toEqual([401, 'officer_code_failed'])
      const again = await desk.post('/api/office/session/proof', { code }, readCookie(opened))
      expect(await problemOf(again)).toEqual([401, 'officer_code_failed'])
      // Nor after a later one has been taken, while its time is not over.
      desk.test.clock.now += 60
      const earlier = desk.codeOf('canbo')
      desk.test.clock.now += 30
      expect((await send(body(desk.codeOf('canbo')))).status).toBe(200)
      expect(await problemOf(await send(body(earlier)))).toEqual([401, 'officer_code_failed'])
      desk.test.clock.now += 60
      const old = desk.codeOf('canbo')
      desk.test.clock.now += 60
      expect(await problemOf(await send(body(old)))).toEqual([401, 'officer_code_failed'])
    })

    it('take one code once, however many show it at the same time', async () => {
      await desk.forgetCodes()
      const answers = await Promise.all(Array.from({ length: 5 }, () => send(body(desk.codeOf('canbo')))))
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401])
    })

    it('stop guesses of codes after five, wherever they come from, and say so in the log', async () => {
      const wrong = otherThan(desk.codeOf('canbo'))
      const statuses: number[] = []
      for (let tries = 0; tries < 7; tries++)
        statuses.push((await send(body(wrong), `198.51.100.${tries}`)).status)
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
      expect((await send(body(desk.codeOf('canbo')), '203.0.113.8')).status).toBe(429)
      // Whoever has used them up had the password: with another one the officer is in again.
      const officer = await desk.database.query
        .selectFrom('officers')
        .select('password_hash')
        .where('login', '=', 'canbo')
        .executeTakeFirstOrThrow()
      const reset = await desk.officers().reset('canbo', desk.test.clock.now)
      const anew = await desk.signIn('canbo', reset.ok ? reset.value : '')
      expect(await anew.json()).toMatchObject({ passwordTemporary: true })
      await desk.database.query
        .updateTable('officers')
        .set({ ...officer, temporary_until: null })
        .where('login', '=', 'canbo')
        .execute()
      const { action } = await desk.database.query
        .selectFrom('audit_entries')
        .select('action')
        .where('action', 'like', 'sign-in%')
        .orderBy('sequence', 'desc')
        .executeTakeFirstOrThrow()
      expect(action).toBe('sign-in-locked')
    })

    it('of an officer with a password of their own and no authenticator do not begin at all', async () => {
      await desk.database.query
        .updateTable('officer_authenticators')
        .set({ confirmed_at: null })
        .where('officer_id', '=', 'demo-canbo')
        .execute()
      const answer = await desk.signIn('canbo', DEMO_OFFICER_PASSWORD)
      await desk.database.query
        .updateTable('officer_authenticators')
        .set({ confirmed_at: desk.start })
        .where('officer_id', '=', 'demo-canbo')
        .execute()
      expect(await problemOf(answer)).toEqual([401, 'officer_sign_in_failed'])
    })

    it('end with a sign-out', async () => {
      const cookie = readCookie(await desk.signIn('canbo', DEMO_OFFICER_PASSWORD))
      const answer = await desk.send('/api/office/session', cookie, 'DELETE')
      expect(answer.headers.get('set-cookie')).toMatch(/^__Host-officer=; .*Max-Age=0/)
      expect((await desk.send('/api/office/session', cookie)).status).toBe(401)
    })

    it('are refused alike for a wrong password, no such officer, and one who has ended', async () => {
      const officers = desk.officers()
      const left = {
        login: 'da-nghi',
        fullName: 'Cán Bộ Đã Nghỉ',
        officeCode: '00191',
        role: 'officer',
      } as const
      const added = await officers.add(left, desk.test.clock.now)
      const password = added.ok ? added.value : ''
      const cookie = readCookie(await desk.signIn('da-nghi', password))
      await officers.end('da-nghi', desk.test.clock.now)
      expect((await desk.send('/api/office/session', cookie)).status).toBe(401)
      const answers = [
        await desk.signIn('canbo', 'khong dung'),
        await desk.signIn('khong-co-ai', 'khong dung'),
        await desk.signIn('da-nghi', password),
      ]
      const before = desk.test.hasher.verifications
      await desk.signIn('khong-co-ai-nua', 'khong dung')
      expect(desk.test.hasher.verifications).toBe(before + 1)
      const texts = await Promise.all(answers.map((answer) => answer.text()))
      expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401])
      expect(new Set(texts).size).toBe(1)
      expect(texts[0]).toContain('officer_sign_in_failed')
    })

    it('stop guesses after five, also of many at the same time, and not the officer elsewhere', async () => {
      const tries = await Promise.all(
        Array.from({ length: 20 }, () => desk.signIn('canbo', 'khong dung', '203.0.113.7')),
      )
      const statuses = tries.map((answer) => answer.status).sort()
      expect(statuses.filter((status) => status === 401)).toHaveLength(5)
      expect(statuses.filter((status) => status === 429)).toHaveLength(15)
      expect((await desk.signIn('canbo', DEMO_OFFICER_PASSWORD, '203.0.113.7')).status).toBe(429)
      expect((await desk.signIn('canbo', DEMO_OFFICER_PASSWORD, '203.0.113.8')).status).toBe(200)
    })

    it('are not opened by a password that was right a moment before it was reset', async () => {
      const officers = desk.officers()
      const fresh = {
        login: 'vua-doi',
        fullName: 'Cán Bộ Vừa Đổi',
        officeCode: '00191',
        role: 'officer',
      } as const
      const added = await officers.add(fresh, desk.test.clock.now)
      const { verify } = desk.test.hasher
      desk.test.hasher.verify = async (...asked) => {
        const right = await verify(...asked)
        await officers.reset('vua-doi', desk.test.clock.now)
        return right
      }
      const answer = await desk.signIn('vua-doi', added.ok ? added.value : '')
      desk.test.hasher.verify = verify
      expect(await problemOf(answer)).toEqual([401, 'officer_sign_in_failed'])
    })

    it('cannot make the log grow by failing: it has the first one and the lock, and the chain holds', async () => {
      const failures = async () => {
        const rows = await desk.database.query
          .selectFrom('audit_entries')
          .select(['action', 'officer_id'])
          .where('action', 'in', ['sign-in-refused', 'sign-in-locked'])
          .orderBy('sequence')
          .execute()
        return rows.map(
          ({ action, officer_id: officer }) => `${action} ${officer === null ? 'nobody' : 'canbo'}`,
        )
      }
      const before = (await failures()).length
      const guess = async (login: string, tries: number) => {
        for (let count = 0; count < tries; count++)
          await desk.signIn(login, 'khong dung', `198.51.100.${Math.floor(count / 10)}`)
      }
      await guess('canbo', 30)
      for (let count = 0; count < 10; count++) await guess(`khong-co-ai-${count}`, 6)
      const written = [
        'sign-in-refused canbo',
        'sign-in-locked canbo',
        'sign-in-refused nobody',
        'sign-in-locked nobody',
      ]
      expect((await failures()).slice(before)).toEqual(written)
      // An officer's own slips are there after each right one, and the others again after an hour.
      await desk.signIn('canbo', DEMO_OFFICER_PASSWORD, '203.0.113.99')
      await desk.signIn('canbo', 'khong dung', '203.0.113.98')
      desk.test.clock.now += HOUR
      await guess('canbo', 30)
      expect((await failures()).slice(before)).toEqual([
        ...written,
        'sign-in-refused canbo',
        'sign-in-refused canbo',
        'sign-in-locked canbo',
      ])
      expect(await desk.audit().verify()).toMatchObject({ ok: true })
    })

    it('begin with a password of one’s own: the first one is good for nothing else, and 72 hours', async () => {
      const officers = desk.officers()
      const fresh = { login: 'moi', fullName: 'Cán Bộ Mới', officeCode: '00191', role: 'officer' } as const
      const added = await officers.add(fresh, desk.test.clock.now)
      const first = added.ok ? added.value : ''
      const answer = await desk.signIn('moi', first)
      expect(await answer.json()).toMatchObject({ passwordTemporary: true, authenticatorMissing: true })
      const alone = readCookie(answer)
      const paths = ['/api/office/declarations', '/api/office/requests', '/api/office/audit'] as const
      for (const path of paths)
        expect(await problemOf(await desk.send(path, alone))).toEqual([403, 'officer_authenticator_needed'])
      const early = { password: first, newPassword: 'mot cau dai va rieng' }
      for (const [path, method, body] of [
        ['/api/office/password', 'PUT', early],
        ['/api/office/session/proof', 'POST', { code: '000000' }],
      ] as const)
        expect(await problemOf(await desk.send(path, alone, method, body))).toEqual([
          403,
          'officer_authenticator_needed',
        ])
      // One that was begun counts for nothing before a code of it was shown, and is begun anew.
      await desk.send('/api/office/authenticator', alone, 'POST')
      expect((await desk.signIn('moi', first)).status).toBe(200)
      const wrong = await desk.send('/api/office/authenticator', alone, 'PUT', { code: '000000' })
      expect(await problemOf(wrong)).toEqual([401, 'officer_code_failed'])
      const cookie = await desk.setUpAuthenticator('moi', alone)
      expect((await desk.send('/api/office/session', alone)).status).toBe(401)
      expect(await problemOf(await desk.send('/api/office/authenticator', cookie, 'POST'))).toEqual([
        404,
        'not_found',
      ])
      for (const path of paths)
        expect(await problemOf(await desk.send(path, cookie))).toEqual([403, 'officer_password_temporary'])
      const change = (newPassword: string, password = first) =>
        desk.send('/api/office/password', cookie, 'PUT', { password, newPassword })
      for (const weak of ['ngan qua', 'matkhau123456', 'toiyeuhaiphong', 'can bo moi can bo moi', first])
        expect(await problemOf(await change(weak))).toEqual([422, 'invalid_fields', 'newPassword'])
      expect(await problemOf(await change('mot cau dai va rieng', 'khong dung'))).toEqual([
        401,
        'officer_sign_in_failed',
      ])
      const changed = await change('mot cau dai va rieng')
      expect(changed.status).toBe(204)
      const renewed = readCookie(changed)
      expect((await desk.send('/api/office/declarations', renewed)).status).toBe(200)
      expect((await desk.send('/api/office/session', cookie)).status).toBe(401)
      expect((await desk.signIn('moi', first)).status).toBe(401)

      // Whoever finds the new first password needs the authenticator as well; a lost one goes by the command.
      const again = await officers.reset('moi', desk.test.clock.now)
      const found = { login: 'moi', password: again.ok ? again.value : '' }
      expect(await problemOf(await send(found))).toEqual([401, 'officer_code_needed'])
      const reset = await officers.reset('moi', desk.test.clock.now, { removesAuthenticator: true })
      expect((await desk.send('/api/office/session', renewed)).status).toBe(401)
      const anew = await send({ login: 'moi', password: reset.ok ? reset.value : '' })
      expect(await anew.json()).toMatchObject({ authenticatorMissing: true })
      const { action } = await desk.database.query
        .selectFrom('audit_entries')
        .select('action')
        .where('officer_id', 'is', null)
        .orderBy('sequence', 'desc')
        .executeTakeFirstOrThrow()
      expect(action).toBe('authenticator-removed')
      desk.test.clock.now += 72 * HOUR
      expect((await desk.signIn('moi', reset.ok ? reset.value : '')).status).toBe(401)
    })
  })

  describe('what is not an officer’s', () => {
    const routes = Object.values<Endpoint>(endpoints).filter((endpoint) => endpoint.officer)
    const bodies: Record<string, unknown> = {
      '/api/office/session/proof': { code: '123456' },
      '/api/office/authenticator': { code: '123456' },
      '/api/office/password': { password: 'x', newPassword: 'y' },
      '/api/office/declarations/:id/approval': { seen: { ...card, date: '2026-11-23' } },
      '/api/office/declarations/:id/refusal': { reason: 'data-differs' },
      '/api/office/requests/:id/approval': {},
      '/api/office/requests/:id/refusal': { answer: 'x' },
      '/api/office/services/files/:id/return': { pages: ['x'], reason: 'papers-unclear' },
      '/api/office/services/files/:id/approval': { content: 'x'.repeat(43) },
      '/api/office/services/files/:id/refusal': { reason: 'papers-unclear' },
      '/api/office/resets/code': {
        number: mother.login,
        phone: '0000999999',
        seen: { ...card, date: '2026-11-23' },
      },
      '/api/office/resets': {
        number: mother.login,
        phone: '0000999999',
        seen: { ...card, date: '2026-11-23' },
      },
    }

    it('is refused on every route: without a session, as a patient, with a forged cookie', async () => {
      expect(routes.length).toBeGreaterThan(10)
      const patient = await desk.test.signIn(mother)
      const value = patient.split('=').slice(1).join('=')
      for (const cookie of [
        '',
        patient,
        `__Host-officer=${value}`,
        desk.cookies.officer.replace(/.{3}$/, 'AAA'),
      ]) {
        for (const { method, path } of routes) {
          const answer = await desk.test.request(path.replace(':id', 'x').replace(':kind', 'front'), {
            method,
            cookie,
            ...(method !== 'GET' && { body: bodies[path] }),
          })
          expect([path, answer.status, (await answer.json()).code]).toEqual([
            path,
            401,
            'officer_session_expired',
          ])
        }
      }
    })

    it('is not changed from another site', async () => {
      for (const { method, path } of routes.filter((route) => route.method !== 'GET')) {
        const answer = await desk.test.request(path.replace(':id', 'x'), {
          method,
          cookie: desk.cookies.officer,
          headers: { 'Sec-Fetch-Site': 'cross-site' },
          body: bodies[path],
        })
        expect(await problemOf(answer)).toEqual([403, 'forbidden_origin'])
      }
    })

    it('lets no officer’s cookie into an account', async () => {
      expect((await desk.test.request('/api/snapshot', { cookie: desk.cookies.officer })).status).toBe(401)
    })
  })
})
