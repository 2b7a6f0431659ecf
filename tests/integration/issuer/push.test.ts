import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PushView } from '../../../src/core/api/push-contract.ts'
import { Secret } from '../../../src/issuer/config.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { addInboxItem } from '../../../src/issuer/inbox/inbox.ts'
import type { InboxNotice } from '../../../src/issuer/inbox/inbox-notices.ts'
import { countNotices } from '../../../src/issuer/notices/count-notices.ts'
import { createPushMessages } from '../../../src/issuer/push/push-messages.ts'
import {
  createPushSubscriptions,
  resealPushSubscriptions,
} from '../../../src/issuer/push/push-subscriptions.ts'
import { generateVapidKey, readVapidKey } from '../../../src/issuer/push/vapid.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, START, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'
import {
  type DoubleSubscription,
  hashEndpoint,
  type PushDouble,
  startPushDouble,
} from '../../support/push/push-double.ts'

const [mother, couple] = demoAccounts
const [current, next] = [readVapidKey(generateVapidKey()), readVapidKey(generateVapidKey())]

const HOUR = 3600
/** 24 November 2026, 9 in the morning in Vietnam. */
const MORNING = START + 14 * HOUR
const NIGHT = START + 10 * HOUR + 1800

const pushConfig = {
  push: { keys: new Secret([current, next]), subject: 'mailto:push@example.vn' },
}

