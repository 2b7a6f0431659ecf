import { beforeEach, describe, expect, it } from 'vitest'
import type { IssuerConnection } from '../../../../src/core/api/request.ts'
import { AppError } from '../../../../src/core/app-error.ts'
import { encodeUtf8 } from '../../../../src/core/bytes.ts'
import { readPack } from '../../../../src/wallet/content/read-pack.ts'
import { type ContentInputs, refreshContent } from '../../../../src/wallet/content/refresh-content.ts'
import type { WalletDatabase } from '../../../../src/wallet/database/wallet-database.ts'
import { noTimer } from '../../../support/issuer/no-timer.ts'
import { ROOTS } from '../../../support/vectors/desk.ts'
import { DAY, NOW } from '../../../support/vectors/world.ts'
import {
  contentKeys,
  createContentDouble,
  type Published,
  publish,
} from '../../../support/wallet/content-double.ts'
import { createMemoryCaches } from '../../../support/wallet/memory-caches.ts'
import { openTestDatabase } from '../../../support/wallet/test-wallet.ts'

const old = encodeUtf8('facilities 1 2026-01-01: old')
const fresh = encodeUtf8('facilities 1 2026-11-29: new, and longer')

describe('public packs on a phone', () => {
  let db: WalletDatabase
  let caches: CacheStorage
  let double: ReturnType<typeof createContentDouble>
  let now: number
  let inputs: ContentInputs

  beforeEach(async () => {
    db = await openTestDatabase()
    caches = createMemoryCaches()
    double = createContentDouble()
    now = NOW
    const issuer: IssuerConnection = { fetch: double.fetch, now: () => now, startTimer: noTimer }
    inputs = { db, caches, issuer, roots: ROOTS }
  })

  const serve = async (
    bytes: typeof old,
    sequence: number,
    more: Partial<Parameters<typeof publish>[1]> = {},
  ) => double.serve(await publish({ facilities: bytes }, { now, sequence, ...more }))
  const refresh = () => refreshContent(inputs)
  const read = () =>
    readPack('facilities', {
      ...inputs,
      now,
      readBuiltIn: async () => encodeUtf8('built in'),
    })
  const readText = async () => new TextDecoder().decode((await read())?.bytes)
  const fail = (promise: Promise<unknown>) =>
    promise.then(
      () => 'nothing',
      (cause) => (cause instanceof AppError ? cause.code : String(cause)),
    )

  it('are what came with the app until there is a released one', async () => {
    expect(await read()).toMatchObject({ from: 'built-in', isOld: false })
    await serve(old, 1)
    expect(await refresh()).toBe(true)
    expect(await read()).toMatchObject({ bytes: old, from: 'released', isOld: false })
  })

  it('are fetched once, and again only what changed', async () => {
    await serve(old, 1)
    await refresh()
    expect(await refresh()).toBe(false)
    expect(double.asked.filter((path) => path.includes('/packs/'))).toHaveLength(1)
    now += DAY
    await serve(fresh, 2)
    expect(await refresh()).toBe(true)
    expect(await readText()).toBe(new TextDecoder().decode(fresh))
  })

  it('are the same questions whatever is looked up: none depends on it', async () => {
    await serve(old, 1)
    await refresh()
    const before = double.asked.length
    await read()
    await read()
    expect(double.asked).toHaveLength(before)
  })

  it('stay readable after their end, marked as old', async () => {
    await serve(old, 1)
    await refresh()
    now += 31 * DAY
    expect(await read()).toMatchObject({ bytes: old, from: 'released', isOld: true })
  })

  it('do not become new again by what came with the app: once dropped, nor past the end of the keys', async () => {
    await serve(old, 1)
    await refresh()
    now += 31 * DAY
    await caches.delete('vi-bhyt-content')
    expect(await read()).toMatchObject({ from: 'built-in', isOld: true })
    now += 10 * 365 * DAY
    expect(await read()).toMatchObject({ from: 'built-in', isOld: true })
  })

  it('never go backwards', async () => {
    await serve(fresh, 5)
    await refresh()
    await serve(old, 4)
    expect(await fail(refresh())).toBe('answer_outdated')
    await serve(old, 6, { keySequence: 0 })
    expect(await fail(refresh())).toBe('answer_outdated')
    expect(await readText()).toBe(new TextDecoder().decode(fresh))
  })

  it('begin anew when the key that signed them is dropped, however far it had counted', async () => {
    const { first, second } = contentKeys
    await serve(old, 90)
    await refresh()
    now += DAY
    await serve(fresh, 2, { signer: second, listed: [second], keySequence: 2 })
    expect(await refresh()).toBe(true)
    expect(await readText()).toBe(new TextDecoder().decode(fresh))
    await serve(old, 91, { signer: first, listed: [first, second], keySequence: 1 })
    expect(await fail(refresh())).toBe('answer_outdated')
  })

  it('are those of the newer list of keys, also where a page with an older one comes to its end later', async () => {
    await serve(old, 1)
    let isFirst = true
    const fetch: IssuerConnection['fetch'] = async (path, init) => {
      if (path.includes('/packs/') && isFirst) {
        isFirst = false
        await serve(fresh, 2, { keySequence: 2 })
        await refresh()
        await serve(old, 1)
      }
      return double.fetch(path, init)
    }
    expect(await refreshContent({ ...inputs, issuer: { ...inputs.issuer, fetch } })).toBe(false)
    expect(await readText()).toBe(new TextDecoder().decode(fresh))
  })

  it('cannot be run away with by a stolen key', async () => {
    await serve(old, 1)
    await refresh()
    await serve(fresh, 1_000_000)
    expect(await fail(refresh())).toBe('answer_outdated')
    expect(await readText()).toBe(new TextDecoder().decode(old))
  })

  it('are fetched again when the browser has dropped them, and meanwhile the app’s own stand in', async () => {
    await serve(old, 1)
    await refresh()
    await caches.delete('vi-bhyt-content')
    expect(await read()).toMatchObject({ from: 'built-in' })
    await refresh()
    expect(await read()).toMatchObject({ from: 'released' })
  })

  /** Ways in which an update can go wrong; each answers or breaks in the place of the issuer. */
  const faults: Readonly<Record<string, (next: Published, at: number) => void>> = {
    'network gone at the manifest': () => breakFetch((path) => path === '/api/content'),
    'network gone at a pack': () => breakFetch((path) => path.includes('/packs/')),
    'captive portal at the manifest': () => answerWith((path) => path === '/api/content', loginPage),
    'captive portal at a pack': () => answerWith((path) => path.includes('/packs/'), loginPage),
    'manifest cut': (next, at) =>
      double.serve({ ...next, answer: next.answer.slice(0, at % next.answer.length) }),
    'manifest with a bit changed': (next, at) => double.serve({ ...next, answer: flipAt(next.answer, at) }),
    'pack cut': (next, at) => double.serve(next) ?? cutPack(at),
    'pack with a bit changed': (next, at) => double.serve(next) ?? changePack(at),
    'server error': () =>
      answerWith(
        () => true,
        async () => new Response(null, { status: 500 }),
      ),
    'pack missing': (next) => double.serve({ ...next, files: [] }),
    'storage full': () => {
      inputs = { ...inputs, caches: refusing(caches) }
    },
    'killed before the note': () => {
      inputs = { ...inputs, db: dying(db) }
    },
  }
  const flipAt = (bytes: typeof old, at: number) =>
    bytes.with(at % bytes.length, (bytes[at % bytes.length] ?? 0) ^ 1)
  const loginPage = async () =>
    new Response('<!doctype html><title>Wi-Fi</title>', { headers: { 'Content-Type': 'text/html' } })
  function answerWith(matches: (path: string) => boolean, answer: () => Promise<Response>) {
    const { issuer } = inputs
    inputs = {
      ...inputs,
      issuer: { ...issuer, fetch: (path, init) => (matches(path) ? answer() : issuer.fetch(path, init)) },
    }
  }
  const breakFetch = (matches: (path: string) => boolean) =>
    answerWith(matches, () => Promise.reject(new TypeError('Failed to fetch')))
  const answerPack = (bytes: typeof old) =>
    answerWith(
      (path) => path.includes('/packs/'),
      async () => new Response(bytes, { headers: { 'Content-Type': 'application/octet-stream' } }),
    )
  const cutPack = (at: number) => answerPack(fresh.slice(0, at % fresh.length))
  const changePack = (at: number) => answerPack(flipAt(fresh, at))
  function refusing(whole: CacheStorage): CacheStorage {
    return {
      ...whole,
      open: async (name) => ({
        ...(await whole.open(name)),
        put: () => Promise.reject(new DOMException('full', 'QuotaExceededError')),
      }),
    } as CacheStorage
  }
  function dying(whole: WalletDatabase): WalletDatabase {
    return {
      close: () => whole.close(),
      transact: (names, mode, use) =>
        mode === 'readwrite'
          ? Promise.reject(new AppError('storage_unavailable'))
          : whole.transact(names, mode, use),
    }
  }

  it.each(Object.entries(faults))('%s: the old pack is still readable, a hundred times', async (_, spoil) => {
    await serve(old, 1)
    await refresh()
    const whole = inputs
    for (let round = 0; round < 100; round++) {
      inputs = whole
      now = NOW + 60 * round
      const next = await publish({ facilities: fresh }, { now, sequence: 2 })
      double.serve(next)
      spoil(next, round)
      expect(await fail(refresh())).not.toBe('nothing')
      inputs = whole
      expect(await readText()).toBe(new TextDecoder().decode(old))
    }
    double.serve(await publish({ facilities: fresh }, { now, sequence: 2 }))
    expect(await refresh()).toBe(true)
    expect(await readText()).toBe(new TextDecoder().decode(fresh))
  })
})
