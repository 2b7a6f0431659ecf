import { describe, expect, it, vi } from 'vitest'
import { helpdeskCodes } from '../../../../src/core/api/error-codes.ts'
import type { PartialDate } from '../../../../src/core/dates/partial-date.ts'
import type { Visit } from '../../../../src/core/snapshot/history.ts'
import { loadSummary } from '../../../../src/wallet/cards/read-wallet.ts'
import type { WalletDatabase } from '../../../../src/wallet/database/wallet-database.ts'
import { loadChanges, markChangesSeen } from '../../../../src/wallet/history/load-changes.ts'
import { loadHistories } from '../../../../src/wallet/history/load-history.ts'
import { refreshWallet } from '../../../../src/wallet/refresh/refresh-wallet.ts'
import { signOut } from '../../../../src/wallet/session/sign-out.ts'
import { DAY, FACE, NOW } from '../../../support/vectors/world.ts'
import { createTestWallet } from '../../../support/wallet/test-wallet.ts'

const cards = [
  { cardId: 'card-1', relation: 'self', face: FACE },
  { cardId: 'card-2', relation: 'child', face: { ...FACE, bhytNumber: 'TE1010199990002' }, personId: 'anh' },
  { cardId: 'card-3', relation: 'child', face: { ...FACE, bhytNumber: 'TE1010199990003' }, personId: 'em' },
] as const

const visit: Visit = {
  from: '2026-11-02' as PartialDate,
  facilityCode: '01929',
  totalCost: 300_000,
  paidByInsurance: 300_000,
  coPayment: 0,
  ownCost: 0,
}

async function createFamily() {
  const wallet = await createTestWallet()
  Object.assign(wallet.issuer, { cards, dependants: { anh: { sequence: 3 }, em: { sequence: 8 } } })
  return wallet
}

const listRows = (db: WalletDatabase) =>
  db.transact(['history'], 'readonly', (tx) => tx.objectStore('history').getAllKeys())

const peopleOf = async (db: WalletDatabase) =>
  (await loadHistories(db)).map(({ personId, relation, history }) => [
    personId,
    relation,
    history.holder.fullName,
    history.visits.length,
  ])

