import { beforeEach, describe, expect, it } from 'vitest'
import type { PaymentDayView, PaymentsView } from '../../../src/core/api/payment-contract.ts'
import { fromBase64Url } from '../../../src/core/bytes.ts'
import { verifyTrustList } from '../../../src/core/credential/trust-list.ts'
import { PAYMENT_KEYS } from '../../../src/core/payment/payment-key-list.ts'
import { verifyPaymentReceipt } from '../../../src/core/payment/payment-receipt.ts'
import { parseAnswers } from '../../../src/core/services/parse-answers.ts'
import type { PersonAnswer } from '../../../src/core/services/read-value.ts'
import { readInbox } from '../../../src/core/snapshot/inbox.ts'
import { readRequests } from '../../../src/core/snapshot/service-requests.ts'
import { verifySnapshot } from '../../../src/core/snapshot/snapshot.ts'
import { demoRoot } from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { useOfficeDesk } from '../../support/issuer/office-desk.ts'
import {
  type Asker,
  createServiceDesk,
  findService,
  readDemoTrustList,
} from '../../support/issuer/service-desk.ts'
import { type Told, tellTransfer } from '../../support/payment/pay.ts'

const FOUR = 3_825_360
const DAY = '2026-11-23'
const address = { line: 'Số 1 phố Mẫu', provinceCode: '01', wardCode: '00070' }

