import { beforeEach, describe, expect, it, vi } from 'vitest'
import { toBase64Url } from '../../../src/core/bytes.ts'
import { loadSummary } from '../../../src/wallet/cards/read-wallet.ts'
import {
  clearReadyPage,
  readReadyPage,
  readyCache,
  readyHeader,
  writeReadyPage,
} from '../../../src/wallet/cards/ready-page.ts'
import type { WalletSummary } from '../../../src/wallet/cards/wallet-card.ts'
import { saveChoice } from '../../../src/wallet/session/preferences.ts'
import { signOut } from '../../../src/wallet/session/sign-out.ts'
import { stubBuild, testBuild, useMarkupRuntime } from '../../support/browser/worker-build.ts'
import { eventually } from '../../support/eventually.ts'
import { NOW } from '../../support/vectors/world.ts'
import { fillDisk } from '../../support/wallet/memory-caches.ts'
import { createTestWallet } from '../../support/wallet/test-wallet.ts'

const shell = testBuild.shell.replace('</body>', '<!--carried--></body>')

beforeEach(() => {
  stubBuild({ shell })
  useMarkupRuntime()
})

const moment = { now: NOW, browserLanguages: ['vi-VN'], loadTexts: () => undefined }

/** A wallet of two cards, and the worker's side of the ready page with its cache. */
async function createReadyWallet() {
  const wallet = await createTestWallet()
  await wallet.refresh()
  vi.stubGlobal('caches', wallet.caches)
  vi.stubGlobal('navigator', { languages: ['vi-VN'] })
  const { renderReadyPage } = await import('../../../src/service-worker/ready-page.tsx')
  const place = await import('../../../src/service-worker/ready-place.ts')
  const readPage = async () => (await wallet.caches.open(readyCache.name)).match(readyCache.page)
  const readSummary = () => loadSummary(wallet.db)
  const renewReadyPage = async (ifEmpty: 'shell' | 'keep') => {
    await place.keepShell({ replace: false })
    const render = (summary: WalletSummary, shell: string) => renderReadyPage(summary, shell, moment)
    await writeReadyPage(wallet.caches, readSummary, { render, ifEmpty })
  }
  const render = async () => renderReadyPage(await readSummary(), shell, moment)
  return { ...wallet, ...place, renewReadyPage, render, readPage }
}

const isShell = (text: string | undefined) =>
  text?.includes('<div id="app"><!--pre-rendered--></div>') === true

