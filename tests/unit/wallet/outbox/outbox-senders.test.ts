import { describe, expect, it } from 'vitest'
import type { IssuerConnection } from '../../../../src/core/api/request.ts'
import { listOutbox, queueItem, readAnswer } from '../../../../src/wallet/outbox/outbox.ts'
import { sendOutbox } from '../../../../src/wallet/outbox/send-outbox.ts'
import { noTimer } from '../../../support/issuer/no-timer.ts'
import { NOW } from '../../../support/vectors/world.ts'
import { outboxSenders } from '../../../support/wallet/every-sender.ts'
import { createTestWallet, openTestDatabase } from '../../../support/wallet/test-wallet.ts'
import { DECLARATION, RECEIVED, REPORT } from './outbox-items.ts'

const id = '00000000-0000-4000-8000-000000000001'
const pictures = { portrait: new Uint8Array([1]), front: new Uint8Array([2]), back: new Uint8Array([3]) }
const hashOf = (kind: string) => kind.length.toString(16).padStart(64, '0')

/** An issuer that takes declarations, and answers otherwise where `interfere` says so. */
function createIssuer(interfere: (path: string, count: number) => Response | undefined = () => undefined) {
  const asked: { path: string; init: RequestInit }[] = []
  const fetchHere = async (path: string, init: RequestInit) => {
    asked.push({ path, init })
    const other = interfere(path, asked.filter((each) => each.path === path).length)
    if (other) return other
    const kind = /pictures\/(\w+)$/.exec(path)?.[1]
    if (kind) return Response.json({ picture: hashOf(kind) })
    if (path === '/api/reports') return Response.json({ key: id, ...REPORT, sentAt: NOW })
    return Response.json(RECEIVED.receipt)
  }
  const issuer: IssuerConnection = { fetch: fetchHere as typeof fetch, startTimer: noTimer, now: () => NOW }
  return { asked, issuer, paths: () => asked.map(({ path }) => path.replace('/api/registrations', '')) }
}

const problem = (status: number, code: string) => Response.json({ code }, { status })

async function queueDeclaration() {
  const db = await openTestDatabase()
  await queueItem(db, { kind: 'registration', payload: DECLARATION, blobs: pictures }, { id, now: NOW })
  return db
}

describe('sending a declaration', () => {
  it('sends the pictures one after the other, then files under the key', async () => {
    const db = await queueDeclaration()
    const { asked, issuer, paths } = createIssuer()
    const seen: unknown[] = []
    const onChange = () => void listOutbox(db).then(([item]) => seen.push(item?.progress))
    await sendOutbox({ db, issuer, senders: outboxSenders, onChange })
    expect(paths()).toEqual(['/pictures/portrait', '/pictures/front', '/pictures/back', ''])
    expect(asked.map(({ init }) => init.method)).toEqual(['PUT', 'PUT', 'PUT', 'POST'])
    expect(asked[1]?.init).toMatchObject({
      body: pictures.front,
      headers: { 'Content-Type': 'image/jpeg', 'Phone-Proof': 'proof' },
    })
    expect(asked[3]?.init.headers).toMatchObject({ 'Idempotency-Key': id })
    expect(JSON.parse(String(asked[3]?.init.body))).toEqual({
      ...DECLARATION,
      pictures: { portrait: hashOf('portrait'), front: hashOf('front'), back: hashOf('back') },
    })
    expect(seen).toContainEqual({ done: 2, total: 4 })
    expect(await readAnswer(db, 'registration', id)).toEqual(RECEIVED)
  })

  it('goes on after the picture that arrived last', async () => {
    const db = await queueDeclaration()
    const { issuer, paths } = createIssuer((path, count) => {
      if (path.endsWith('/back') && count === 1) throw new TypeError('network')
      return undefined
    })
    await sendOutbox({ db, issuer, senders: outboxSenders })
    expect(await listOutbox(db)).toMatchObject([
      { state: 'waiting', progress: { done: 2, total: 4 }, lastFault: { code: 'offline' } },
    ])
    await sendOutbox({ db, issuer, senders: outboxSenders })
    expect(paths().slice(3)).toEqual(['/pictures/back', ''])
    expect(await listOutbox(db)).toMatchObject([{ state: 'sent' }])
  })

  it('sends pictures anew, once, that the issuer no longer has', async () => {
    const db = await queueDeclaration()
    const { issuer, paths } = createIssuer((path, count) => {
      if (path !== '/api/registrations') return undefined
      return count === 1
        ? problem(503, 'unavailable')
        : count === 2
          ? problem(400, 'invalid_fields')
          : undefined
    })
    await sendOutbox({ db, issuer, senders: outboxSenders })
    await sendOutbox({ db, issuer, senders: outboxSenders })
    expect(paths().slice(4)).toEqual(['', '/pictures/portrait', '/pictures/front', '/pictures/back', ''])
    expect(await listOutbox(db)).toMatchObject([{ state: 'sent' }])
  })

  it.each([
    [409, 'declaration_waiting', 'refused'],
    [400, 'invalid_fields', 'refused'],
    [403, 'phone_proof_invalid', 'refused'],
    [503, 'unavailable', 'waiting'],
  ])('is after %i %s', async (status, code, state) => {
    const db = await queueDeclaration()
    const { issuer } = createIssuer((path) =>
      path === '/api/registrations' ? problem(status, code) : undefined,
    )
    await sendOutbox({ db, issuer, senders: outboxSenders })
    expect(await listOutbox(db)).toMatchObject([{ state, lastFault: { code } }])
  })

  it('does not believe what is no answer of the contract', async () => {
    const db = await queueDeclaration()
    const { issuer } = createIssuer((path) =>
      path.endsWith('/front') ? Response.json({ picture: 'x' }) : undefined,
    )
    await sendOutbox({ db, issuer, senders: outboxSenders })
    expect(await listOutbox(db)).toMatchObject([
      { state: 'waiting', lastFault: { code: 'answer_malformed' }, progress: { done: 1 } },
    ])
  })
})

describe('sending a report', () => {
  it('goes out under its key', async () => {
    const { db, refresh } = await createTestWallet()
    await refresh()
    await queueItem(db, { kind: 'report', payload: REPORT }, { id, now: NOW })
    const { asked, issuer } = createIssuer()
    await sendOutbox({ db, issuer, senders: outboxSenders })
    expect(JSON.parse(String(asked[0]?.init.body))).toEqual({
      key: id,
      personId: 'person-1',
      ...REPORT,
    })
    expect(await readAnswer(db, 'report', id)).toEqual({ sentAt: NOW })
  })

  it('waits on for its own person where somebody else has signed in meanwhile', async () => {
    const { db, refresh } = await createTestWallet()
    await refresh()
    await queueItem(db, { kind: 'report', payload: REPORT }, { id, now: NOW })
    const { issuer } = createIssuer((_path, count) =>
      count === 1 ? problem(409, 'other_person') : undefined,
    )
    await sendOutbox({ db, issuer, senders: outboxSenders })
    expect(await listOutbox(db)).toMatchObject([{ state: 'waiting', lastFault: { code: 'other_person' } }])
    await sendOutbox({ db, issuer, senders: outboxSenders })
    expect(await listOutbox(db)).toMatchObject([{ state: 'sent' }])
  })
})