describe.each(['sqlite', 'postgresql'] as const)('requests that cost something on %s', (kind) => {
  const office = useOfficeDesk(kind)
  const desk = createServiceDesk(() => office.test)
  let asker: Asker
  let money = { cashier: '', controller: '' }

  beforeEach(async () => {
    const { query } = office.database
    await query.deleteFrom('service_files').execute()
    await query.deleteFrom('service_requests').execute()
    await query.deleteFrom('inbox_items').execute()
    const household = await readHousehold()
    await query
      .updateTable('cards')
      .set({ valid_to: '2026-12-31' })
      .where(
        'person_id',
        'in',
        household.map(({ id }) => id),
      )
      .execute()
    await query
      .updateTable('accounts')
      .set({ office_code: '00191' })
      .where('office_code', 'is', null)
      .execute()
    asker = await desk.signIn(demoAccounts[5])
    money = await office.signInMoney()
  })

  async function readHousehold() {
    const { household_id: household } = await office.personOf(demoAccounts[5].login)
    return office.database.query
      .selectFrom('people')
      .selectAll()
      .where('household_id', '=', household)
      .orderBy('date_of_birth')
      .execute()
  }
  const readEnds = async () => {
    const people = await readHousehold()
    const rows = await office.database.query
      .selectFrom('cards')
      .select('valid_to')
      .where(
        'person_id',
        'in',
        people.map(({ id }) => id),
      )
      .execute()
    return rows.map((row) => row.valid_to)
  }
  const listPeople = async (): Promise<PersonAnswer[]> =>
    (await readHousehold()).map((person) => ({
      fullName: person.full_name,
      dateOfBirth: person.date_of_birth,
      sex: person.sex,
      bhxhCode: person.bhxh_code,
    }))
  const file = async (id: string, typed: Record<string, unknown>) => {
    const answers = parseAnswers(findService(id).definition, typed, { today: DAY })
    if (!answers.ok) throw new Error(JSON.stringify(answers.error))
    const { number } = await desk.send(asker, id, answers.value)
    const row = await office.database.query
      .selectFrom('service_requests')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    return { number, id: row.id }
  }
  const renew = async (people?: PersonAnswer[]) =>
    file('household-renewal', {
      card: asker.cardId,
      people: people ?? (await listPeople()),
      months: 12,
      delivery: 'electronic',
    })
  const approve = async (id: string) => (await office.approveService(id)).status
  const refuse = async (id: string, body: object) =>
    (await office.post(`/api/office/services/files/${id}/refusal`, body)).status
  const readPayments = async () => {
    const answer = await office.test.request('/api/payments', { cookie: asker.cookie })
    return (await answer.json()) as PaymentsView
  }
  const find = async (number: string) => {
    const payment = (await readPayments()).payments.find(({ requestId }) => requestId === number)
    if (payment === undefined) throw new Error('nothing is asked for')
    return payment
  }
  const readReceipt = async (number: string) => {
    const { keyList } = await readPayments()
    const list = fromBase64Url(keyList)
    const receipt = fromBase64Url((await find(number)).receipt ?? '')
    if (!list.ok || !receipt.ok) throw new Error('no receipt')
    const { now } = office.test.clock
    const keys = await verifyTrustList(list.value, { roots: [demoRoot], now, kind: PAYMENT_KEYS })
    if (!keys.ok) throw new Error(keys.error)
    const verified = await verifyPaymentReceipt(receipt.value, {
      keys: keys.value,
      personId: asker.personId,
      now,
    })
    if (!verified.ok) throw new Error(verified.error)
    return verified.value
  }
  const approveRenewal = async () => {
    const request = await renew()
    expect(await approve(request.id)).toBe(204)
    return { ...request, payment: await find(request.number) }
  }
  const tell = async (told: Told) => {
    expect((await tellTransfer(office.test, told)).status).toBe(200)
  }
  const readSnapshot = async () => {
    const answer = await office.test.request('/api/snapshot', { cookie: asker.cookie })
    const context = { trustList: await readDemoTrustList(office.test), now: office.test.clock.now }
    const verified = await verifySnapshot(new Uint8Array(await answer.arrayBuffer()), context)
    if (!verified.ok) throw new Error(verified.error)
    return verified.value
  }
  const stateOf = async (number: string) => {
    const requests = readRequests((await readSnapshot()).unread)
    return requests.ok ? requests.value.find((each) => each.number === number) : undefined
  }
  const readRefunds = async (reference: string) => {
    const day = await office.read<PaymentDayView>(`/api/office/payments?day=${DAY}`, money.cashier)
    expect(Object.values(day.balances).reduce((sum, balance) => sum + balance, 0)).toBe(0)
    return day.refunds.filter((each) => each.reference === reference)
  }

  it('are paid for whole, in part and then the rest; then the whole household is renewed once', async () => {
    const request = await renew()
    expect(await stateOf(request.number)).toMatchObject({ state: 'waiting', nextStep: 'wait' })
    expect((await readPayments()).payments.some(({ requestId }) => requestId === request.number)).toBe(false)
    expect(await approve(request.id)).toBe(204)
    const payment = await find(request.number)
    expect(payment).toMatchObject({ state: 'awaiting', amount: FOUR, months: 12, purpose: 'household' })
    expect(payment.insured).toHaveLength(4)
    expect(await stateOf(request.number)).toMatchObject({
      state: 'awaiting-payment',
      nextStep: 'pay',
      amount: FOUR,
      payment: payment.reference,
    })
    const before = await readSnapshot()

    await tell({ amount: 1_000_000, content: payment.reference })
    expect(await find(request.number)).toMatchObject({ state: 'part', received: 1_000_000 })
    expect(await stateOf(request.number)).toMatchObject({ state: 'awaiting-payment' })
    expect(new Set(await readEnds())).toEqual(new Set(['2026-12-31']))

    await tell({ amount: FOUR - 1_000_000, content: payment.reference })
    expect(await find(request.number)).toMatchObject({ state: 'paid', received: FOUR })
    expect(await readEnds()).toEqual(Array(4).fill('2027-12-31'))
    const snapshot = await readSnapshot()
    expect(snapshot.sequence).toBeGreaterThan(before.sequence)
    expect(snapshot.cards[0]?.face.validTo).toBe('2027-12-31')
    expect(await stateOf(request.number)).toMatchObject({ state: 'approved', nextStep: 'nothing' })
    expect((await stateOf(request.number))?.payment).toBeUndefined()
    const inbox = readInbox(snapshot.unread)
    expect(inbox.ok && inbox.value.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['service-payment', 'payment-part', 'payment-received', 'service-approved']),
    )
    const receipt = await readReceipt(request.number)
    expect(receipt).toMatchObject({ amount: FOUR, requestId: request.number, months: 12, support: 0 })
    expect(receipt.insured.map(({ from, to, begins }) => [from, to, begins])).toEqual(
      Array(4).fill(['2027-01-01', '2027-12-31', 'next']),
    )
  })

  it('are done once however often it is paid: what is over or double goes back', async () => {
    const { number, payment } = await approveRenewal()
    await tell({ amount: FOUR + 20_000, content: payment.reference })
    await tell({ amount: FOUR, content: payment.reference })
    expect(await find(number)).toMatchObject({ state: 'paid', refund: FOUR + 20_000 })
    expect(await readEnds()).toEqual(Array(4).fill('2027-12-31'))
    const refunds = await readRefunds(payment.reference)
    expect(refunds.map(({ amount, reason }) => [reason, amount]).sort()).toEqual([
      ['double', FOUR],
      ['over', 20_000],
    ])
  })

  it('wait for an officer where the money comes late, and can be asked for again where none came', async () => {
    const { number, payment } = await approveRenewal()
    office.test.clock.now = payment.dueAt + 1
    asker = await desk.signIn(demoAccounts[5])
    await office.signInAll()
    money = await office.signInMoney()
    const again = () =>
      office.test.request(`/api/payments/requests/${number}`, { method: 'POST', cookie: asker.cookie })
    expect((await find(number)).intent).toBeUndefined()
    expect((await again()).status).toBe(204)
    const second = await find(number)
    expect(second).toMatchObject({ state: 'awaiting', reference: payment.reference, amount: FOUR })
    expect(second.dueAt).toBeGreaterThan(payment.dueAt)
    expect(second.intent).toBeDefined()
    const stranger = await office.test.signIn(demoAccounts[0])
    const strange = { method: 'POST', cookie: stranger }
    expect((await office.test.request(`/api/payments/requests/${number}`, strange)).status).toBe(404)

    await tell({ amount: FOUR, content: payment.reference, bookedAt: second.dueAt + 1 })
    expect(await find(number)).toMatchObject({ state: 'late' })
    expect(await stateOf(number)).toMatchObject({ state: 'awaiting-payment' })
    const end = async (decision: string) =>
      (
        await office.post(
          '/api/office/payments/late',
          { reference: payment.reference, decision },
          money.cashier,
        )
      ).status
    expect(await end('return')).toBe(204)
    office.test.clock.now = second.dueAt + 2
    asker = await desk.signIn(demoAccounts[5])
    await office.signInAll()
    money = await office.signInMoney()
    expect((await again()).status).toBe(204)
    const third = await find(number)
    expect(third).toMatchObject({ state: 'awaiting', received: 0, refund: FOUR })
    await tell({ amount: FOUR, content: payment.reference, bookedAt: third.dueAt + 1 })
    expect(await end('accept')).toBe(204)
    expect((await readRefunds(payment.reference)).map(({ amount }) => amount)).toEqual([FOUR])
    expect(await stateOf(number)).toMatchObject({ state: 'approved' })
    expect(await readEnds()).toEqual(Array(4).fill('2027-12-31'))
  })

  it('keep the sum of a payment that is still asked for, by whatever amounts of today', async () => {
    const { number } = await approveRenewal()
    const { query } = office.database
    const earlier = { amount: FOUR - 1000 }
    await query.updateTable('payments').set(earlier).where('request_id', '=', number).execute()
    await query.updateTable('service_requests').set(earlier).where('number', '=', number).execute()
    const path = `/api/payments/requests/${number}`
    const again = await office.test.request(path, { method: 'POST', cookie: asker.cookie })
    expect(again.status).toBe(204)
    expect(await find(number)).toMatchObject(earlier)
    const asked = query.selectFrom('service_requests').select('amount').where('number', '=', number)
    expect(await asked.executeTakeFirst()).toEqual(earlier)
  })

  it('give every transfer back where they are withdrawn or refused, also what comes after', async () => {
    const withdrawn = await approveRenewal()
    await tell({ amount: 1_000_000, content: withdrawn.payment.reference })
    await tell({ amount: 500_000, content: withdrawn.payment.reference })
    const path = `/api/services/requests/${withdrawn.number}`
    expect((await office.test.request(path, { method: 'DELETE', cookie: asker.cookie })).status).toBe(204)
    expect((await office.test.request(path, { method: 'DELETE', cookie: asker.cookie })).status).toBe(204)
    expect(await find(withdrawn.number)).toMatchObject({ state: 'cancelled', refund: 1_500_000 })
    expect((await find(withdrawn.number)).intent).toBeUndefined()
    await tell({ amount: FOUR, content: withdrawn.payment.reference })
    const refunds = await readRefunds(withdrawn.payment.reference)
    expect(refunds.map(({ amount, reason }) => [amount, reason]).sort()).toEqual([
      [1_000_000, 'withdrawn'],
      [FOUR, 'late'],
      [500_000, 'withdrawn'],
    ])
    expect(new Set(refunds.map(({ transfer }) => transfer)).size).toBe(3)

    const refused = await approveRenewal()
    await tell({ amount: 700_000, content: refused.payment.reference })
    // Whoever still sees it wait has not seen that a colleague has approved it.
    expect(await refuse(refused.id, { reason: 'not-entitled' })).toBe(409)
    expect(await refuse(refused.id, { reason: 'not-entitled', awaitsPayment: true })).toBe(204)
    expect(await stateOf(refused.number)).toMatchObject({ state: 'refused' })
    const [refund] = await readRefunds(refused.payment.reference)
    expect(refund).toMatchObject({ amount: 700_000, reason: 'withdrawn', state: 'waiting' })
    const approve = async (state: string, cookie: string) =>
      (await office.post(`/api/office/payments/refunds/${refund?.id}/approval`, { state }, cookie)).status
    expect(await approve('waiting', money.cashier)).toBe(204)
    expect(await approve('asked', money.cashier)).toBe(409)
    expect(await approve('asked', money.controller)).toBe(204)
    expect(new Set(await readEnds())).toEqual(new Set(['2026-12-31']))

    const paid = await approveRenewal()
    await tell({ amount: FOUR, content: paid.payment.reference })
    const gone = { method: 'DELETE', cookie: asker.cookie }
    const late = await office.test.request(`/api/services/requests/${paid.number}`, gone)
    expect(await late.json()).toMatchObject({ code: 'service_refused', reasons: ['not-open'] })
    expect(await refuse(paid.id, { reason: 'not-entitled', awaitsPayment: true })).toBe(409)
  })

  it('insure nobody who was not paid for, and nobody who is insured by others', async () => {
    const [one, two] = await listPeople()
    if (one === undefined || two === undefined) throw new Error('nobody')
    // Her number is another person's: she is not whom the registry knows by that name.
    const request = await renew([one, { ...two, bhxhCode: '0199999999' }])
    expect(await approve(request.id)).toBe(204)
    const payment = await find(request.number)
    await tell({ amount: payment.amount, content: payment.reference })
    expect((await readEnds()).sort()).toEqual(['2026-12-31', '2026-12-31', '2026-12-31', '2027-12-31'])
    const receipt = await readReceipt(request.number)
    expect(receipt.insured).toHaveLength(2)
    expect(receipt.insured[1]).toMatchObject({ fullName: two.fullName, begins: 'after-waiting' })

    const { id } = await office.personOf(one.bhxhCode ?? '')
    await office.database.query
      .updateTable('cards')
      .set({ valid_to: null })
      .where('person_id', '=', id)
      .execute()
    const free = await renew([one])
    expect(await approve(free.id)).toBe(422)
    expect(await stateOf(free.number)).toMatchObject({ state: 'waiting' })
  })

  it('begin after the waiting time of the law for a first time and after a long gap', async () => {
    const people = await listPeople()
    await office.database.query.updateTable('cards').set({ valid_to: '2026-06-30' }).execute()
    const newborn = { fullName: 'Bùi Gia Mẫu', dateOfBirth: '2020-05-05', sex: 'male' as const }
    const request = await file('household-join', {
      people: [...people.slice(0, 1), newborn],
      address,
      facility: '01929',
      months: 6,
      identityPictures: [await desk.upload(asker)],
      delivery: 'electronic',
    })
    expect(await approve(request.id)).toBe(204)
    const payment = await find(request.number)
    await tell({ amount: payment.amount, content: payment.reference })
    const { insured } = await readReceipt(request.number)
    // Paid on 23 November: 30 days after.
    expect(insured).toEqual([
      { fullName: people[0]?.fullName, from: '2026-12-23', to: '2027-06-22', begins: 'after-waiting' },
      { fullName: newborn.fullName, from: '2026-12-23', to: '2027-06-22', begins: 'after-waiting' },
    ])
    expect(await stateOf(request.number)).toMatchObject({ state: 'approved' })
  })

  it('of voluntary insurance are paid less what the state bears, and the receipt says the months', async () => {
    const request = await file('voluntary-insurance', {
      kind: 'continue',
      bhxh: demoAccounts[5].login,
      income: 5_000_000,
      support: 'near-poor',
      supportPictures: [await desk.upload(asker)],
      months: 6,
      address,
    })
    expect(await approve(request.id)).toBe(204)
    const payment = await find(request.number)
    // 22 % of 5,000,000 for six months, less 40 % of 22 % of 1,500,000.
    expect(payment).toMatchObject({
      purpose: 'voluntary',
      amount: 6_600_000 - 792_000,
      support: 792_000,
      months: 6,
    })
    await tell({ amount: payment.amount, content: payment.reference })
    expect(await readReceipt(request.number)).toMatchObject({
      purpose: 'voluntary',
      amount: 5_808_000,
      support: 792_000,
      months: 6,
      insured: [],
    })
    expect(await stateOf(request.number)).toMatchObject({ state: 'approved' })
  })
})