describe('the ready page', () => {
  it('shows the chosen card with its BHYT QR, and carries all of them', async () => {
    const { db, render } = await createReadyWallet()
    await saveChoice(db, { cardId: 'card-2' })
    const html = await render()
    expect(html).toContain('<div id="app" lang="vi"><div class="shell')
    expect(html).toContain('path of TE1010199990002|text')
    expect(html).toContain('DN4010199990001|text')
    expect(html).not.toMatch(/ style=|<script|\son\w+="/)
  })

  it('first shows name, number and code, and puts the rest and its styles off', async () => {
    const { render } = await createReadyWallet()
    const html = await render()
    const first = html.replaceAll(/<template.*?<\/template>/gs, '')
    const later = [...html.matchAll(/<template class="later">(.*?)<\/template>/gs)].map(([, part]) => part)
    for (const part of ['NGUYỄN THỊ HOÀNG PHƯƠNG ANH', 'class="number', 'path of', 'class="family'])
      expect(first).toContain(part)
    for (const part of [
      '<nav class="bar"',
      '<style>i{}</style>',
      'bhyt lines',
      'class="hint"',
      'QR tự đổi có hạn',
    ]) {
      expect(first).not.toContain(part)
      expect(later.filter((each) => each?.includes(part))).toHaveLength(1)
    }
  })

  it('carries no credential and no history', async () => {
    const { db, render } = await createReadyWallet()
    const html = await render()
    const { cards } = await loadSummary(db)
    for (const { credential } of cards) {
      if (!credential) throw new Error('no credential')
      expect(html).not.toContain(toBase64Url(credential).slice(0, 40))
      expect(html).not.toContain([...credential.slice(0, 12)].join(','))
    }
    expect(html).not.toMatch(/participation|visits|privateKey|"credential"/)
  })

  it('speaks in dates, says when it was rendered and until when it is right, and what holds then', async () => {
    const { render } = await createReadyWallet()
    const html = await render()
    expect(html).not.toMatch(/trước<|còn \d+ ngày|vừa cập nhật|hôm nay/i)
    expect(html).toMatch(
      new RegExp(`<template id="wallet" data-rendered="${NOW}" data-from="\\d+" data-until="\\d+">`),
    )
    const until = Number(/data-until="(\d+)"/.exec(html)?.[1])
    expect(until).toBeGreaterThan(NOW)
    const planned = [...html.matchAll(/<template class="planned" data-from="(\d+)">(.*?)<\/template>/g)]
    expect(planned.map(([, from]) => Number(from))).toContain(until)
    expect(planned[0]?.[2]).toContain('Ngày giờ của máy sớm hơn')
    expect(planned.some(([, , text]) => text?.includes('Lâu rồi chưa cập nhật'))).toBe(true)
  })

  it('leaves the place of a code that no page may carry empty', async () => {
    const { db, render } = await createReadyWallet()
    await saveChoice(db, { code: 'live' })
    const html = await render()
    expect(html).toContain('data-kind="live"')
    expect(html).toContain('<path d=""></path>')
  })

  it('does not say that there is no network because there was none', async () => {
    const { issuer, refresh, render } = await createReadyWallet()
    issuer.interfere = () => {
      throw new TypeError('offline')
    }
    expect(await refresh()).toMatchObject({ kind: 'failed', code: 'offline' })
    expect(await render()).not.toContain('Mất mạng')
  })

  it('stands in the cache with the headers of the document, and names its build', async () => {
    const { renewReadyPage, readPage } = await createReadyWallet()
    await renewReadyPage('keep')
    const page = await readPage()
    expect(page?.headers.get('Content-Security-Policy')).toContain("style-src 'self' 'sha256-test'")
    expect(page?.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin')
    expect(page?.headers.get(readyHeader)).toBe(testBuild.version)
    expect(await page?.text()).toContain('class="qr"')
  })
})

describe('the place of the ready page', () => {
  it('is the empty shell from the installation on, and keeps what an earlier build has put there', async () => {
    const { keepShell, readPage, caches, renewReadyPage, findReadyPage } = await createReadyWallet()
    await (await caches.open(readyCache.name)).delete(readyCache.page)
    await keepShell({ replace: false })
    expect(isShell(await (await readPage())?.text())).toBe(true)
    expect(await findReadyPage()).toBeUndefined()
    await renewReadyPage('keep')
    await keepShell({ replace: true })
    expect(await (await findReadyPage())?.text()).toContain('class="qr"')
  })

  it('is the empty shell of this build, whatever earlier one was empty there: that one names files that go', async () => {
    const { keepShell, readPage, caches } = await createReadyWallet()
    const cache = await caches.open(readyCache.name)
    await cache.put(readyCache.page, new Response(shell.replace('b{}', 'former{}')))
    await keepShell({ replace: true })
    expect(await (await readPage())?.text()).toBe(shell)
    const former = '<!doctype html><template id="wallet">{}</template>'
    await cache.put(readyCache.page, new Response(former))
    await keepShell({ replace: true })
    expect(await (await readPage())?.text()).toBe(former)
  })

  it('is the empty shell after a sign-out, also while it was being written', async () => {
    const { db, caches, renewReadyPage, readPage } = await createReadyWallet()
    await renewReadyPage('keep')
    let leaving: Promise<void> | undefined
    const readLate = async () => {
      const summary = await loadSummary(db)
      leaving ??= signOut(db, caches)
      await eventually(async () => expect((await loadSummary(db)).signedIn).toBe(false))
      return summary
    }
    await writeReadyPage(caches, readLate, { render: async () => 'of somebody' })
    await leaving
    expect(isShell(await (await readPage())?.text())).toBe(true)
    expect((await readPage())?.headers.has(readyHeader)).toBe(false)
  })

  it('is the empty shell after a write that failed', async () => {
    const { db, caches, renewReadyPage, readPage } = await createReadyWallet()
    await renewReadyPage('keep')
    const full = {
      ...caches,
      open: async (name: string) => {
        const cache = await caches.open(name)
        const put: Cache['put'] = async (place, page) => {
          if ((await page.clone().text()).includes('of somebody'))
            throw new DOMException('', 'QuotaExceededError')
          await cache.put(place, page)
        }
        return { ...cache, put }
      },
    }
    const writing = writeReadyPage(full, () => loadSummary(db), { render: async () => 'of somebody' })
    await expect(writing).rejects.toThrow()
    expect(isShell(await (await readPage())?.text())).toBe(true)
  })

  it('is nothing where the disk is too full for the empty shell: nobody’s cards stay after a sign-out', async () => {
    const { db, caches, renewReadyPage, readPage } = await createReadyWallet()
    await renewReadyPage('keep')
    await signOut(db, fillDisk(caches))
    expect(await readPage()).toBeUndefined()
  })

  it('stays where the disk is too full for a newer one: without a network an empty place shows no card', async () => {
    const { db, caches, renewReadyPage, readPage } = await createReadyWallet()
    await renewReadyPage('keep')
    const writing = writeReadyPage(fillDisk(caches), () => loadSummary(db), { render: async () => 'newer' })
    await expect(writing).rejects.toThrow()
    expect(await (await readPage())?.text()).toContain('class="qr"')
  })

  it('stays the empty page where the disk is too full for the first card: its place is never empty', async () => {
    const { db, caches, renewReadyPage, readPage } = await createReadyWallet()
    await renewReadyPage('keep')
    await clearReadyPage(caches)
    const writing = writeReadyPage(fillDisk(caches), () => loadSummary(db), { render: async () => 'newer' })
    await expect(writing).rejects.toThrow()
    expect(isShell(await (await readPage())?.text())).toBe(true)
  })

  it('stays on a full disk also where no worker has brought the empty page', async () => {
    const { db, caches, renewReadyPage } = await createReadyWallet()
    await renewReadyPage('keep')
    await (await caches.open(readyCache.name)).delete(readyCache.shell)
    await expect(writeReadyPage(fillDisk(caches), () => loadSummary(db))).rejects.toThrow()
    expect((await readReadyPage(caches))?.cards).toHaveLength(2)
  })

  it('goes where the disk is too full for a newer one and a card on it is the wallet’s no longer', async () => {
    const { db, caches, renewReadyPage, readPage } = await createReadyWallet()
    await renewReadyPage('keep')
    await db.transact(['cards'], 'readwrite', (tx) => tx.objectStore('cards').delete('card-2'))
    const writing = writeReadyPage(fillDisk(caches), () => loadSummary(db), { render: async () => 'newer' })
    await expect(writing).rejects.toThrow()
    expect(await readPage()).toBeUndefined()
  })

  it('keeps the last copy of the cards when the browser has lost the database', async () => {
    const { db, caches, renewReadyPage, readPage } = await createReadyWallet()
    await renewReadyPage('keep')
    await db.transact(['cards', 'keys', 'state'], 'readwrite', async (tx) => {
      for (const name of ['cards', 'keys', 'state'] as const) await tx.objectStore(name).clear()
    })
    await renewReadyPage('keep')
    expect(await (await readPage())?.text()).toContain('class="qr"')
    expect((await readReadyPage(caches))?.cards).toHaveLength(2)
    await renewReadyPage('shell')
    expect(isShell(await (await readPage())?.text())).toBe(true)
  })

  it('is the empty shell after erasing, and nothing where no worker has ever put one', async () => {
    const { caches, renewReadyPage, readPage } = await createReadyWallet()
    await renewReadyPage('keep')
    await clearReadyPage(caches)
    expect(isShell(await (await readPage())?.text())).toBe(true)
    await (await caches.open(readyCache.name)).delete(readyCache.shell)
    await clearReadyPage(caches)
    expect(await readPage()).toBeUndefined()
  })

  it('shows nothing by itself where the browser has lost the shell', async () => {
    const { db, caches, readPage } = await createReadyWallet()
    const render = vi.fn()
    await writeReadyPage(caches, () => loadSummary(db), { render })
    expect(render).not.toHaveBeenCalled()
    expect((await readPage())?.headers.has(readyHeader)).toBe(false)
    expect((await readReadyPage(caches))?.cards).toHaveLength(2)
  })

  it('carries the cards also without a worker, of a page that shows nothing by itself', async () => {
    const { db, caches, readPage } = await createReadyWallet()
    expect((await readPage())?.headers.has(readyHeader)).toBe(false)
    await writeReadyPage(caches, () => loadSummary(db))
    const carried = await readReadyPage(caches)
    expect(carried?.cards.map(({ hospitalText }) => hospitalText)).toEqual([
      'DN4010199990001|text',
      'TE1010199990002|text',
    ])
  })
})
