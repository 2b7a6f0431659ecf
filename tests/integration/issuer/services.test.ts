import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PasskeyCreationView, PasskeyProofView } from '../../../src/core/api/passkey-contract.ts'
import type { ServiceReceiptView, ServiceRequestView } from '../../../src/core/api/service-contract.ts'
import { fromBase64Url, toHex } from '../../../src/core/bytes.ts'
import type { TrustList } from '../../../src/core/credential/trusted-keys.ts'
import { readService } from '../../../src/core/services/check-pack.ts'
import { verifyServiceReceipt } from '../../../src/core/services/service-receipt.ts'
import { hashContent, hashService } from '../../../src/core/services/service-request.ts'
import { readInbox } from '../../../src/core/snapshot/inbox.ts'
import { readRequests } from '../../../src/core/snapshot/service-requests.ts'
import { verifySnapshot } from '../../../src/core/snapshot/snapshot.ts'
import { createAuditLog } from '../../../src/issuer/audit/audit-log.ts'
import { createContentDrafts } from '../../../src/issuer/content/content-drafts.ts'
import { demoSecrets } from '../../../src/issuer/demo/demo.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { withdrawOpenRequests } from '../../../src/issuer/services/withdraw-request.ts'
import { createSoftwareAuthenticator } from '../../support/browser/software-authenticator.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import { whileUncommitted } from '../../support/issuer/interleave.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, ORIGIN, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'
import { problemOf } from '../../support/issuer/office-desk.ts'
import { makePicture } from '../../support/issuer/registration-desk.ts'
import { type Asker, createServiceDesk, readDemoTrustList } from '../../support/issuer/service-desk.ts'

const DAY = 86_400
/** 5 January 2027, 9:00 in Vietnam: a quarter's window is open. */
const JANUARY = Date.parse('2027-01-05T02:00:00Z') / 1000

