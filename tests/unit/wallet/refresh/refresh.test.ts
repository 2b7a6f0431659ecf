import { describe, expect, it } from 'vitest'
import { writeDeskAudience, writePosterAudience } from '../../../../src/core/credential/desk.ts'
import { issueTrustList } from '../../../../src/core/credential/trust-list.ts'
import { verifyCard } from '../../../../src/core/credential/verify-card.ts'
import { issueSnapshot } from '../../../../src/core/snapshot/snapshot.ts'
import { loadSummary, openWallet } from '../../../../src/wallet/cards/read-wallet.ts'
import { readReadyPage } from '../../../../src/wallet/cards/ready-page.ts'
import { addSelfDeclaredCard, renameCard } from '../../../../src/wallet/cards/self-declared-cards.ts'
import { updateWallet } from '../../../../src/wallet/cards/update-wallet.ts'
import { loadHistory } from '../../../../src/wallet/history/load-history.ts'
import {
  noteShownReminders,
  readReminderChoice,
  saveReminderChoice,
} from '../../../../src/wallet/history/reminder-choice.ts'
import { loadDraft, saveDraft } from '../../../../src/wallet/outbox/drafts.ts'
import { presentLiveCode } from '../../../../src/wallet/presenting/present-code.ts'
import { listPresentations, notePresentation } from '../../../../src/wallet/presenting/presentations.ts'
import { refreshWallet } from '../../../../src/wallet/refresh/refresh-wallet.ts'
import { noteSignedIn } from '../../../../src/wallet/session/sign-in.ts'
import { signOut } from '../../../../src/wallet/session/sign-out.ts'
import { eventually } from '../../../support/eventually.ts'
import { listVectors } from '../../../support/vectors/files.ts'
import { DANGEROUS_KEYS } from '../../../support/vectors/keys.ts'
import type { MessageVector } from '../../../support/vectors/lists.ts'
import { bytesOf } from '../../../support/vectors/notation.ts'
import { DAY, FACE, NOW, TRUST_LIST } from '../../../support/vectors/world.ts'
import { createTestWallet } from '../../../support/wallet/test-wallet.ts'

const cose = { headers: { 'Content-Type': 'application/cose' } }

const problem = (status: number, code: string) => Response.json({ code }, { status })