describe('histories of the family', () => {
  it('are fetched and kept for the person and each dependant', async () => {
    const { db, refresh } = await createFamily()
    expect(await refresh()).toMatchObject({ kind: 'fresh' })
    expect(await peopleOf(db)).toEqual([
      ['person-1', 'self', FACE.fullName, 0],
      ['anh', 'child', 'Con anh', 0],
      ['em', 'child', 'Con em', 0],
    ])
    const [own, first] = await loadHistories(db)
    expect(own?.history.cards?.map(({ cardId, personId }) => [cardId, personId])).toEqual([
      ['card-1', undefined],
      ['card-2', 'anh'],
      ['card-3', 'em'],
    ])
    expect(first?.history.cards?.map(({ cardId, relation }) => [cardId, relation])).toEqual([
      ['card-2', 'self'],
    ])
    expect(JSON.stringify(own)).not.toContain('hospitalText')
  })

  it('decrypt the wallet once in a whole refresh', async () => {
    const { db, issuer, refresh } = await createFamily()
    await refresh()
    Object.assign(issuer, {
      sequence: 20,
      now: NOW + 25 * DAY,
      dependants: { anh: { sequence: 21 }, em: { sequence: 22 } },
    })
    const rows = await db.transact(['cards', 'state'], 'readonly', async (tx) => [
      ...(await tx.objectStore('cards').getAll()),
      ...(await tx.objectStore('state').getAll()),
    ])
    const decrypt = vi.spyOn(crypto.subtle, 'decrypt')
    expect(await refresh()).toMatchObject({ kind: 'fresh' })
    expect(decrypt).toHaveBeenCalledTimes(rows.length)
    decrypt.mockRestore()
    expect((await loadHistories(db)).map(({ history }) => history.issuedAt)).toEqual(
      [1, 2, 3].map(() => NOW + 25 * DAY),
    )
  })

  it('are not fetched again while nothing changes, and change the mark of what is stored when it does', async () => {
    const { db, issuer, refresh } = await createFamily()
    await refresh()
    const before = await loadSummary(db)
    expect(await refresh()).toMatchObject({ kind: 'unchanged' })
    expect((await loadSummary(db)).histories).toBe(before.histories)
    issuer.dependants['em'] = { sequence: 9, visits: [visit] }
    expect(await refresh()).toMatchObject({ kind: 'fresh' })
    const after = await loadSummary(db)
    expect([after.sequence, after.histories !== before.histories]).toEqual([1, true])
    expect((await peopleOf(db))[2]).toEqual(['em', 'child', 'Con em', 1])
  })

  it('never go back to an older snapshot', async () => {
    const { db, issuer, refresh } = await createFamily()
    issuer.dependants['em'] = { sequence: 9, visits: [visit] }
    await refresh()
    issuer.dependants['em'] = { sequence: 8 }
    expect(await refresh()).toMatchObject({ kind: 'unchanged' })
    expect((await loadSummary(db)).cards[2]?.refreshed).toEqual({ at: NOW, helpdesk: 'W 110 050' })
    expect((await peopleOf(db))[2]).toEqual(['em', 'child', 'Con em', 1])
  })

  it('takes no other person’s snapshot for a dependant’s', async () => {
    const { db, inputs, issuer } = await createFamily()
    const swapped = ((path: string, init?: RequestInit) =>
      issuer.fetch(
        path === '/api/dependants/em/snapshot' ? '/api/dependants/anh/snapshot' : path,
        init,
      )) as typeof fetch
    const outcome = await refreshWallet(
      { ...inputs, issuer: { ...inputs.issuer, fetch: swapped } },
      { force: true },
    )
    expect(outcome).toMatchObject({ kind: 'fresh' })
    expect((await loadSummary(db)).cards[2]?.refreshed).toEqual({ helpdesk: 'W 110 040' })
    expect((await peopleOf(db)).map(([personId]) => personId)).toEqual(['person-1', 'anh'])
  })

  it('go with the link: at the issuer’s 404, and with the person’s own snapshot', async () => {
    const { db, issuer, refresh } = await createFamily()
    await refresh()
    expect(await listRows(db)).toEqual(['anh:3', 'em:8', 'person-1:1'])
    issuer.dependants = { anh: { sequence: 3 } }
    await refresh()
    expect((await peopleOf(db)).map(([personId]) => personId)).toEqual(['person-1', 'anh'])
    expect(await listRows(db)).toEqual(['anh:3', 'person-1:1'])
    issuer.cards = cards.slice(0, 1)
    issuer.sequence = 2
    await refresh()
    expect((await peopleOf(db)).map(([personId]) => personId)).toEqual(['person-1'])
    expect(await listRows(db)).toEqual(['person-1:1', 'person-1:2'])
  })

  it('go at a sign-out, and when another person signs in', async () => {
    const { db, issuer, caches, refresh } = await createFamily()
    await refresh()
    issuer.personId = 'person-2'
    issuer.cards = cards.slice(0, 1)
    await refresh()
    expect(await listRows(db)).toEqual(['person-2:1'])
    await signOut(db, caches)
    expect(await listRows(db)).toEqual([])
    expect(await loadHistories(db)).toEqual([])
  })

  it('are fetched although one of them cannot be, and the card is renewed before any', async () => {
    const { db, issuer, refresh } = await createFamily()
    issuer.interfere = (path) =>
      path === '/api/dependants/anh/snapshot'
        ? new Response(new Uint8Array(64), { headers: { 'Content-Type': 'application/cose' } })
        : undefined
    expect(await refresh()).toMatchObject({ kind: 'fresh' })
    expect((await peopleOf(db)).map(([personId]) => personId)).toEqual(['person-1', 'em'])
    expect((await loadSummary(db)).cards.every((card) => card.credential !== undefined)).toBe(true)
  })

  it('stop being asked for when the network goes', async () => {
    const { db, issuer, refresh } = await createFamily()
    issuer.interfere = (path) => {
      if (path === '/api/dependants/anh/snapshot') throw new TypeError('Failed to fetch')
      return undefined
    }
    expect(await refresh()).toMatchObject({ kind: 'fresh' })
    expect(issuer.asked).not.toContain('/api/dependants/em/snapshot')
    const tried = (await loadSummary(db)).cards.map(({ refreshed }) => refreshed?.helpdesk)
    expect(tried).toEqual([undefined, 'W 110 010', 'W 110 010'])
  })

  it('keep their own older date when one cannot be fetched, and what is the person’s own counts as refreshed', async () => {
    const { db, inputs, issuer } = await createFamily()
    const refreshAt = (at: number) =>
      refreshWallet({ ...inputs, issuer: { ...inputs.issuer, now: () => at } }, { force: true })
    await refreshAt(NOW)
    issuer.interfere = (path) =>
      path === '/api/dependants/anh/snapshot'
        ? Response.json({ code: 'internal' }, { status: 400 })
        : undefined
    expect(await refreshAt(NOW + 7200)).toMatchObject({ kind: 'unchanged', at: NOW + 7200 })
    const { cards: shown, refresh: record } = await loadSummary(db)
    expect(record?.lastSuccessAt).toBe(NOW + 7200)
    expect(shown.map(({ refreshed }) => refreshed)).toEqual([
      undefined,
      { at: NOW, helpdesk: helpdeskCodes.internal },
      { at: NOW + 7200 },
    ])
    issuer.interfere = () => undefined
    await refreshAt(NOW + 9000)
    expect((await loadSummary(db)).cards[1]?.refreshed).toEqual({ at: NOW + 9000 })
  })

  it('end the session where the issuer says so', async () => {
    const { db, issuer, refresh } = await createFamily()
    issuer.interfere = (path) =>
      path === '/api/dependants/anh/snapshot'
        ? Response.json({ code: 'device_replaced' }, { status: 401 })
        : undefined
    expect(await refresh()).toMatchObject({ kind: 'failed', code: 'device_replaced' })
    expect((await loadSummary(db)).signedIn).toBe(false)
  })

  it('are stored in one transaction: a full disk leaves what was there', async () => {
    const { db, inputs, issuer, refresh } = await createFamily()
    await refresh()
    const rows = await listRows(db)
    issuer.dependants['em'] = { sequence: 9, visits: [visit] }
    const full: typeof db = {
      ...db,
      transact: (stores, mode, use) =>
        db.transact(stores, mode, async (tx) => {
          const result = await use(tx)
          if (mode === 'readwrite') throw new DOMException('', 'QuotaExceededError')
          return result
        }),
    }
    const outcome = await refreshWallet({ ...inputs, db: full }, { force: true })
    expect(outcome).toMatchObject({ kind: 'failed', code: 'storage_full' })
    expect(await listRows(db)).toEqual(rows)
    expect((await peopleOf(db))[2]).toEqual(['em', 'child', 'Con em', 0])
  })
})

