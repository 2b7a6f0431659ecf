import { hash, randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type {
  PaymentDayView,
  PaymentsView,
  PaymentView,
  StatementView,
} from '../../../src/core/api/payment-contract.ts'
import { fromBase64Url } from '../../../src/core/bytes.ts'
import { verifyTrustList } from '../../../src/core/credential/trust-list.ts'
import { verifyPaymentIntent } from '../../../src/core/payment/payment-intent.ts'
import { PAYMENT_KEYS } from '../../../src/core/payment/payment-key-list.ts'
import { verifyPaymentReceipt } from '../../../src/core/payment/payment-receipt.ts'
import { demoBank } from '../../../src/issuer/demo/bank/demo-bank.ts'
import { demoRoot } from '../../../src/issuer/demo/dangerous-demo-keys.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { renewInsured } from '../../../src/issuer/payments/renew-cards.ts'
import { whileUncommitted } from '../../support/issuer/interleave.ts'
import { problemOf, useOfficeDesk } from '../../support/issuer/office-desk.ts'
import { type Told, tellTransfer, writeTransfer } from '../../support/payment/pay.ts'

const payer = demoAccounts[5]
const FOUR = 3_825_360

const payees = [{ code: 'mau', name: demoBank.payee, ...demoBank, specimen: true as const }]
const bytesOf = (text: string | undefined) => {
  const bytes = fromBase64Url(text ?? '')
  if (!bytes.ok) throw new Error('not base64url')
  return bytes.value
}

describe.each(['sqlite', 'postgresql'] as const)('payments on %s', (kind) => {
  const desk = useOfficeDesk(kind)
  let cookie = ''
  let money = { cashier: '', controller: '' }

  beforeEach(async () => {
    money = await desk.signInMoney()
  })

  const signIn = async () => {
    cookie ||= await desk.test.signIn(payer)
    return cookie
  }
  const readPerson = async () => {
    const person = await desk.personOf(payer.login)
    const cards = await desk.database.query
      .selectFrom('cards')
      .innerJoin('people', 'people.id', 'cards.person_id')
      .selectAll('cards')
      .where('household_id', '=', person.household_id)
      .orderBy('cards.person_id')
      .execute()
    return { person, cards }
  }
  const ask = async (changes: object = {}) => {
    const { person, cards } = await readPerson()
    const body = {
      requestId: randomUUID(),
      personId: person.public_id,
      cardIds: cards.map(({ id }) => id),
      months: 12,
      amount: FOUR,
      ...changes,
    }
    const answer = await desk.test.request('/api/payments', { method: 'POST', cookie: await signIn(), body })
    return { answer, requestId: body.requestId }
  }
  const list = async () => {
    const answer = await desk.test.request('/api/payments', { cookie: await signIn() })
    return (await answer.json()) as PaymentsView
  }
  const open = async (): Promise<PaymentView> => {
    const { answer, requestId } = await ask()
    expect(answer.status).toBe(204)
    return find(requestId)
  }
  const find = async (requestId: string) => {
    const payment = (await list()).payments.find((each) => each.requestId === requestId)
    if (payment === undefined) throw new Error('no such payment')
    return payment
  }
  const tell = async (told: Told) => (await tellTransfer(desk.test, told)).status
  const readDay = async (as = money.cashier) => {
    const day = await desk.read<PaymentDayView>(`/api/office/payments?day=${desk.today}`, as)
    expect(Object.values(day.balances).reduce((sum, balance) => sum + balance, 0)).toBe(0)
    return day
  }
  const readKeys = async () => {
    const { keyList } = await list()
    const keys = await verifyTrustList(bytesOf(keyList), {
      roots: [demoRoot],
      now: desk.test.clock.now,
      kind: PAYMENT_KEYS,
    })
    if (!keys.ok) throw new Error(keys.error)
    return keys.value
  }
  const post = async (path: string, body: object, as = money.cashier) =>
    (await desk.post(`/api/office/payments/${path}`, body, as)).status
  const approveRefund = (id: string | undefined, state: 'waiting' | 'asked', as = money.cashier) =>
    post(`refunds/${id}/approval`, { state }, as)

  const readAudit = (action: string) =>
    desk.database.query
      .selectFrom('audit_entries')
      .select('target')
      .where('action', '=', action)
      .orderBy('sequence')
      .execute()

  it('are asked for once a request, signed, to the published account', async () => {
    const first = await ask()
    expect(first.answer.status).toBe(204)
    expect((await ask({ requestId: first.requestId })).answer.status).toBe(204)
    const same = (await list()).payments.filter(({ requestId }) => requestId === first.requestId)
    expect(same).toHaveLength(1)
    const { person } = await readPerson()
    const intent = await verifyPaymentIntent(bytesOf(same[0]?.intent), {
      keys: await readKeys(),
      payees,
      personId: person.public_id,
      requestId: first.requestId,
      now: desk.test.clock.now,
    })
    expect(intent).toMatchObject({ ok: true, value: { amount: FOUR, bin: '999999', specimen: true } })
  })

  it('are refused in another name, for the card of a stranger, and for another amount than is reckoned', async () => {
    expect((await ask({ personId: 'somebody' })).answer.status).toBe(409)
    const mother = await desk.personOf(demoAccounts[0].login)
    const stranger = await desk.database.query
      .selectFrom('cards')
      .select('id')
      .where('person_id', '=', mother.id)
      .executeTakeFirstOrThrow()
    expect((await ask({ cardIds: [stranger.id] })).answer.status).toBe(404)
    expect((await ask({ amount: FOUR - 1 })).answer.status).toBe(422)
    expect((await ask({ months: 5 })).answer.status).toBe(422)
  })

  it('take a part, ask for the rest, and then renew every card once', async () => {
    const { reference, requestId } = await open()
    const before = await readPerson()
    expect(await tell({ amount: 1_000_000, content: reference })).toBe(200)
    const part = await find(requestId)
    expect(part).toMatchObject({ state: 'part', received: 1_000_000, amount: FOUR })
    const keys = await readKeys()
    const { person } = before
    const context = { keys, personId: person.public_id, now: desk.test.clock.now }
    expect(await verifyPaymentIntent(bytesOf(part.intent), { ...context, payees, requestId })).toMatchObject({
      ok: true,
      value: { amount: FOUR - 1_000_000 },
    })
    expect((await readPerson()).cards).toEqual(before.cards)

    const mangled = `mbvcb.771.${reference.slice(0, 6).toLowerCase()} ${reference.slice(6)}.CT tu 0011`
    expect(await tell({ amount: FOUR - 1_000_000, content: mangled })).toBe(200)
    const paid = await find(requestId)
    expect(paid).toMatchObject({ state: 'paid', received: FOUR })
    expect(paid.intent).toBeUndefined()
    const receipt = await verifyPaymentReceipt(bytesOf(paid.receipt), context)
    expect(receipt).toMatchObject({ ok: true, value: { amount: FOUR, reference, requestId } })
    expect(receipt.ok && receipt.value.insured).toHaveLength(4)
    for (const period of receipt.ok ? receipt.value.insured : [])
      expect(period).toMatchObject({ begins: 'next', from: '2027-01-01', to: '2027-12-31' })
    for (const card of (await readPerson()).cards) {
      expect(card.valid_to).toBe('2027-12-31')
      expect(card.hospital_text).toContain('31/12/2027')
    }
    const { cards } = before
    for (const card of cards)
      await desk.database.query
        .updateTable('cards')
        .set({ valid_to: card.valid_to, hospital_text: card.hospital_text })
        .where('id', '=', card.id)
        .execute()
  })

  it('take nothing that is forged, old, told of another account, or malformed', async () => {
    const { reference, requestId } = await open()
    const now = desk.test.clock.now
    const good = { amount: FOUR, content: reference }
    const send = async ({ body, headers }: { body: string; headers: Record<string, string> }) =>
      (await desk.test.request('/api/payments/bank', { method: 'POST', body, headers })).status
    expect(await send(writeTransfer(good, now, 'some other secret'))).toBe(401)
    expect(await send(writeTransfer(good, now - 301))).toBe(401)
    expect(await send(writeTransfer(good, now + 301))).toBe(401)
    const signed = writeTransfer(good, now)
    expect(await send({ ...signed, body: signed.body.replace(String(FOUR), '1') })).toBe(401)
    expect(await send({ ...signed, headers: {} })).toBe(401)
    expect(await send(writeTransfer({ ...good, account: '1' }, now))).toBe(400)
    for (const amount of [0, -1, 1.5, 1e21])
      expect(await send(writeTransfer({ ...good, amount }, now))).toBe(400)
    expect(await find(requestId)).toMatchObject({ state: 'awaiting', received: 0 })
  })

  it('count a transfer once however often it is told of, and say so when its amount is another', async () => {
    const { reference, requestId } = await open()
    const told = { id: randomUUID(), amount: 500_000, content: reference }
    expect(await tell(told)).toBe(200)
    expect(await tell(told)).toBe(200)
    await Promise.all([tell(told), tell(told), tell(told)])
    expect(await tell({ ...told, amount: 900_000 })).toBe(200)
    expect(await find(requestId)).toMatchObject({ state: 'part', received: 500_000 })
    expect(desk.test.log.some(({ event }) => event === 'bank_transfer_differs')).toBe(true)
  })

  it('put what is too much, or paid twice, into the queue of refunds, which takes two officers', async () => {
    const { reference, requestId } = await open()
    await tell({ amount: FOUR + 50_000, content: reference })
    await tell({ amount: FOUR, content: reference })
    expect(await find(requestId)).toMatchObject({ state: 'paid', refund: FOUR + 50_000 })
    const refunds = (await readDay()).refunds.filter((each) => each.reference === reference)
    expect(refunds.map(({ amount, reason, state }) => [amount, reason, state]).sort()).toEqual([
      [FOUR, 'double', 'waiting'],
      [50_000, 'over', 'waiting'],
    ])
    for (const { id } of refunds) {
      expect(await approveRefund(id, 'waiting')).toBe(204)
      expect(await approveRefund(id, 'waiting')).toBe(409)
      expect(await approveRefund(id, 'asked')).toBe(409)
      // Who has seen it wait asks for it, and does not say that it was paid.
      expect(await approveRefund(id, 'waiting', money.controller)).toBe(409)
      expect((await readDay()).refunds).toContainEqual(expect.objectContaining({ id, state: 'asked' }))
      expect(await approveRefund(id, 'asked', money.controller)).toBe(204)
      expect(await approveRefund(id, 'asked', money.controller)).toBe(409)
    }
    expect((await find(requestId)).refund).toBeUndefined()
    await readDay()
  })

  it('keep what came too late until an officer takes it or gives it back', async () => {
    const late = await open()
    await tell({ amount: FOUR, content: late.reference, bookedAt: late.dueAt + 1 })
    expect(await find(late.requestId)).toMatchObject({ state: 'late', received: FOUR })
    expect((await readDay()).late).toContainEqual(expect.objectContaining({ reference: late.reference }))
    expect(await post('late', { reference: late.reference, decision: 'accept' })).toBe(204)
    expect(await find(late.requestId)).toMatchObject({ state: 'paid' })
    expect(await post('late', { reference: late.reference, decision: 'return' })).toBe(409)

    const other = await open()
    await tell({ amount: 1000, content: other.reference, bookedAt: other.dueAt + 1 })
    expect(await post('late', { reference: other.reference, decision: 'accept' })).toBe(409)
    expect(await post('late', { reference: other.reference, decision: 'return' })).toBe(204)
    expect(await find(other.requestId)).toMatchObject({ state: 'cancelled', refund: 1000 })
  })

  it('give back what is over of what came too late to whom it came from, whoever was last', async () => {
    const { reference, dueAt } = await open()
    const [first, second, last] = [randomUUID(), randomUUID(), randomUUID()]
    await tell({ id: first, amount: FOUR, content: reference, bookedAt: dueAt + 1 })
    await tell({ id: second, amount: FOUR, content: reference, bookedAt: dueAt + 2 })
    await tell({ id: last, amount: 1, content: reference, bookedAt: dueAt + 3 })
    expect(await post('late', { reference, decision: 'accept' })).toBe(204)
    const refunds = (await readDay()).refunds.filter((each) => each.reference === reference)
    expect(new Map(refunds.map(({ transfer, amount }) => [transfer, amount]))).toEqual(
      new Map([
        [`simple~${second}`, FOUR],
        [`simple~${last}`, 1],
      ]),
    )
  })

  it('hold an unknown transfer until two officers say what it is for, or it is given back', async () => {
    const { reference, requestId } = await open()
    const id = randomUUID()
    await tell({ id, amount: FOUR, content: 'nop tien cho me' })
    const key = `simple~${id}`
    expect((await readDay()).transfers).toContainEqual(expect.objectContaining({ key, state: 'suspense' }))
    expect(await post('matches', { key, reference: 'BHYT222222222' })).toBe(404)
    expect(await post('matches', { key, reference })).toBe(204)
    expect(await post('matches', { key, reference })).toBe(204)
    expect(await find(requestId)).toMatchObject({ state: 'awaiting' })
    const seen = (await readDay(money.controller)).transfers.find((each) => each.key === key)
    expect(seen?.proposal).toEqual({ reference, isOwn: false })
    expect(await post('matches', { key, reference }, money.controller)).toBe(204)
    expect(await find(requestId)).toMatchObject({ state: 'paid' })
    expect(await post('returns', { key })).toBe(409)

    const stray = randomUUID()
    await tell({ id: stray, amount: 7000, content: 'nop \u202etien\u202c cho\u200b me' })
    const shown = (await readDay()).transfers.find((each) => each.key === `simple~${stray}`)
    expect(shown?.content).toBe('nop tien cho me')
    expect(await post('returns', { key: `simple~${stray}` })).toBe(204)
    expect((await readDay()).refunds).toContainEqual(
      expect.objectContaining({ transfer: `simple~${stray}`, reason: 'unknown', amount: 7000 }),
    )
  })

  it('take no officer’s statement alone for money, and name what does not agree', async () => {
    const { reference, requestId } = await open()
    const [known, differing, missing] = [randomUUID(), randomUUID(), randomUUID()]
    await tell({ id: known, amount: 1000, content: reference })
    await tell({ id: differing, amount: 2000, content: 'x' })
    await tell({ id: missing, amount: 3000, content: 'x' })
    const text = [
      'transaction_id,booked_at,amount,content',
      `lost-1,2026-11-23 19:30:00,${FOUR - 1000},"${reference}, nop tien"`,
      `${known},2026-11-23T19:00:00+07:00,1000,${reference}`,
      `${differing},2026-11-23 19:00:00,2500,x`,
      'broken,yesterday,1000,x',
      'negative,2026-11-23 19:00:00,-1000,x',
    ].join('\n')
    const answer = await desk.post('/api/office/payments/statements', { text }, money.cashier)
    const view = (await answer.json()) as StatementView
    expect(view).toMatchObject({ added: 1, known: 1, differing: [differing], unread: [4, 5] })
    expect(view.missing).toContain(missing)
    expect(await find(requestId)).toMatchObject({ state: 'part', received: 1000 })
    expect((await readAudit('statement-brought')).at(-1)?.target).toBe(hash('sha256', text, 'hex'))
    const again = await desk.post('/api/office/payments/statements', { text }, money.cashier)
    expect(await again.json()).toMatchObject({ added: 0, known: 2 })
    const match = { key: 'simple~lost-1', reference }
    expect(await post('matches', match)).toBe(204)
    expect(await find(requestId)).toMatchObject({ state: 'part' })
    const seen = (await readDay(money.controller)).transfers.find(({ key }) => key === match.key)
    expect(seen).toMatchObject({ state: 'suspense', proposal: { reference, isOwn: false } })
    expect(await post('matches', match, money.controller)).toBe(204)
    expect(await find(requestId)).toMatchObject({ state: 'paid' })
    await readDay()
  })

  it('let others be answered between the rows of a statement', async () => {
    const row = () => `${randomUUID()},2026-11-23 19:30:00,1000,nop tien`
    const text = ['transaction_id,booked_at,amount,content', ...Array.from({ length: 200 }, row)].join('\n')
    let turns = 0
    const count = () => {
      turns++
      next = setImmediate(count)
    }
    let next = setImmediate(count)
    const answer = await desk.post('/api/office/payments/statements', { text }, money.cashier)
    clearImmediate(next)
    expect(await answer.json()).toMatchObject({ added: 200 })
    expect(turns).toBeGreaterThanOrEqual(200)
  })

  it('take nothing of a statement whose quotation mark is not closed', async () => {
    const row = (sign: string) => `${randomUUID()},2026-11-23 19:30:00,1000,${sign}nop tien`
    const head = 'transaction_id,booked_at,amount,content'
    const before = await readDay()
    for (const rows of [
      [row(''), row('"'), row('')],
      [row(''), row('"'), row(''), row('"'), row('')],
    ]) {
      const text = [head, ...rows].join('\n')
      const answer = await desk.post('/api/office/payments/statements', { text }, money.cashier)
      expect(await problemOf(answer)).toEqual([422, 'invalid_fields', 'text'])
    }
    expect((await readDay()).balances).toEqual(before.balances)
  })

  it('show the largest where hundreds wait: single đồng hide nobody’s money', async () => {
    const { query } = desk.database
    const row = (transfer_id: string, amount: number) => ({
      ...{ bank: 'flood', transfer_id, amount, content: 'x', booked_at: 1000, received_at: 1000 },
      ...{ source: 'webhook' as const, in_statement: 0, state: 'suspense' as const, reference: null },
      ...{ proposed_reference: null, proposed_by: null },
    })
    const refund = (transfer_id: string, amount: number) => ({
      ...{ id: `flood-${transfer_id}`, amount, reason: 'unknown' as const, reference: null, bank: 'flood' },
      ...{ transfer_id, created_at: amount === 1 ? 1000 : 2000, state: 'waiting' as const },
      ...{ asked_by: null, asked_at: null, paid_by: null, paid_at: null },
    })
    const flood = Array.from({ length: 250 }, (_, at) => `a${at}`)
    const large = { ...row('large', 9_000_000), booked_at: 2000 }
    await query
      .insertInto('bank_transfers')
      .values([...flood.map((id) => row(id, 1)), large])
      .execute()
    await query
      .insertInto('refunds')
      .values([...flood.map((id) => refund(id, 1)), refund('large', 9_000_000)])
      .execute()
    const day = await readDay()
    expect(day.transfers).toHaveLength(200)
    expect(day.transfers.some(({ key }) => key === 'flood~large')).toBe(true)
    expect(day.refunds.some(({ id }) => id === 'flood-large')).toBe(true)
    await query.deleteFrom('refunds').where('bank', '=', 'flood').execute()
    await query.deleteFrom('bank_transfers').where('bank', '=', 'flood').execute()
  })

  it('believe the bank’s own message that comes after the statement, once', async () => {
    const { reference, requestId } = await open()
    const id = randomUUID()
    const text = `transaction_id,booked_at,amount,content\n${id},2026-11-23 19:30:00,${FOUR},${reference}`
    expect((await desk.post('/api/office/payments/statements', { text }, money.cashier)).status).toBe(200)
    expect(await find(requestId)).toMatchObject({ state: 'awaiting' })
    const told = { id, amount: FOUR, content: reference }
    await Promise.all([tell(told), tell(told), tell(told)])
    expect(await find(requestId)).toMatchObject({ state: 'paid' })
    expect((await find(requestId)).refund).toBeUndefined()
    await readDay()
  })

  it('believe the bank’s own message, whatever an officer’s statement has said of its number before', async () => {
    const { reference, requestId } = await open()
    const before = (await readDay()).balances
    const id = randomUUID()
    const text = `transaction_id,booked_at,amount,content\n${id},2026-11-23 19:30:00,1,made up`
    expect((await desk.post('/api/office/payments/statements', { text }, money.cashier)).status).toBe(200)
    const told = { id, amount: FOUR, content: reference }
    await Promise.all([tell(told), tell(told), tell(told)])
    expect(await find(requestId)).toMatchObject({ state: 'paid' })
    expect((await find(requestId)).refund).toBeUndefined()
    const { balances } = await readDay()
    expect(balances['suspense']).toBe(before['suspense'])
    expect((balances['bank'] ?? 0) - (before['bank'] ?? 0)).toBe(FOUR)
    expect(desk.test.log.some(({ event }) => event === 'bank_transfer_corrected')).toBe(true)
  })

  it('believe it where one officer has put the transfer among those to be given back, not where two have paid it back', async () => {
    const { reference, requestId } = await open()
    const before = (await readDay()).balances
    const bring = async (id: string) => {
      const text = `transaction_id,booked_at,amount,content\n${id},2026-11-23 19:30:00,${FOUR},made up`
      expect((await desk.post('/api/office/payments/statements', { text }, money.cashier)).status).toBe(200)
      expect(await post('returns', { key: `simple~${id}` })).toBe(204)
      return (await readDay()).refunds.find(({ transfer }) => transfer === `simple~${id}`)?.id
    }
    const [id, asked, paidBack] = [randomUUID(), randomUUID(), randomUUID()]
    const sent = await bring(asked)
    expect(await approveRefund(sent, 'waiting')).toBe(204)
    expect(await tell({ id: asked, amount: FOUR, content: reference })).toBe(200)
    // The bank may be paying it back: two officers look first.
    expect(await find(requestId)).toMatchObject({ state: 'awaiting' })
    expect((await readDay()).transfers).toContainEqual(expect.objectContaining({ key: `simple~${asked}` }))
    expect(await approveRefund(sent, 'asked', money.controller)).toBe(404)

    await bring(id)
    expect(await tell({ id, amount: FOUR, content: reference })).toBe(200)
    expect(await find(requestId)).toMatchObject({ state: 'paid' })
    const { balances } = await readDay()
    expect(balances['refunds']).toBe(before['refunds'])

    const other = await bring(paidBack)
    expect(await approveRefund(other, 'waiting')).toBe(204)
    expect(await approveRefund(other, 'asked', money.controller)).toBe(204)
    expect(await tell({ id: paidBack, amount: FOUR, content: reference })).toBe(200)
    expect((await find(requestId)).refund).toBeUndefined()
    await readDay()
  })

  it('renew a card once for each payment, also where another guardian pays for it in the same moment', async () => {
    const { reference } = await open()
    const { cards } = await readPerson()
    const [{ person_id: child, valid_to: before } = { person_id: 0, valid_to: null }] = cards.toReversed()
    const others = { insured: [child], months: 12, paidAt: desk.test.clock.now }
    await whileUncommitted(
      desk.database,
      (transaction) => renewInsured(transaction, others),
      () => tell({ amount: FOUR, content: reference }),
    )
    const renewed = (await readPerson()).cards.find((card) => card.person_id === child)
    expect(renewed?.valid_to).toBe(`${Number(before?.slice(0, 4)) + 2}-12-31`)
    for (const card of cards)
      await desk.database.query
        .updateTable('cards')
        .set({ valid_to: card.valid_to, hospital_text: card.hospital_text })
        .where('id', '=', card.id)
        .execute()
  })

  it('are counted whatever signs the text of a transfer has', async () => {
    const { reference, requestId } = await open()
    expect(await tell({ amount: 1000, content: `\0${reference}\0 \ud800 ${'x'.repeat(2000)}` })).toBe(200)
    expect(await find(requestId)).toMatchObject({ state: 'part', received: 1000 })
  })

  it('begin on no day that a message has made up', async () => {
    const { reference, requestId, dueAt } = await open()
    await tell({ amount: FOUR, content: reference, bookedAt: dueAt - 300 * 86_400 })
    const paid = await desk.database.query
      .selectFrom('payments')
      .select(['paid_at', 'created_at'])
      .where('request_id', '=', requestId)
      .executeTakeFirstOrThrow()
    expect(paid.paid_at).toBe(paid.created_at)
    await desk.database.query
      .updateTable('cards')
      .set({ valid_to: '2026-12-31' })
      .where('valid_to', '=', '2027-12-31')
      .execute()
  })

  it('are the work of officers whose duty is money, and of no others', async () => {
    for (const cookie of [desk.cookies.officer, desk.cookies.supervisor]) {
      expect((await desk.send('/api/office/payments', cookie)).status).toBe(403)
      expect(await post('returns', { key: 'simple~1' }, cookie)).toBe(403)
    }
    for (const path of ['/api/office/services?queue=open', '/api/office/requests'])
      expect((await desk.send(path, money.cashier)).status).toBe(403)
    const { number } = await desk.database.query
      .selectFrom('audit_entries')
      .select((column) => column.fn.countAll<number>().as('number'))
      .where('action', 'in', ['statement-brought', 'refund-asked', 'refund-paid', 'transfer-matched'])
      .where('officer_id', 'in', ['demo-ketoan', 'demo-kiemsoat'])
      .executeTakeFirstOrThrow()
    expect(Number(number)).toBeGreaterThan(3)
  })

  it('are nothing for anybody without a session', async () => {
    const { test } = desk
    expect((await test.request('/api/office/payments')).status).toBe(401)
    expect((await test.request('/api/payments')).status).toBe(401)
  })

  it('ask anew after the due day for what is asked then: the people, the months and the amount', async () => {
    const { requestId } = await open()
    const { person, cards } = await readPerson()
    const [own] = cards.filter(({ person_id: personId }) => personId === person.id)
    const isPaid = { months: 3, cardIds: [own?.id], amount: 341_550, requestId }
    desk.test.clock.now += 8 * 86_400
    expect((await ask(isPaid)).answer.status).toBe(204)
    const asked = await find(requestId)
    expect(asked).toMatchObject({ months: 3, amount: 341_550, insured: [person.full_name] })
    expect(await tell({ amount: 341_550, content: asked.reference })).toBe(200)
    const renewed = (await readPerson()).cards.filter(
      (card) => card.valid_to !== cards.find(({ id }) => id === card.id)?.valid_to,
    )
    expect(renewed.map(({ id }) => id)).toEqual([own?.id])
  })
})