describe('refreshing the wallet', () => {
  it('brings cards, credentials, history and the ready page', async () => {
    const { db, caches, refresh, changes } = await createTestWallet()
    expect(await refresh()).toEqual({ kind: 'fresh', at: NOW })
    const summary = await loadSummary(db)
    expect(summary).toMatchObject({ sequence: 1, signedIn: true, holderKeys: 'ready' })
    expect(summary.cards.map((card) => [card.cardId, card.position, card.hospitalText])).toEqual([
      ['card-1', 0, 'DN4010199990001|text'],
      ['card-2', 1, 'TE1010199990002|text'],
    ])
    expect(summary.refresh).toEqual({
      last: { kind: 'fresh', at: NOW },
      lastSuccessAt: NOW,
      clockDifference: 0,
    })
    expect((await loadHistory(db))?.participation).toEqual([{ kind: 'bhyt', from: '2020-01', to: '2026-12' }])
    const carried = await readReadyPage(caches)
    expect(carried?.cards.map((card) => [card.face.bhytNumber, card.hospitalText])).toEqual([
      ['DN4010199990001', 'DN4010199990001|text'],
      ['TE1010199990002', 'TE1010199990002|text'],
    ])
    expect(JSON.stringify(carried)).not.toMatch(/credential/i)
    expect(changes.length).toBeGreaterThan(0)
  })

  it('gives codes that a desk accepts', async () => {
    const { db, refresh } = await createTestWallet()
    await refresh()
    const live = await presentLiveCode(db, 'card-1', NOW + 3)
    if (!live.ok) throw new Error(live.error)
    const verified = await verifyCard(live.value.text, { trustList: TRUST_LIST, now: NOW + 5 })
    expect(verified).toMatchObject({ verdict: 'valid', card: { bhytNumber: FACE.bhytNumber } })
  })

  it('never dates a live code before its credential, and makes none after its end', async () => {
    const { db, refresh } = await createTestWallet()
    await refresh()
    expect(await presentLiveCode(db, 'card-1', NOW - 100)).toMatchObject({ value: { issuedAt: NOW } })
    expect(await presentLiveCode(db, 'card-1', NOW + 31 * DAY)).toEqual({ ok: false, error: 'expired' })
    expect(await presentLiveCode(db, 'card-9', NOW)).toEqual({ ok: false, error: 'no_credential' })
  })

  it('makes no live code with a clock that is behind what it has seen signed, or was set while the page lived', async () => {
    const { db, refresh } = await createTestWallet()
    await refresh()
    const clock = { ok: false, error: 'clock' }
    expect(await presentLiveCode(db, 'card-1', NOW - 121)).toEqual(clock)
    expect(await presentLiveCode(db, 'card-1', NOW + 60, { isDoubtful: true })).toEqual(clock)
  })

  it('answers a desk’s code whatever the clock says, so that the desk takes it', async () => {
    const { db, refresh } = await createTestWallet()
    await refresh()
    const to = { audience: writeDeskAudience('01001'), nonce: new Uint8Array(16).fill(9) }
    for (const off of [-365 * DAY, -500, 0, 500, 365 * DAY]) {
      const answer = await presentLiveCode(db, 'card-1', NOW + off, { to, isDoubtful: true })
      if (!answer.ok) throw new Error(answer.error)
      const context = {
        trustList: TRUST_LIST,
        audience: to.audience,
        expectedNonce: to.nonce,
      }
      expect(await verifyCard(answer.value.text, { ...context, now: NOW + 30 })).toMatchObject({
        verdict: 'valid',
      })
      const other = { ...context, expectedNonce: new Uint8Array(16).fill(8) }
      expect(await verifyCard(answer.value.text, { ...other, now: NOW + 30 })).toMatchObject({
        verdict: 'replayed',
      })
    }
  })

  it('answers a poster as it makes live codes: for that facility, with its moment, and with a sound clock', async () => {
    const { db, refresh } = await createTestWallet()
    await refresh()
    const to = { audience: writePosterAudience('01001') }
    const clock = { ok: false, error: 'clock' }
    expect(await presentLiveCode(db, 'card-1', NOW - 121, { to })).toEqual(clock)
    expect(await presentLiveCode(db, 'card-1', NOW, { to, isDoubtful: true })).toEqual(clock)
    const answer = await presentLiveCode(db, 'card-1', NOW + 30, { to })
    if (!answer.ok) throw new Error(answer.error)
    const at = (now: number, posterFacility: string) =>
      verifyCard(answer.value.text, { trustList: TRUST_LIST, now, posterFacility })
    expect(await at(NOW + 31, '01001')).toMatchObject({ verdict: 'valid', notes: ['poster'] })
    expect(await at(NOW + 151, '01001')).toMatchObject({ verdict: 'clock_differs' })
    expect(await at(NOW + 31, '01002')).toMatchObject({ verdict: 'wrong_audience' })
    const inCounterMode = { audience: writeDeskAudience('01001'), expectedNonce: new Uint8Array(16) }
    expect(
      await verifyCard(answer.value.text, { trustList: TRUST_LIST, now: NOW + 31, ...inCounterMode }),
    ).toMatchObject({ verdict: 'wrong_audience' })
  })

  it('brings everything to a device whose clock is years off, and codes that a desk accepts where it is fast', async () => {
    for (const off of [-2 * 365 * DAY, 2 * 365 * DAY]) {
      const { db, inputs, issuer } = await createTestWallet()
      const device = { ...inputs, issuer: { ...inputs.issuer, now: () => issuer.now + off } }
      expect(await refreshWallet(device, { force: true })).toMatchObject({ kind: 'fresh' })
      issuer.asked.length = 0
      expect(await refreshWallet(device, { force: true })).toMatchObject({ kind: 'unchanged' })
      expect(issuer.asked).not.toContain('/api/credentials')
      const live = await presentLiveCode(db, 'card-1', NOW + off + 5)
      if (off < 0) expect(live).toEqual({ ok: false, error: 'clock' })
      else if (!live.ok) throw new Error(live.error)
      else {
        const verified = await verifyCard(live.value.text, { trustList: TRUST_LIST, now: NOW + 5 })
        expect(verified).toMatchObject({ verdict: 'valid' })
      }
    }
  })

  it('answers 304 with unchanged, and asks again only when told to', async () => {
    const { inputs, issuer, refresh } = await createTestWallet()
    await refresh()
    issuer.now += 10
    expect(await refresh()).toEqual({ kind: 'unchanged', at: NOW + 10 })
    issuer.asked.length = 0
    issuer.now += 10
    expect(await refreshWallet(inputs, { force: false })).toEqual({ kind: 'unchanged', at: NOW + 10 })
    expect(issuer.asked).toEqual([])
  })

  it('leaves the service alone for as long as it asks, and up to as long again, each phone in its own way', async () => {
    const { inputs, issuer, db } = await createTestWallet()
    const isAskedAt = async (at: number, { random = 0, force = false } = {}) => {
      issuer.now = at
      issuer.asked.length = 0
      await refreshWallet({ ...inputs, random: () => random }, { force })
      return issuer.asked.length > 0
    }
    const busy = () =>
      new Response('<html>no server is available</html>', {
        status: 503,
        headers: { 'Content-Type': 'text/html', 'Retry-After': '300' },
      })
    issuer.interfere = busy
    expect(await isAskedAt(NOW, { random: 0.5 })).toBe(true)
    expect((await loadSummary(db)).refresh).toMatchObject({ notBefore: NOW + 450 })
    expect(await isAskedAt(NOW + 449)).toBe(false)
    // Who taps is asked for, and told.
    expect(await isAskedAt(NOW + 10, { force: true })).toBe(true)
    expect(await isAskedAt(NOW + 309)).toBe(false)
    issuer.interfere = () => Response.json({ code: 'unavailable', retryAfter: 86_400 }, { status: 503 })
    expect(await isAskedAt(NOW + 310)).toBe(true)
    expect((await loadSummary(db)).refresh).toMatchObject({ notBefore: NOW + 310 + 3600 })
    // The clock was a year ahead when that was noted.
    expect(await isAskedAt(NOW - 365 * DAY)).toBe(true)
    issuer.interfere = () => undefined
    expect(await isAskedAt(NOW + 3911)).toBe(true)
    expect((await loadSummary(db)).refresh).not.toHaveProperty('notBefore')
  })

  it('renews credentials when they are three to four days old, each at another time', async () => {
    const { db, issuer, refresh } = await createTestWallet()
    const ages: number[] = []
    await refresh()
    for (let round = 0; round < 6; round++) {
      const [before] = (await loadSummary(db)).cards
      const start = before?.credentialIssuedAt ?? 0
      issuer.now = start + 3 * DAY - 1
      await refresh()
      expect((await loadSummary(db)).cards[0]?.credentialIssuedAt).toBe(start)
      const hours = Array.from({ length: 25 }, (_, hour) => start + 3 * DAY + hour * 3600)
      for (const at of hours) {
        issuer.now = at
        await refresh()
        const issuedAt = (await loadSummary(db)).cards[0]?.credentialIssuedAt ?? 0
        if (issuedAt === start) continue
        ages.push(issuedAt - start)
        break
      }
    }
    expect(ages).toHaveLength(6)
    expect(Math.max(...ages)).toBeLessThanOrEqual(4 * DAY)
    expect(new Set(ages).size).toBeGreaterThan(1)
  })

  it('renews credentials after three weeks, and those of a changed face', async () => {
    const { db, issuer, refresh } = await createTestWallet()
    await refresh()
    issuer.now += 21 * DAY
    await refresh()
    expect((await loadSummary(db)).cards[0]?.credentialExpiresAt).toBe(NOW + 51 * DAY)
    issuer.asked.length = 0
    issuer.sequence = 2
    issuer.cards = issuer.cards.map((card) => ({ ...card, face: { ...card.face, facilityCode: '79001' } }))
    await refresh()
    expect(issuer.asked.filter((path) => path === '/api/credentials')).toHaveLength(2)
    const [card] = (await loadSummary(db)).cards
    expect(card).toMatchObject({ face: { facilityCode: '79001' } })
    expect(card?.credentialOutdated).toBeUndefined()
  })

  it('renews credentials of a signing key that the trust list has no more', async () => {
    const { db, issuer, refresh } = await createTestWallet()
    await refresh()
    const before = (await loadSummary(db)).cards[0]?.credential
    const [stolen, ...others] = TRUST_LIST.keys
    if (!stolen) throw new Error('no card key')
    // The double still signs with the stolen key: what it gives is not taken, and what is here stays.
    issuer.trustList = { ...TRUST_LIST, sequence: 8, keys: others }
    expect(await refresh()).toMatchObject({ kind: 'failed', code: 'answer_unverifiable' })
    expect((await loadSummary(db)).cards[0]?.credential).toEqual(before)
    issuer.asked.length = 0
    issuer.trustList = { ...TRUST_LIST, sequence: 9 }
    expect(await refresh()).toMatchObject({ kind: 'unchanged' })
    expect(issuer.asked).not.toContain('/api/credentials')
  })

  it('enrols anew when the issuer has forgotten the key', async () => {
    const { db, issuer, refresh } = await createTestWallet()
    await refresh()
    issuer.bound.clear()
    issuer.now += 21 * DAY
    expect(await refresh()).toMatchObject({ kind: 'fresh' })
    expect((await loadSummary(db)).cards[0]?.credentialExpiresAt).toBe(NOW + 51 * DAY)
  })

  it('keeps names and order, drops cards that are gone, replaces self-declared ones', async () => {
    const { db, issuer, refresh } = await createTestWallet()
    const declared = { face: FACE, hospitalText: 'scanned', label: 'Mẹ', relation: 'self' } as const
    await addSelfDeclaredCard(db, declared, { newId: 'a', now: NOW })
    await addSelfDeclaredCard(
      db,
      { ...declared, face: { ...FACE, bhytNumber: 'GD4010199990009' } },
      { newId: 'b', now: NOW },
    )
    await refresh()
    const summary = await loadSummary(db)
    expect(summary.cards.map((card) => [card.cardId, card.label])).toEqual([
      ['card-1', 'Mẹ'],
      ['~b', 'Mẹ'],
      ['card-2', undefined],
    ])
    issuer.sequence = 2
    issuer.cards = issuer.cards.slice(0, 1)
    await refresh()
    expect((await loadSummary(db)).cards.map((card) => card.cardId)).toEqual(['card-1', '~b'])
    expect(await presentLiveCode(db, 'card-2', NOW)).toEqual({ ok: false, error: 'no_credential' })
  })

  it("replaces another person's cards, but not the self-declared ones", async () => {
    const { db, issuer, refresh } = await createTestWallet()
    await refresh()
    issuer.personId = 'person-2'
    issuer.cards = [{ cardId: 'card-9', relation: 'self', face: { ...FACE, fullName: 'Trần Văn Bình' } }]
    await refresh()
    expect(await refresh()).toMatchObject({ kind: 'unchanged' })
    expect((await loadSummary(db)).cards.map((card) => card.cardId)).toEqual(['card-9'])
  })

  it("keeps one's own choices, and none of another person's", async () => {
    const { db, issuer, refresh } = await createTestWallet()
    await refresh()
    await saveReminderChoice(db, { wanted: true })
    await noteShownReminders(db, ['card-1 expiry'])
    issuer.sequence = 2
    await refresh()
    expect(await readReminderChoice(db)).toEqual({ wanted: true, shown: ['card-1 expiry'] })
    issuer.personId = 'person-2'
    await refresh()
    expect(await readReminderChoice(db)).toEqual({ wanted: false, shown: [] })
  })

  it("keeps where one's own card was shown, and nothing of another person's", async () => {
    const { db, issuer, refresh } = await createTestWallet()
    await refresh()
    await notePresentation(db, { at: NOW, cardId: 'card-1', mode: 'quick' })
    issuer.sequence = 2
    await refresh()
    expect(await listPresentations(db)).toHaveLength(1)
    issuer.personId = 'person-2'
    await refresh()
    expect(await listPresentations(db)).toEqual([])
  })

  it("drops another person's drafts, and keeps one's own", async () => {
    const { db, issuer, refresh } = await createTestWallet()
    await refresh()
    await saveDraft(db, 'personal-details', { phone: '0000000001' })
    issuer.sequence = 2
    await refresh()
    expect(await loadDraft(db, 'personal-details')).toEqual({ phone: '0000000001' })
    issuer.personId = 'person-2'
    await refresh()
    expect(await loadDraft(db, 'personal-details')).toBeUndefined()
  })

  it('reports how far the clock is off', async () => {
    const { db, inputs, issuer } = await createTestWallet()
    const slow = { ...inputs, issuer: { ...inputs.issuer, now: () => issuer.now - 400 } }
    await refreshWallet(slow, { force: true })
    expect((await loadSummary(db)).refresh?.clockDifference).toBe(400)
  })
})