describe('what is new', () => {
  it('is nothing at first', async () => {
    const { db, refresh } = await createFamily()
    expect(await loadChanges(db)).toEqual([])
    await refresh()
    expect(await loadChanges(db)).toEqual([])
  })

  it('is kept over refreshes until it has been seen, for each person', async () => {
    const { db, issuer, refresh } = await createFamily()
    await refresh()
    Object.assign(issuer, { sequence: 2, participation: [{ kind: 'bhyt', from: '2020-01', to: '2027-01' }] })
    await refresh()
    Object.assign(issuer, { sequence: 3, visits: [visit] })
    issuer.dependants['em'] = { sequence: 9, visits: [visit] }
    await refresh()
    expect(await loadChanges(db)).toEqual([
      {
        personId: 'person-1',
        relation: 'self',
        fullName: FACE.fullName,
        since: NOW,
        changes: [
          { kind: 'months-paid', insurances: ['bhyt'], from: '2027-01', to: '2027-01', months: 1 },
          { kind: 'visit-new', visit },
        ],
      },
      {
        personId: 'em',
        relation: 'child',
        fullName: 'Con em',
        since: NOW,
        changes: [{ kind: 'visit-new', visit }],
      },
    ])
    expect(await listRows(db)).toEqual(['anh:3', 'em:8', 'em:9', 'person-1:1', 'person-1:3'])
    await markChangesSeen(db)
    expect(await loadChanges(db)).toEqual([])
    expect(await listRows(db)).toEqual(['anh:3', 'em:9', 'person-1:3'])
    expect(await refresh()).toMatchObject({ kind: 'unchanged' })
  })

  it('is no news that a snapshot was signed again', async () => {
    const { db, issuer, refresh } = await createFamily()
    await refresh()
    issuer.sequence = 2
    await refresh()
    expect(await loadChanges(db)).toEqual([])
  })

  it('is told once: of a dependant’s card with the dependant', async () => {
    const { db, issuer, refresh } = await createFamily()
    await refresh()
    issuer.cards = cards.map((card) => ({ ...card, face: { ...card.face, facilityCode: '79001' } }))
    issuer.sequence = 2
    issuer.dependants = { anh: { sequence: 4 }, em: { sequence: 9 } }
    await refresh()
    const told = (await loadChanges(db)).map(({ personId, changes }) => [
      personId,
      changes.map(({ kind }) => kind),
    ])
    expect(told).toEqual([
      ['person-1', ['card-facility']],
      ['anh', ['card-facility']],
      ['em', ['card-facility']],
    ])
  })

  it('is a card that has come or gone', async () => {
    const { db, issuer, refresh } = await createFamily()
    issuer.cards = cards.slice(0, 2)
    await refresh()
    issuer.cards = [...cards.slice(0, 1), ...cards.slice(2)]
    issuer.sequence = 2
    await refresh()
    expect((await loadChanges(db)).map(({ changes }) => changes.map(({ kind }) => kind))).toEqual([
      ['card-new', 'card-gone'],
    ])
  })

  it('does not end a refresh that is going on when it is marked as seen', async () => {
    const { db, issuer, refresh } = await createFamily()
    await refresh()
    issuer.sequence = 2
    issuer.visits = [visit]
    let marking: Promise<void> | undefined
    issuer.interfere = (path) => {
      if (path === '/api/snapshot') marking = markChangesSeen(db)
      return undefined
    }
    expect(await refresh()).toMatchObject({ kind: 'fresh' })
    await marking
    expect((await loadSummary(db)).signedIn).toBe(true)
    expect(await loadChanges(db)).toEqual([])
  })
})