describe.each(['sqlite', 'postgresql'] as const)('requests by public services on %s', (kind) => {
  let held: TestDatabase
  let test: TestIssuer
  let trustList: TrustList
  let asker: Asker
  let start = 0
  const desk = createServiceDesk(() => test)

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
    test = await createTestIssuer(held.database)
    start = test.clock.now
    trustList = await readDemoTrustList(test)
    asker = await desk.signIn(demoAccounts[0])
  })
  beforeEach(async () => {
    test.clock.now = start
    await held.database.query.deleteFrom('service_files').execute()
    await held.database.query.deleteFrom('service_requests').execute()
    await held.database.query.deleteFrom('inbox_items').execute()
  })
  afterAll(async () => {
    await test.issuer.stop()
    await held.dispose()
  })

  const readSnapshot = async () => {
    const answer = await test.request('/api/snapshot', { cookie: asker.cookie })
    const verified = await verifySnapshot(new Uint8Array(await answer.arrayBuffer()), {
      trustList,
      now: test.clock.now,
    })
    if (!verified.ok) throw new Error(verified.error)
    return verified.value
  }
  const readId = async () => {
    const people = held.database.query.selectFrom('people').select('id')
    return (await people.where('public_id', '=', asker.personId).executeTakeFirstOrThrow()).id
  }
  const lost = async () => ({
    card: asker.cardId,
    reason: 'lost',
    identityPictures: [await desk.upload(asker)],
    delivery: 'electronic',
  })

  it('are taken once, with a receipt for exactly what was sent, and stand in snapshot and inbox', async () => {
    const request = await desk.write(asker, 'card-reissue', await lost())
    const answers = await Promise.all([1, 2, 3].map(() => desk.post(request, asker.cookie)))
    const receipts = (await Promise.all(answers.map((each) => each.json()))) as ServiceReceiptView[]
    const [receipt] = receipts
    expect(receipts).toEqual([receipt, receipt, receipt])
    expect(receipt).toMatchObject({ state: 'waiting', filedAt: start, deadline: '2026-11-30' })
    expect(receipt?.number).toMatch(/^DV-26-/)

    const bytes = fromBase64Url(receipt?.receipt ?? '')
    const verified = bytes.ok && (await verifyServiceReceipt(bytes.value, { trustList, now: start }))
    expect(verified && verified.ok && verified.value).toMatchObject({
      number: receipt?.number,
      personId: asker.personId,
      deadline: '2026-11-30',
      specimen: true,
    })
    const content = await hashContent(request as Parameters<typeof hashContent>[0])
    expect(verified && verified.ok && toHex(verified.value.content)).toBe(toHex(content))

    const snapshot = await readSnapshot()
    expect(snapshot.minorVersion).toBe(3)
    expect(readRequests(snapshot.unread)).toMatchObject({
      ok: true,
      value: [
        {
          number: receipt?.number,
          service: 'card-reissue',
          title: 'Cấp lại thẻ BHYT',
          state: 'waiting',
          nextStep: 'wait',
          cardId: asker.cardId,
          deadline: '2026-11-30',
        },
      ],
    })
    expect(readInbox(snapshot.unread)).toMatchObject({ ok: true, value: [{ code: 'service-received' }] })
    expect(await held.database.query.selectFrom('service_requests').select('id').execute()).toHaveLength(1)
  })

  it('are read again with the definition that was filled in', async () => {
    const answers = await lost()
    const { number } = await desk.send(asker, 'card-reissue', answers)
    const answer = await test.request(`/api/services/requests/${number}`, { cookie: asker.cookie })
    const view = (await answer.json()) as ServiceRequestView
    expect(view).toMatchObject({ number, answers, service: 'card-reissue', state: 'waiting' })
    const service = readService({ definition: view.written, texts: view.texts })
    expect(service.ok && service.value.definition.id).toBe('card-reissue')
    const other = await test.signIn(demoAccounts[1])
    const refused = await test.request(`/api/services/requests/${number}`, { cookie: other })
    expect(await problemOf(refused)).toEqual([404, 'not_found'])
  })

  it('are refused for whatever the definition does not ask, hidden answers among it', async () => {
    const good = await lost()
    const picture = await desk.upload(asker)
    for (const [answers, fields] of [
      [{ ...good, cardPictures: [picture] }, ['answers']],
      [{ ...good, extra: 'x' }, ['answers']],
      [{ ...good, reason: 'stolen' }, ['reason']],
      [{ ...good, identityPictures: [] }, ['identityPictures']],
      [{ ...good, delivery: 'counter' }, ['deliveryOffice']],
      [{ ...good, delivery: 'counter', deliveryOffice: '99999' }, ['deliveryOffice']],
    ] as const) {
      const answer = await desk.post(await desk.write(asker, 'card-reissue', answers), asker.cookie)
      expect(await answer.json()).toMatchObject({ code: 'invalid_fields', fields })
    }
  })

  it('are refused with the reason why', async () => {
    const good = await lost()
    const write = (change: object, answers: object = good) =>
      desk.write(asker, 'card-reissue', { ...answers }, change)
    const missing = 'ab'.repeat(32)
    for (const [request, problem] of [
      [await write({ definition: missing }), { reasons: ['service-unknown'] }],
      [await write({ version: 9 }), { reasons: ['service-unknown'] }],
      [
        await write({}, { ...good, identityPictures: [missing] }),
        { reasons: ['files-missing'], fields: [missing] },
      ],
    ] as const)
      expect(await (await desk.post(request, asker.cookie)).json()).toMatchObject({
        code: 'service_refused',
        ...problem,
      })
    const others: readonly (readonly [object, string])[] = [
      [await write({ personId: 'p-other' }), 'other_person'],
      [await write({}, { ...good, card: 'nobodys' }), 'card_unknown'],
      [await write({ day: '2026-11-24' }), 'invalid_fields'],
      [await write({ day: '2026-10-01' }), 'invalid_fields'],
    ]
    for (const [request, code] of others)
      expect(await (await desk.post(request, asker.cookie)).json()).toMatchObject({ code })
    const first = await write({})
    await desk.post(first, asker.cookie)
    const changed = { ...first, answers: { ...good, identityPictures: [await desk.upload(asker)] } }
    expect(await problemOf(await desk.post(changed, asker.cookie))).toEqual([409, 'idempotency_conflict'])
  })

  it('for another facility are taken in the first fifteen days of a quarter only', async () => {
    const answers = { card: asker.cardId, facility: '01929', reason: 'home', delivery: 'electronic' }
    const closed = await desk.post(await desk.write(asker, 'facility-change', answers), asker.cookie)
    expect(await closed.json()).toMatchObject({ code: 'service_refused', reasons: ['window-closed'] })
    test.clock.now = JANUARY
    asker = await desk.signIn(demoAccounts[0])
    expect((await desk.send(asker, 'facility-change', answers)).deadline).toBe('2027-01-12')
    const unknown = await desk.write(asker, 'facility-change', { ...answers, facility: '99Z99' })
    expect(await (await desk.post(unknown, asker.cookie)).json()).toMatchObject({ fields: ['facility'] })
  })

  it('that ask for the password once more are taken with its proof alone', async () => {
    asker = await desk.signIn(demoAccounts[0])
    const answers = { newEmail: true, email: 'moi@demo.invalid' }
    const request = await desk.write(asker, 'contact-change', answers)
    const refused = await desk.post(request, asker.cookie)
    expect(await refused.json()).toMatchObject({ reasons: ['proof-needed'] })
    const prove = (key: string, password: string) =>
      test.request('/api/services/proofs', {
        method: 'POST',
        cookie: asker.cookie,
        body: { key, password },
      })
    expect(await problemOf(await prove(request.key, 'wrong'))).toEqual([422, 'password_wrong'])
    const { proof } = (await (await prove(request.key, demoAccounts[0].password)).json()) as { proof: string }
    const other = await desk.write(asker, 'contact-change', answers)
    expect(await (await desk.post({ ...other, proof }, asker.cookie)).json()).toMatchObject({
      reasons: ['proof-needed'],
    })
    expect((await desk.post({ ...request, proof }, asker.cookie)).status).toBe(200)
  })

  it('are taken with no proof that was given with a password before', async () => {
    asker = await desk.signIn(demoAccounts[0])
    const post = (path: string, body: object) =>
      test.request(path, { method: 'POST', cookie: asker.cookie, body })
    const { password: current } = demoAccounts[0]
    const request = await desk.write(asker, 'contact-change', { newEmail: true, email: 'moi@demo.invalid' })
    const proven = await post('/api/services/proofs', { key: request.key, password: current })
    const { proof } = (await proven.json()) as { proof: string }
    const former = await held.database.query
      .selectFrom('accounts')
      .select(['person_id', 'password_hash'])
      .where('phone', '=', '0000000001')
      .executeTakeFirstOrThrow()
    const changed = await post('/api/account/password', { current, password: 'mot-mat-khau-khac-han' })
    expect(changed.status).toBe(204)
    const [cookie = ''] = (changed.headers.getSetCookie()[0] ?? '').split(';')
    const late = await desk.post({ ...request, proof }, cookie)
    expect(await late.json()).toMatchObject({ reasons: ['proof-needed'] })
    await held.database.query
      .updateTable('accounts')
      .set({ password_hash: former.password_hash })
      .where('person_id', '=', former.person_id)
      .execute()
    asker = await desk.signIn(demoAccounts[0])
  })

  it('that ask for it once more are taken with a passkey of the account, once, for that request alone', async () => {
    asker = await desk.signIn(demoAccounts[0])
    const post = async (path: string, body?: object) =>
      test.request(path, { method: 'POST', cookie: asker.cookie, ...(body && { body }) })
    const authenticator = createSoftwareAuthenticator(ORIGIN)
    const { password } = demoAccounts[0]
    const creation = v.parse(
      PasskeyCreationView,
      await (await post('/api/passkeys/options', { password })).json(),
    )
    await post('/api/passkeys', { credential: authenticator.create(creation) })
    const options = v.parse(PasskeyProofView, await (await post('/api/passkeys/proof-options')).json())
    const passkey = authenticator.get(options)
    const request = await desk.write(asker, 'contact-change', { newEmail: true, email: 'moi@demo.invalid' })
    const proven = await post('/api/services/proofs', { key: request.key, passkey })
    const { proof } = (await proven.json()) as { proof: string }
    expect(await problemOf(await post('/api/services/proofs', { key: request.key, passkey }))).toEqual([
      422,
      'passkey_refused',
    ])
    const other = { ...request, key: '6f0e6f53-2b0a-4a3a-9d2b-00000000000c', proof }
    expect(await (await desk.post(other, asker.cookie)).json()).toMatchObject({ reasons: ['proof-needed'] })
    expect((await desk.post({ ...request, proof }, asker.cookie)).status).toBe(200)
  })

  it('by a thirteenth service are taken once its definition and texts are released, and by the old one for a month', async () => {
    const file = JSON.parse(readFileSync(new URL('../../../public/services.json', import.meta.url), 'utf8'))
    const definition = {
      schema: 1,
      id: 'thirteenth',
      version: 1,
      procedure: '1.000001',
      law: ['Luật BHYT'],
      checked: '2026-11-23',
      audience: 'everyone',
      pages: [{ id: 'why', fields: [{ id: 'why', type: 'text', max: 100 }] }],
      proof: 'session',
      days: 2,
      result: 'none',
    }
    const texts = { vi: { title: 'Dịch vụ thứ mười ba', about: 'Dùng thử.', 'field.why': 'Lý do' } }
    const release = async (services: unknown) => {
      const drafts = createContentDrafts(held.database, {
        audit: createAuditLog(held.database, demoSecrets.keyEncryptionKey),
      })
      const content = new TextEncoder().encode(JSON.stringify({ ...file, services }))
      const id = await drafts.draft(
        { id: 'a', officeCode: '' },
        { name: 'services', content, note: '' },
        start,
      )
      if (!id.ok) throw new Error(id.error)
      const done = await drafts.release({ id: 'b', officeCode: '' }, { id: id.value }, test.clock.now)
      if (!done.ok) throw new Error(done.error)
    }
    const service = readService({ definition, texts })
    if (!service.ok) throw new Error(service.error)
    const hash = await hashService(service.value)
    const send = async () => {
      asker = await desk.signIn(demoAccounts[0])
      const good = await desk.write(
        asker,
        'card-reissue',
        { why: 'Thử' },
        { service: 'thirteenth', definition: hash },
      )
      return desk.post(good, asker.cookie)
    }
    expect(await (await send()).json()).toMatchObject({ reasons: ['service-unknown'] })
    await release([...file.services, { definition, texts }])
    expect((await send()).status).toBe(200)
    expect(readRequests((await readSnapshot()).unread)).toMatchObject({
      value: [{ service: 'thirteenth', title: 'Dịch vụ thứ mười ba', deadline: '2026-11-25' }],
    })
    test.clock.now += 60
    await release(file.services)
    test.clock.now += 30 * DAY
    expect((await send()).status).toBe(200)
    test.clock.now += 2 * DAY
    expect(await (await send()).json()).toMatchObject({ reasons: ['service-unknown'] })
  })

  it('can be withdrawn while they are open', async () => {
    const { number } = await desk.send(asker, 'card-reissue', await lost())
    const withdraw = () =>
      test.request(`/api/services/requests/${number}`, { method: 'DELETE', cookie: asker.cookie })
    expect((await withdraw()).status).toBe(204)
    expect((await withdraw()).status).toBe(204)
    expect(readRequests((await readSnapshot()).unread)).toMatchObject({
      value: [{ state: 'withdrawn', nextStep: 'nothing' }],
    })
  })

  it('are taken sixty times a day, also where each is withdrawn', async () => {
    await held.database.query.deleteFrom('use_counts').execute()
    const answers = await lost()
    const request = await desk.write(asker, 'card-reissue', answers)
    const { number } = (await (await desk.post(request, asker.cookie)).json()) as ServiceReceiptView
    for (let sent = 1; sent < 60; sent++) {
      await held.database.query.updateTable('service_requests').set({ state: 'withdrawn' }).execute()
      await desk.send(asker, 'card-reissue', answers)
    }
    const more = await desk.post(await desk.write(asker, 'card-reissue', answers), asker.cookie)
    expect(await problemOf(more)).toEqual([429, 'too_many_requests'])
    // What was taken before is answered all the same.
    expect(await (await desk.post(request, asker.cookie)).json()).toMatchObject({ number })
    test.clock.now += DAY
    await desk.send(asker, 'card-reissue', answers)
  })

  it('are not taken for an account that is closed in the same moment', async () => {
    const request = await desk.write(asker, 'card-reissue', await lost())
    const personId = await readId()
    const answer = await whileUncommitted(
      held.database,
      async (transaction) => {
        await withdrawOpenRequests(transaction, personId, start)
        await transaction
          .updateTable('accounts')
          .set({ closed_at: start })
          .where('person_id', '=', personId)
          .execute()
      },
      () => desk.post(request, asker.cookie),
    )
    await held.database.query
      .updateTable('accounts')
      .set({ closed_at: null })
      .where('person_id', '=', personId)
      .execute()
    expect((await problemOf(answer))[1]).toBe('other_person')
    expect(await held.database.query.selectFrom('service_requests').select('id').execute()).toEqual([])
  })

  it('reads eight pictures of a person at a time, since each lies in memory until it is whole', async () => {
    const bytes = await makePicture()
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const begun: ReadableStreamDefaultController<Uint8Array>[] = []
    const begin = (cookie: string) =>
      test.issuer.app.request(`${ORIGIN}/api/services/files/${sha256}`, {
        method: 'PUT',
        headers: { Cookie: cookie, 'Content-Type': 'image/jpeg' },
        body: new ReadableStream({ start: (controller) => void begun.push(controller) }),
        duplex: 'half',
      } as RequestInit)
    const eight = Array.from({ length: 8 }, () => begin(asker.cookie))
    // One turn for each to be let in.
    await new Promise((resolve) => setTimeout(resolve, 50))
    const ninth = await Promise.race([
      begin(asker.cookie),
      new Promise((resolve) => setTimeout(resolve, 500)),
    ])
    expect(ninth).toBeInstanceOf(Response)
    expect(await problemOf(ninth as Response)).toEqual([429, 'too_many_requests'])
    for (const controller of begun.slice(0, 8)) {
      controller.enqueue(new Uint8Array(bytes))
      controller.close()
    }
    for (const answer of eight) expect((await answer).status).toBe(204)
    expect((await desk.put(sha256, bytes, asker.cookie)).status).toBe(204)
  })

  it('take pictures under the hash of their bytes alone, and keep what is theirs', async () => {
    const bytes = await makePicture()
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect((await desk.put(sha256, bytes, asker.cookie)).status).toBe(204)
    expect((await desk.put(sha256, bytes, asker.cookie)).status).toBe(204)
    expect(await problemOf(await desk.put('ab'.repeat(32), bytes, asker.cookie))).toEqual([
      400,
      'malformed_request',
    ])
    expect(await problemOf(await desk.put('no-hash', bytes, asker.cookie))).toEqual([404, 'not_found'])
    const text = new TextEncoder().encode('no picture')
    const hash = createHash('sha256').update(text).digest('hex')
    expect(await problemOf(await desk.put(hash, text, asker.cookie))).toEqual([422, 'picture_invalid'])

    // Whoever sends what nobody can decode keeps the decoder from others for so long only.
    let answer = await desk.put(hash, text, asker.cookie)
    for (let tries = 0; tries < 130 && answer.status === 422; tries++)
      answer = await desk.put(hash, text, asker.cookie)
    expect(answer.status).toBe(429)
    expect((await desk.put(sha256, bytes, asker.cookie)).status).toBe(204)
    await held.database.query.deleteFrom('use_counts').execute()

    const { number } = await desk.send(asker, 'card-reissue', await lost())
    test.clock.now += 8 * DAY
    await test.issuer.sweep()
    const kept = () => held.database.query.selectFrom('service_files').select('request_id').execute()
    expect((await kept()).map(({ request_id: id }) => id !== null)).toEqual([true])
    asker = await desk.signIn(demoAccounts[0])
    await test.request(`/api/services/requests/${number}`, { method: 'DELETE', cookie: asker.cookie })
    test.clock.now += 91 * DAY
    await test.issuer.sweep()
    expect(await kept()).toEqual([])
  })

  it('keep a picture that two of them name until the last is decided and its time is over', async () => {
    const answers = await lost()
    const first = await desk.send(asker, 'card-reissue', answers)
    const second = await desk.send(asker, 'card-reissue', answers)
    const withdraw = async ({ number }: { number: string }) => {
      asker = await desk.signIn(demoAccounts[0])
      const path = `/api/services/requests/${number}`
      expect((await test.request(path, { method: 'DELETE', cookie: asker.cookie })).status).toBe(204)
    }
    const count = async () =>
      (await held.database.query.selectFrom('service_files').select('sha256').execute()).length
    await withdraw(second)
    test.clock.now += 91 * DAY
    await test.issuer.sweep()
    expect(await count()).toBe(1)
    await withdraw(first)
    await test.issuer.sweep()
    expect(await count()).toBe(1)
    test.clock.now += 91 * DAY
    await test.issuer.sweep()
    expect(await count()).toBe(0)
  })

  it('keep a picture that was sent again, or goes with a request, in the moment in which it is swept', async () => {
    const bytes = await makePicture()
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect((await desk.put(sha256, bytes, asker.cookie)).status).toBe(204)
    const read = () => held.database.query.selectFrom('service_files').selectAll().executeTakeFirstOrThrow()
    const age = () =>
      held.database.query
        .updateTable('service_files')
        .set({ created_at: start - 7 * DAY - 1 })
        .execute()
    await age()
    expect((await desk.put(sha256, bytes, asker.cookie)).status).toBe(204)
    expect((await read()).created_at).toBe(start)

    await age()
    await whileUncommitted(
      held.database,
      (transaction) => transaction.updateTable('service_files').set({ request_id: 'of a request' }).execute(),
      () => test.issuer.sweep(),
    )
    expect(await read()).toMatchObject({ sha256, request_id: 'of a request' })
  })
})