describe('a refresh that goes wrong leaves the last good cards', () => {
  const ways = {
    'no network': () => {
      throw new TypeError('Failed to fetch')
    },
    'a body cut off': () =>
      new Response(
        new ReadableStream({
          start: (controller) => {
            controller.enqueue(new Uint8Array([0xd2, 0x84]))
            controller.error(new TypeError('network error'))
          },
        }),
      ),
    'a truncated body': () => new Response(new Uint8Array([0xd2, 0x84]), cose),
    'a captive portal': () =>
      new Response('<html>pay here</html>', { headers: { 'Content-Type': 'text/html' } }),
    'a broken server': () => problem(500, 'internal'),
    'a proxy error': () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
    'an endless body': () => new Response(new Uint8Array(2_000_000), cose),
  }
  const paths = ['/api/trust-list', '/api/snapshot', '/api/nonces', '/api/holder-keys', '/api/credentials']

  for (const [name, misbehave] of Object.entries(ways)) {
    it.each(paths)(`${name} at %s`, async (path) => {
      const { db, issuer, caches, refresh } = await createTestWallet()
      await refresh()
      const before = await loadSummary(db)
      issuer.now += 21 * DAY
      if (path === '/api/holder-keys') issuer.bound.clear()
      issuer.interfere = (asked) => (asked === path ? misbehave() : undefined)
      const outcome = await refresh()
      const after = await loadSummary(db)
      expect(outcome).toMatchObject({ kind: 'failed', at: issuer.now })
      // With an unverifiable trust list the one at hand still does, and renewals go on.
      if (path !== '/api/trust-list') expect(after.cards).toEqual(before.cards)
      expect(after.cards.map((card) => card.face)).toEqual(before.cards.map((card) => card.face))
      expect(after.refresh).toMatchObject({ last: outcome, lastSuccessAt: NOW })
      expect((await presentLiveCode(db, 'card-1', issuer.now)).ok).toBe(true)
      expect((await readReadyPage(caches))?.cards).toHaveLength(2)
      issuer.interfere = () => undefined
      expect((await refresh()).kind).toMatch(/^(fresh|unchanged)$/)
      expect((await loadSummary(db)).cards[0]?.credentialExpiresAt).toBe(NOW + 51 * DAY)
    })
  }

  it('refuses an older snapshot and one that does not verify, and says so', async () => {
    const { db, issuer, refresh } = await createTestWallet()
    issuer.sequence = 5
    await refresh()
    issuer.sequence = 4
    expect(await refresh()).toMatchObject({ kind: 'failed', code: 'answer_outdated' })
    issuer.sequence = 6
    issuer.interfere = (path) =>
      path === '/api/snapshot' ? new Response(new Uint8Array(64), cose) : undefined
    expect(await refresh()).toMatchObject({ kind: 'failed', code: 'answer_unverifiable' })
    expect((await loadSummary(db)).sequence).toBe(5)
  })

  it('is not pinned by what a key signed that is listed no more, its dependants neither', async () => {
    const { db, issuer, refresh } = await createTestWallet()
    issuer.cards = issuer.cards.map((card) =>
      card.relation === 'child' ? { ...card, personId: 'person-2' } : card,
    )
    issuer.sequence = Number.MAX_SAFE_INTEGER
    issuer.dependants = { 'person-2': { sequence: Number.MAX_SAFE_INTEGER } }
    expect(await refresh()).toMatchObject({ kind: 'fresh' })
    issuer.sequence = 2
    issuer.dependants = { 'person-2': { sequence: 2 } }
    expect(await refresh()).toMatchObject({ kind: 'failed', code: 'answer_outdated' })
    const { keyId, publicKey } = DANGEROUS_KEYS.nextStatus
    issuer.snapshotSigner = DANGEROUS_KEYS.nextStatus
    issuer.trustList = {
      ...TRUST_LIST,
      sequence: 8,
      keys: TRUST_LIST.keys.map((key) => (key.role === 'snapshot' ? { ...key, keyId, publicKey } : key)),
    }
    expect(await refresh()).toMatchObject({ kind: 'fresh' })
    const { state } = await openWallet(db)
    expect(state).toMatchObject({ sequence: 2, seen: 2, signedAt: issuer.now })
    expect(state.dependants).toMatchObject([{ stored: { sequence: 2 } }])
    issuer.sequence = 1
    expect(await refresh()).toMatchObject({ kind: 'failed', code: 'answer_outdated' })
  })

  it('refuses a snapshot from the future, which would forbid live codes until then', async () => {
    const { issuer, refresh } = await createTestWallet()
    await refresh()
    const message = await issueSnapshot(
      { ...issuer.toSnapshot(), sequence: 2, issuedAt: issuer.now + 601 },
      DANGEROUS_KEYS.snapshot,
    )
    issuer.interfere = (path) => (path === '/api/snapshot' ? new Response(message, cose) : undefined)
    expect(await refresh()).toMatchObject({ kind: 'failed', code: 'answer_unverifiable' })
  })

  it('keeps what it has when a snapshot needs a newer app, and renews its credentials', async () => {
    const { db, issuer, refresh } = await createTestWallet()
    await refresh()
    const vector = listVectors<MessageVector>('snapshot/snapshots').find(
      ({ file }) => file === 'newer-major-version',
    )
    issuer.now += 21 * DAY
    issuer.interfere = (path) =>
      path === '/api/snapshot' ? new Response(bytesOf(vector?.message ?? ''), cose) : undefined
    expect(await refresh()).toMatchObject({ kind: 'failed', code: 'snapshot_too_new' })
    const summary = await loadSummary(db)
    expect(summary).toMatchObject({ sequence: 1, signedIn: true })
    expect(summary.cards.map((card) => card.credentialExpiresAt)).toEqual([NOW + 51 * DAY, NOW + 51 * DAY])
    expect((await loadHistory(db))?.issuedAt).toBe(NOW)
  })

  it('takes a snapshot of a newer minor version with what it knows and what it does not', async () => {
    const { db, issuer, refresh } = await createTestWallet()
    await refresh()
    const vector = listVectors<MessageVector>('snapshot/snapshots').find(
      ({ file }) => file === 'newer-minor-version',
    )
    issuer.interfere = (path) =>
      path === '/api/snapshot' ? new Response(bytesOf(vector?.message ?? ''), cose) : undefined
    await refresh()
    const history = await loadHistory(db)
    expect(history?.participation).toMatchObject([{ kind: 'unknown-9', unread: expect.any(String) }])
    expect(history?.benefits).toMatchObject([{ kind: 'unknown-70', state: 'unknown-6' }])
    expect(history?.visits).toHaveLength(2)
  })

  it('refuses an older trust list and a foreign one, and uses the one it has', async () => {
    const { issuer, refresh } = await createTestWallet()
    await refresh()
    issuer.trustList = { ...TRUST_LIST, sequence: 6 }
    expect(await refresh()).toMatchObject({ kind: 'failed', code: 'answer_outdated' })
    issuer.sequence = 2
    issuer.interfere = (path) =>
      path === '/api/trust-list' ? new Response(new Uint8Array(64), cose) : undefined
    expect(await refresh()).toMatchObject({ kind: 'failed', code: 'trust_list_unverifiable' })
  })

  it('goes back to no older trust list when the newest has expired', async () => {
    const { inputs, issuer } = await createTestWallet()
    const older = { ...TRUST_LIST, sequence: 6 }
    const shipped = await issueTrustList(older, DANGEROUS_KEYS.productionRoot)
    const refresh = () =>
      refreshWallet({ ...inputs, readShippedTrustList: async () => shipped }, { force: true })
    issuer.trustList = { ...TRUST_LIST, expiresAt: NOW + DAY }
    expect(await refresh()).toMatchObject({ kind: 'fresh' })
    issuer.now += 2 * DAY
    issuer.trustList = older
    expect(await refresh()).toMatchObject({ kind: 'failed', code: 'answer_outdated' })
    issuer.trustList = { ...TRUST_LIST, sequence: 8 }
    expect(await refresh()).toMatchObject({ kind: 'unchanged' })
  })

  it('keeps the cards when the session is over, and stops asking', async () => {
    const { db, issuer, refresh } = await createTestWallet()
    await refresh()
    issuer.signedIn = false
    issuer.now += 100
    expect(await refresh()).toEqual({ kind: 'not_signed_in', at: NOW + 100 })
    const summary = await loadSummary(db)
    expect(summary).toMatchObject({ signedIn: false, refresh: { lastSuccessAt: NOW } })
    expect(summary.cards).toHaveLength(2)
    issuer.asked.length = 0
    expect(await refresh()).toMatchObject({ kind: 'not_signed_in' })
    expect(issuer.asked).toEqual([])
  })

  it('does not bring cards back after a sign-out in the middle', async () => {
    const { db, issuer, caches, refresh } = await createTestWallet()
    for (const path of ['/api/snapshot', '/api/holder-keys']) {
      let leaving: Promise<void> | undefined
      issuer.interfere = (asked) => {
        if (asked === path) leaving = signOut(db, caches)
        return undefined
      }
      await refresh()
      await leaving
      expect((await loadSummary(db)).cards).toEqual([])
      expect(await readReadyPage(caches)).toBeUndefined()
    }
  })

  it('leaves the session of whoever has signed in in the middle', async () => {
    const { db, issuer, refresh } = await createTestWallet()
    let entering: Promise<void> | undefined
    issuer.interfere = (asked) => {
      if (asked === '/api/snapshot') entering = noteSignedIn(db)
      return undefined
    }
    await refresh()
    await entering
    expect(await loadSummary(db)).toMatchObject({ signedIn: true, cards: [] })
    issuer.interfere = () => undefined
    expect(await refresh()).toMatchObject({ kind: 'fresh' })
  })

  it('brings nothing of who has signed out to who has signed in since, and ends nothing of theirs', async () => {
    const answers = [
      async (answer: Promise<Response>) => answer,
      async () => problem(401, 'session_expired'),
      async () => problem(401, 'device_replaced'),
    ]
    for (const late of answers) {
      const { db, caches, inputs, issuer } = await createTestWallet()
      const fetchLate = (async (path: string, init: RequestInit = {}) => {
        const answer = issuer.fetch(path, init)
        if (path !== '/api/snapshot') return answer
        await answer
        await signOut(db, caches)
        await noteSignedIn(db)
        return late(answer)
      }) as typeof fetch
      await refreshWallet({ ...inputs, issuer: { ...inputs.issuer, fetch: fetchLate } }, { force: true })
      expect(await loadSummary(db)).toMatchObject({ signedIn: true, cards: [], sequence: 0 })
      expect(await readReadyPage(caches)).toBeUndefined()
    }
  })

  it('goes on where a page without Web Locks has refreshed in the middle', async () => {
    const { db, issuer, refresh } = await createTestWallet()
    let other: Promise<unknown> | undefined
    issuer.interfere = (asked) => {
      const change: Parameters<typeof updateWallet>[1] = ({ state }) => ({
        state: { ...state, refresh: { last: { kind: 'unchanged', at: NOW } } },
      })
      if (asked === '/api/snapshot') other = updateWallet(db, change)
      return undefined
    }
    expect(await refresh()).toMatchObject({ kind: 'fresh' })
    await other
    const summary = await loadSummary(db)
    expect(summary.signedIn).toBe(true)
    expect(summary.cards).toHaveLength(2)
  })

  it('keeps a name that was given while the credential was fetched', async () => {
    const { db, issuer, refresh } = await createTestWallet()
    let naming: Promise<void> | undefined
    issuer.interfere = (asked) => {
      if (asked === '/api/holder-keys') naming ??= renameCard(db, 'card-1', 'Thẻ của mẹ')
      return undefined
    }
    await refresh()
    await naming
    const [card] = (await loadSummary(db)).cards
    expect(card).toMatchObject({ label: 'Thẻ của mẹ', credential: expect.anything() })
  })

  it('leaves no ready page that was still being written during the sign-out', async () => {
    const { db, caches, inputs } = await createTestWallet()
    let leaving: Promise<void> | undefined
    const slow = {
      ...caches,
      open: async (name: string) => {
        const cache = await caches.open(name)
        const put: Cache['put'] = async (place, copy) => {
          leaving ??= signOut(db, caches)
          await eventually(async () => expect((await loadSummary(db)).signedIn).toBe(false))
          await (await caches.open(name)).put(place, copy)
        }
        return { ...cache, put }
      },
    }
    await refreshWallet({ ...inputs, caches: slow }, { force: true })
    await leaving
    expect(await readReadyPage(caches)).toBeUndefined()
  })

  it('says that the disk is full', async () => {
    const { db, inputs, refresh, issuer } = await createTestWallet()
    await refresh()
    issuer.sequence = 2
    const full: typeof db = {
      ...db,
      transact: (stores, mode, use) => {
        if (mode === 'readonly') return db.transact(stores, mode, use)
        return db.transact(stores, mode, () => {
          throw new DOMException('', 'QuotaExceededError')
        })
      },
    }
    const outcome = await refreshWallet({ ...inputs, db: full }, { force: true })
    expect(outcome).toMatchObject({ kind: 'failed', code: 'storage_full' })
    expect((await loadSummary(db)).cards).toHaveLength(2)
  })
})
