import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readRequests } from '../../../src/core/snapshot/service-requests.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { DATABASE_NAME } from '../../../src/wallet/database/wallet-database.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'
import { createServiceDesk } from '../../support/issuer/service-desk.ts'
import { fromFossil } from '../../support/wallet/fossil-notation.ts'
import { openDevice, type WalletModule } from '../../support/wallet/wallet-device.ts'
import * as today from '../../write/wallet-entry.ts'

/** Frozen by tests/write/frozen-wallet.ts; phones come back with it after months. */
const releases = ['0.1.0'] as const
const folderOf = (release: string) => resolve(import.meta.dirname, '../../fossils', `wallet-${release}`)

const DAY = 86_400

let held: TestDatabase
let test: TestIssuer

async function openIssuer(kind: 'sqlite' | 'postgresql') {
  held = await openDemoDatabase(kind)
  test = await createTestIssuer(held.database)
}

afterEach(async () => {
  await test.issuer.stop()
  await held.dispose()
})

const countReports = async () =>
  (await held.database.query.selectFrom('office_requests').select('id').execute()).length

/** Everything that a wallet asks of the issuer, on two devices. */
async function walk(wallet: WalletModule): Promise<void> {
  const first = await openDevice(test, wallet)
  expect(await first.signIn()).toBe('done')

  expect(await first.refresh()).toMatchObject({ kind: 'fresh' })
  const enrolled = await first.readCards()
  expect(enrolled.map(({ face }) => face.fullName)).toEqual([
    'Nguyễn Thị Mẫu',
    'Trần Minh Mẫu',
    'Trần Bảo Ngọc Mẫu',
  ])
  expect(enrolled.map(({ credentialIssuedAt }) => credentialIssuedAt)).not.toContain(undefined)
  expect((await wallet.loadHistories(first.db)).map(({ history }) => history.visits.length > 0)).toEqual([
    true,
    true,
    true,
  ])
  expect(await first.refresh()).toMatchObject({ kind: 'unchanged' })

  // Renewal: with the key that is enrolled, as the credential grows old.
  test.clock.now += 12 * DAY
  expect(await first.refresh()).toMatchObject({ kind: 'fresh' })
  for (const [at, { credentialIssuedAt = 0 }] of (await first.readCards()).entries())
    expect(credentialIssuedAt).toBeGreaterThan(enrolled[at]?.credentialIssuedAt ?? Number.POSITIVE_INFINITY)

  // The outbox: sent once, however often it is tried.
  await first.queueReport('00000000-0000-4000-8000-00000000000a')
  expect(await first.send()).toEqual({ waiting: 0 })
  expect(await first.send()).toEqual({ waiting: 0 })
  expect(await countReports()).toBe(1)

  // Device transfer: the first one says why, and keeps no issued card.
  const second = await openDevice(test, wallet)
  expect(await second.signIn()).toBe('done')
  expect(await second.refresh()).toMatchObject({ kind: 'fresh' })
  expect(await first.refresh()).toMatchObject({ kind: 'failed', code: 'device_replaced' })
  expect(await first.readCards()).toEqual([])

  // Sign-out: nothing is left on the device, and its cookie opens nothing any more.
  const cookie = second.readCookies()
  expect((await test.request('/api/snapshot', { cookie })).status).toBe(200)
  await second.signOut()
  expect(await second.readCards()).toEqual([])
  expect(await second.refresh()).toMatchObject({ kind: 'not_signed_in' })
  expect((await test.request('/api/snapshot', { cookie })).status).toBe(401)
}

describe.each(['sqlite', 'postgresql'] as const)('today’s wallet and today’s issuer, %s', (kind) => {
  beforeEach(() => openIssuer(kind))

  it('signs in, enrols, refreshes, renews, sends, moves to another device and signs out', () => walk(today))
})

describe.each(releases)('the wallet of %s and today’s issuer', (release) => {
  beforeEach(() => openIssuer('sqlite'))

  it('signs in, enrols, refreshes, renews, sends, moves to another device and signs out', async () => {
    const file = resolve(folderOf(release), 'wallet.js')
    await walk((await import(/* @vite-ignore */ file)) as WalletModule)
  })

  it('reads a snapshot with requests to public services, and keeps them for a later build', async () => {
    const desk = createServiceDesk(() => test)
    const asker = await desk.signIn(demoAccounts[0])
    const { number } = await desk.send(asker, 'card-reissue', {
      card: asker.cardId,
      reason: 'lost',
      identityPictures: [await desk.upload(asker)],
      delivery: 'electronic',
    })
    const file = resolve(folderOf(release), 'wallet.js')
    const device = await openDevice(test, (await import(/* @vite-ignore */ file)) as WalletModule)
    expect(await device.signIn()).toBe('done')
    expect(await device.refresh()).toMatchObject({ kind: 'fresh' })
    expect(await device.readCards()).toHaveLength(3)
    // The same device after an update of the app, before any network.
    const db = await today.openWalletDatabase()
    const [own] = await today.loadHistories(db)
    expect(readRequests(own?.history.unread)).toMatchObject({
      value: [{ number, service: 'card-reissue', state: 'waiting', nextStep: 'wait' }],
    })
  })

  it('has left data that today’s wallet shows, asks to sign in with, and goes on with', async () => {
    const stored = JSON.parse(readFileSync(resolve(folderOf(release), 'stored.json'), 'utf8'))
    // Who it was then is who it is now, whatever ids the demo gives today.
    const { login } = demoAccounts[0]
    const sameOne = { public_id: String(stored.personId) }
    await held.database.query.updateTable('people').set(sameOne).where('bhxh_code', '=', login).execute()
    const months = 150 * DAY
    test.clock.now = Number(stored.at) + months
    const device = await openDevice(test, today, async () => {
      const rows = (await fromFossil(stored.rows)) as Record<string, unknown[]>
      const old = await openDB(DATABASE_NAME, Number(stored.version), {
        upgrade: (database) => {
          for (const store of Object.keys(rows)) database.createObjectStore(store, { keyPath: 'id' })
        },
      })
      for (const [store, values] of Object.entries(rows))
        for (const value of values) await old.put(store, value)
      old.close()
    })
    const shown = await device.readCards()
    expect(shown[0]?.face).toMatchObject({ fullName: 'Nguyễn Thị Mẫu' })
    expect(shown).toHaveLength(3)
    // The browser has kept the data and not the cookie.
    expect(await device.refresh()).toMatchObject({ kind: 'not_signed_in' })
    expect(await device.readCards()).toHaveLength(3)

    expect(await device.signIn()).toBe('done')
    expect(await device.refresh()).toMatchObject({ kind: 'fresh' })
    const renewed = await device.readCards()
    expect(renewed).toHaveLength(3)
    for (const { credentialIssuedAt = 0 } of renewed) expect(credentialIssuedAt).toBeGreaterThan(stored.at)
    // What waited since then goes out, once.
    expect(await device.send()).toEqual({ waiting: 0 })
    expect(await countReports()).toBe(1)
  })
})
