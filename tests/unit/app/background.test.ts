// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startBackground } from '../../../src/app/background.ts'
import { createTestWallet } from '../../support/wallet/test-wallet.ts'

vi.mock('../../../src/app/inbox/renew-unread.ts', () => ({ renewUnread: () => {} }))
vi.mock('../../../src/app/service-worker/app-update.ts', () => ({
  // The refresh of an opening is no business of these tests.
  registerWorker: () => new Promise(() => {}),
}))

const worker = new EventTarget()
const left: string[] = []
let stop = () => {}

beforeEach(() => {
  left.length = 0
  vi.stubGlobal('navigator', { onLine: true, serviceWorker: worker })
  vi.spyOn(location, 'reload').mockImplementation(() => void left.push('loaded anew'))
  vi.spyOn(location, 'replace').mockImplementation((to) => void left.push(String(to)))
})

afterEach(() => {
  stop()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

async function openPage() {
  const wallet = await createTestWallet()
  await wallet.refresh()
  const reload = vi.fn(async () => {})
  stop = startBackground(wallet.db, reload)
  const hear = async () => {
    await wallet.refresh()
    worker.dispatchEvent(new MessageEvent('message', { data: { type: 'WALLET_CHANGED', sequence: 1 } }))
  }
  return { ...wallet, reload, hear }
}

it('begins anew where another person has signed in in another page, and reads the wallet again else', async () => {
  const { issuer, reload, hear } = await openPage()
  issuer.sequence++
  await hear()
  await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce())
  const [own, child] = issuer.cards
  if (!own || !child) throw new TypeError('a family')
  issuer.personId = 'person-2'
  issuer.cards = [{ ...own, cardId: 'card-9' }, child]
  await hear()
  await vi.waitFor(() => expect(left).toEqual(['/']))
  expect(reload).toHaveBeenCalledOnce()
})

it('stays where the same person has another card', async () => {
  const { issuer, reload, hear } = await openPage()
  const [own] = issuer.cards
  if (!own) throw new TypeError('a card')
  issuer.sequence++
  issuer.cards = [{ ...own, cardId: 'card-9' }]
  await hear()
  await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce())
  expect(left).toEqual([])
})

it('loads a page anew that the browser had put aside, with all that was typed into it', async () => {
  const { reload } = await openPage()
  const show = (persisted: boolean) => dispatchEvent(Object.assign(new Event('pageshow'), { persisted }))
  show(false)
  expect(left).toEqual([])
  show(true)
  expect(left).toEqual(['loaded anew'])
  expect(reload).not.toHaveBeenCalled()
})

it('begins anew as soon as it is seen, without waiting for a network, where it heard of nobody', async () => {
  const { issuer, refresh, reload } = await openPage()
  vi.stubGlobal('fetch', () => new Promise(() => {}))
  issuer.personId = 'person-2'
  await refresh()
  document.dispatchEvent(new Event('visibilitychange'))
  await vi.waitFor(() => expect(left).toEqual(['/']), { timeout: 5_000 })
  expect(reload).not.toHaveBeenCalled()
})

it('begins anew out of sight, too, once there is a network', async () => {
  const { issuer, refresh } = await openPage()
  vi.stubGlobal('fetch', () => new Promise(() => {}))
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
  issuer.personId = 'person-2'
  await refresh()
  dispatchEvent(new Event('online'))
  await vi.waitFor(() => expect(left).toEqual(['/']), { timeout: 5_000 })
})