describe.each(['sqlite', 'postgresql'] as const)('push on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer
  let double: PushDouble
  let cookie: string
  let personId: number

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
    test = await createTestIssuer(held.database, pushConfig)
    double = await startPushDouble()
    test.clock.now = MORNING
    cookie = await test.signIn(mother)
    personId = (
      await held.database.query
        .selectFrom('people')
        .select('id')
        .where('bhxh_code', '=', mother.login)
        .executeTakeFirstOrThrow()
    ).id
  })
  beforeEach(async () => {
    test.clock.now = MORNING
    for (const table of [
      'inbox_items',
      'outgoing_messages',
      'push_messages',
      'push_subscriptions',
      'notice_states',
      'notice_texts',
    ] as const)
      await held.database.query.deleteFrom(table).execute()
    double.received.length = 0
  })
  afterAll(async () => {
    expect(double.faults).toEqual([])
    await double.stop()
    await test.issuer.stop()
    await held.dispose()
  })

  const put = (path: string, body: unknown, as = cookie) =>
    test.request(path, { method: 'PUT', cookie: as, body })
  const save = async (subscription: DoubleSubscription, { greets = false, as = cookie } = {}) => {
    const answer = await put('/api/push/subscription', { ...subscription, greets }, as)
    return answer.status
  }
  const switchOn = async () => {
    const subscription = double.subscribe(next.publicKey)
    expect(await save(subscription)).toBe(204)
    return subscription
  }
  const view = async (as = cookie) =>
    (await (await test.request('/api/push', { cookie: as })).json()) as PushView
  const tell = (code: InboxNotice) =>
    held.database.query
      .transaction()
      .execute((transaction) => addInboxItem(transaction, personId, { code }, test.clock.now))
  const goOn = async (to = test.clock.now) => {
    test.clock.now = to
    await test.issuer.deliverMessages()
    await test.issuer.deliverPushes()
  }
  const titles = () =>
    double.received.map(
      ({ payload }) => (JSON.parse(payload) as { notification: { title: string } }).notification.title,
    )
  const texts = async () => {
    const rows = (await (await test.request('/dev/outbox')).json()) as { channel: string; body: string }[]
    return rows.filter(({ channel }) => channel === 'sms').map(({ body }) => body)
  }
  const countWaiting = async () =>
    (await held.database.query.selectFrom('push_messages').select('id').execute()).length

  it('is greeted once, however often it is switched on, also many times in the same moment', async () => {
    const subscriptions = Array.from({ length: 12 }, () => double.subscribe(next.publicKey))
    const saved = await Promise.all(subscriptions.map((each) => save(each, { greets: true })))
    expect(saved).toEqual(subscriptions.map(() => 204))
    const waiting = await held.database.query.selectFrom('push_messages').select('text').execute()
    expect(waiting).toEqual([{ text: 'ready' }])
  })

  it('is switched on, compared and switched off, for this device alone', async () => {
    expect(await view()).toEqual({ key: next.publicKey, off: [] })
    const subscription = await switchOn()
    expect((await view()).held).toEqual({
      endpointHash: hashEndpoint(subscription.endpoint),
      key: next.publicKey,
    })
    expect(await view(await test.signIn(couple))).toEqual({ key: next.publicKey, off: [] })
    const ended = await test.request('/api/push/subscription', { method: 'DELETE', cookie })
    expect(ended.status).toBe(204)
    expect((await view()).held).toBeUndefined()
  })

  it('greets the device on which it was just switched on', async () => {
    expect(await save(double.subscribe(next.publicKey), { greets: true })).toBe(204)
    await goOn()
    expect(titles()).toEqual(['Ví BHYT: đã bật thông báo'])
  })

  it('takes no endpoint but of a push service, no key that nothing can be encrypted to', async () => {
    const good = double.subscribe(next.publicKey)
    for (const endpoint of [
      'https://169.254.169.254/latest',
      'https://fcm.googleapis.com.evil.example/x',
      'http://fcm.googleapis.com/x',
      'https://fcm.googleapis.com:8443/x',
      'https://user@fcm.googleapis.com/x',
      'https://internal/x',
    ])
      expect(await save({ ...good, endpoint })).toBe(422)
    expect(await save({ ...good, p256dh: 'B'.repeat(87) })).toBe(422)
    expect(await save({ ...good, key: readVapidKey(generateVapidKey()).publicKey })).toBe(422)
    expect(await save({ ...good, endpoint: 'https://fcm.googleapis.com/fcm/send/abc:def' })).toBe(204)
    expect(await save(good, { as: '' })).toBe(401)
  })

  it('takes none on its own machine where others can reach the demo', async () => {
    const local = { ...double.subscribe(next.publicKey), greets: false }
    for (const reached of [{ origin: 'https://vi.example' }, { host: '0.0.0.0' }]) {
      const open = await createTestIssuer(held.database, { ...pushConfig, ...reached })
      const path = '/api/push/subscription'
      const saved = await open.request(path, { method: 'PUT', cookie, body: local })
      expect(saved.status).toBe(422)
      await open.issuer.stop()
    }
    expect(await save(local)).toBe(204)
  })

  it('keeps endpoints sealed, and out of the log', async () => {
    const { endpoint } = await switchOn()
    double.script(endpoint, [{ status: 500 }])
    await tell('password-changed')
    await goOn()
    const rows = await held.database.query.selectFrom('push_subscriptions').selectAll().execute()
    const kept = JSON.stringify(rows.map((row) => ({ ...row, content: Buffer.from(row.content).toString() })))
    expect(kept).not.toContain(endpoint)
    expect(JSON.stringify(test.log)).not.toContain(endpoint.slice(-10))
    expect(test.log.at(-1)).toEqual({ event: 'push_trouble', entry: { trouble: 'later', pushes: 1 } })
  })

  it('tells of the account’s safety at night, within the second, and with a high urgency', async () => {
    await switchOn()
    test.clock.now = NIGHT
    await tell('password-changed')
    await goOn()
    expect(double.received).toMatchObject([{ topic: 'urgent', urgency: 'high', ttl: 86_400 }])
    expect(titles()).toEqual(['Ví BHYT: có việc cần xem ngay'])
  })

  it('holds answers back at night, and bundles them: one a day', async () => {
    await switchOn()
    test.clock.now = NIGHT
    await tell('report-answered')
    await tell('report-refused')
    await goOn()
    expect(double.received).toEqual([])
    await goOn(MORNING - 2 * HOUR)
    expect(titles()).toEqual(['Ví BHYT: có nhiều thông báo mới'])
    await tell('closing-refused')
    await goOn(MORNING)
    expect(double.received).toHaveLength(1)
    await goOn(MORNING + 22 * HOUR)
    expect(titles()).toEqual(['Ví BHYT: có nhiều thông báo mới', 'Ví BHYT: có thông báo mới'])
  })

  it('sends a text message where an answer was not read for a day, without a link and a name', async () => {
    await switchOn()
    await tell('report-answered')
    await goOn()
    expect(await texts()).toEqual([])
    await goOn(MORNING + 24 * HOUR)
    expect(await texts()).toEqual([
      'Vi BHYT: co thong bao chua doc. Mo ung dung Vi BHYT, vao Tien ich, Thong bao de xem.',
    ])
    await goOn(MORNING + 48 * HOUR)
    expect(await texts()).toHaveLength(1)
  })

  it('sends none where it was read, and at once where there is no push', async () => {
    await tell('report-answered')
    await goOn()
    expect(await texts()).toHaveLength(1)
    await held.database.query.deleteFrom('outgoing_messages').execute()
    await switchOn()
    await tell('report-refused')
    await goOn()
    await held.database.query.updateTable('inbox_items').set({ read_at: test.clock.now }).execute()
    await goOn(MORNING + 24 * HOUR)
    expect(await texts()).toEqual([])
  })

  it('is silent about a kind that is switched off', async () => {
    await switchOn()
    expect((await put('/api/push/kinds', { off: ['decision'] })).status).toBe(204)
    expect((await view()).off).toEqual(['decision'])
    await tell('report-answered')
    await goOn()
    await goOn(MORNING + 24 * HOUR)
    expect([double.received, await texts()]).toEqual([[], []])
    expect((await put('/api/push/kinds', { off: ['security'] })).status).toBe(422)
  })

  it('holds text messages to the month’s budget, and says so', async () => {
    for (let day = 0; day < 5; day++) {
      test.clock.now = MORNING + day * 24 * HOUR
      await tell('report-answered')
      await goOn()
    }
    const counts = await held.database.query.selectFrom('notice_texts').selectAll().execute()
    expect(counts).toEqual([{ person_id: personId, month: '2026-11', sent: 4, held: 1 }])
    expect(await countNotices(held.database, '2026-11')).toMatchObject({
      sent: 4,
      held: 1,
      people: 1,
      atBudget: 1,
    })
    expect(test.log.at(-1)).toEqual({ event: 'sms_budget_reached', entry: { people: 1 } })
  })

  it.each([
    [404, 0, false],
    [410, 0, false],
    [413, 0, true],
    [403, 0, true],
    [429, 1, true],
    [503, 1, true],
  ])('after %s has %s pushes waiting, and the subscription or not', async (status, waiting, isKept) => {
    const { endpoint } = await switchOn()
    double.script(endpoint, [{ status }])
    await tell('password-changed')
    await goOn()
    expect(await countWaiting()).toBe(waiting)
    expect((await view()).held !== undefined).toBe(isKept)
  })

  it('is planned by one call at a time, however many people are due and however often it is asked', async () => {
    const people = await held.database.query.selectFrom('people').select('id').limit(40).execute()
    for (const { id } of people)
      await held.database.query
        .transaction()
        .execute((transaction) => addInboxItem(transaction, id, { code: 'payment-received' }, test.clock.now))
    const countDue = async () =>
      (
        await held.database.query
          .selectFrom('inbox_items')
          .select('id')
          .where('push_at', '<=', test.clock.now)
          .execute()
      ).length
    expect(people.length).toBeGreaterThan(20)
    const first = test.issuer.deliverMessages()
    await Promise.all(Array.from({ length: 20 }, () => test.issuer.deliverMessages()))
    // They have ended, and planned nothing for whom the first one is at.
    expect(await countDue()).toBeGreaterThan(0)
    await first
    expect(await countDue()).toBe(0)
  })

  it('rests for who names an address that hangs, and holds up nobody else', async () => {
    const { id: otherId } = await held.database.query
      .selectFrom('people')
      .select('id')
      .where('bhxh_code', '=', couple.login)
      .executeTakeFirstOrThrow()
    await test.signIn(couple)
    const devices = await held.database.query
      .selectFrom('devices')
      .select(['id', 'person_id'])
      .where('ended_at', 'is', null)
      .where('person_id', 'in', [personId, otherId])
      .execute()
    expect(devices).toHaveLength(2)
    const subscriptions = createPushSubscriptions(held.database, Buffer.from('a secret of the tests'))
    let now = MORNING
    const asked: string[] = []
    const messages = createPushMessages(held.database, {
      subscriptions,
      keys: [current],
      subject: 'mailto:push@example.vn',
      origin: undefined,
      async transport({ subscription: { endpoint } }) {
        asked.push(endpoint)
        if (!endpoint.includes('hangs')) return { kind: 'sent' }
        now += 10
        return { kind: 'later' }
      },
    })
    await held.database.query.transaction().execute(async (transaction) => {
      for (const { id: deviceId, person_id: owner } of devices) {
        const name = owner === personId ? 'hangs' : 'takes'
        await subscriptions.save(
          transaction,
          { person_id: owner, device_id: deviceId },
          {
            subscription: { endpoint: `https://${name}.push.apple.com/x`, p256dh: '', auth: '' },
            vapidKey: current.publicKey,
          },
          now,
        )
        const count = owner === personId ? 12 : 1
        for (let each = 0; each < count; each++)
          await messages.queueFor(transaction, { personId: owner, deviceId }, 'urgent', now)
      }
    })
    await messages.deliver(() => now)
    // At most those that went out together before the first had hung.
    expect(asked.filter((endpoint) => endpoint.includes('hangs')).length).toBeLessThanOrEqual(4)
    expect(asked.filter((endpoint) => endpoint.includes('takes'))).toHaveLength(1)
    // It is tried again, more and more seldom.
    const before = asked.length
    now += 300
    await messages.deliver(() => now)
    expect(asked.length).toBeGreaterThan(before)
    expect(asked.length).toBeLessThanOrEqual(before + 4)
  })

  it('goes out to others where a subscription was sealed under another secret, which stays', async () => {
    await test.signIn(couple)
    const devices = await held.database.query
      .selectFrom('devices')
      .innerJoin('people', 'people.id', 'devices.person_id')
      .select(['devices.id', 'person_id', 'bhxh_code'])
      .where('ended_at', 'is', null)
      .where('bhxh_code', 'in', [mother.login, couple.login])
      .execute()
    expect(devices).toHaveLength(2)
    const [ours, others] = ['a secret of the tests', 'another secret'].map((secret) =>
      createPushSubscriptions(held.database, Buffer.from(secret)),
    )
    if (!ours || !others) throw new Error('no subscriptions')
    const asked: string[] = []
    const messages = createPushMessages(held.database, {
      subscriptions: ours,
      keys: [current],
      subject: 'mailto:push@example.vn',
      origin: undefined,
      async transport({ subscription: { endpoint } }) {
        asked.push(endpoint)
        return { kind: 'sent' }
      },
    })
    await held.database.query.transaction().execute(async (transaction) => {
      for (const { id: deviceId, person_id: owner, bhxh_code: login } of devices) {
        const subscription = { endpoint: `https://${login}.push.apple.com/x`, p256dh: '', auth: '' }
        await (login === mother.login ? others : ours).save(
          transaction,
          { person_id: owner, device_id: deviceId },
          { subscription, vapidKey: current.publicKey },
          MORNING,
        )
        await messages.queueFor(transaction, { personId: owner, deviceId }, 'urgent', MORNING)
      }
    })
    expect(await messages.deliver(() => MORNING)).toEqual(['later'])
    expect(asked).toEqual([`https://${couple.login}.push.apple.com/x`])
    expect(await countWaiting()).toBe(1)
    const kept = await held.database.query.selectFrom('push_subscriptions').select('device_id').execute()
    expect(kept).toHaveLength(2)
    const next = Buffer.from('a third secret')
    await resealPushSubscriptions(held.database, Buffer.from('a secret of the tests'), next)
    const resealed = createPushSubscriptions(held.database, next)
    const rows = await held.database.query.selectFrom('push_subscriptions').selectAll().execute()
    const opened = rows.filter((row) => {
      try {
        return resealed.open(row)
      } catch {
        return false
      }
    })
    expect(opened).toHaveLength(1)
  })

  it('comes again when the push service says, and gives up after a day', async () => {
    const { endpoint } = await switchOn()
    double.script(endpoint, [{ status: 429, retryAfter: '120' }])
    await tell('password-changed')
    await goOn()
    await goOn(MORNING + 119)
    expect(double.received).toEqual([])
    await goOn(MORNING + 120)
    expect(double.received).toMatchObject([{ ttl: 86_400 - 120 }])
    double.script(
      endpoint,
      Array.from({ length: 100 }, () => ({ status: 503 })),
    )
    await tell('password-changed')
    for (let hour = 0; hour < 30; hour++) await goOn(MORNING + 120 + hour * HOUR)
    expect([double.received.length, await countWaiting()]).toEqual([1, 0])
  })

  it('is moved to the next key, and still signed by the current one until then', async () => {
    const old = double.subscribe(current.publicKey)
    expect(await save(old)).toBe(204)
    await tell('password-changed')
    await goOn()
    expect(double.received).toHaveLength(1)
    const { held: before, key } = await view()
    expect([before?.key, key]).toEqual([current.publicKey, next.publicKey])
  })

  it('ends with the device: at a sign-out nothing is sent any more', async () => {
    const leaving = await test.signIn(couple)
    const { person_id: other } = await held.database.query
      .selectFrom('sessions')
      .innerJoin('people', 'people.id', 'sessions.person_id')
      .select('person_id')
      .where('bhxh_code', '=', couple.login)
      .executeTakeFirstOrThrow()
    expect(await save(double.subscribe(next.publicKey), { as: leaving })).toBe(204)
    await held.database.query
      .transaction()
      .execute((transaction) =>
        addInboxItem(transaction, other, { code: 'password-changed' }, test.clock.now),
      )
    await test.issuer.deliverMessages()
    expect(await countWaiting()).toBe(1)
    await test.request('/api/session', { method: 'DELETE', cookie: leaving })
    await goOn()
    expect([double.received, await countWaiting()]).toEqual([[], 0])
    expect(await held.database.query.selectFrom('push_subscriptions').selectAll().execute()).toEqual([])
  })

  it('is sent once, however many processes send', async () => {
    await switchOn()
    for (let count = 0; count < 30; count++) {
      await tell('password-changed')
      await test.issuer.deliverMessages()
    }
    await Promise.all([1, 2, 3].map(() => test.issuer.deliverPushes()))
    expect(double.received).toHaveLength(30)
  })
})
