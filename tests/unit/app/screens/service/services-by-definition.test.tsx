// @vitest-environment happy-dom
import { readFileSync } from 'node:fs'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppState } from '../../../../../src/app/app-state.ts'
import { ServicePlace } from '../../../../../src/app/screens/service/service-place.tsx'
import { tLookup } from '../../../../../src/app/texts/lookup-texts.ts'
import { tService } from '../../../../../src/app/texts/service-texts.ts'
import { tUi } from '../../../../../src/app/texts/ui-texts.ts'
import { loadSummary } from '../../../../../src/wallet/cards/read-wallet.ts'
import type { WalletDatabase } from '../../../../../src/wallet/database/wallet-database.ts'
import { cancelItem, listOutbox } from '../../../../../src/wallet/outbox/outbox.ts'
import { sendOutbox } from '../../../../../src/wallet/outbox/send-outbox.ts'
import {
  draftNameOf,
  listServiceDrafts,
  MOST_SERVICE_DRAFTS,
  saveServiceDraft,
} from '../../../../../src/wallet/outbox/service-drafts.ts'
import { loadBlob } from '../../../../../src/wallet/sealing/blobs.ts'
import { renderScreen, settle } from '../../../../support/app/render-screen.tsx'
import { eventually } from '../../../../support/eventually.ts'
import { createTestWallet } from '../../../../support/wallet/test-wallet.ts'
import { NO_ISSUER, recordSenders } from '../../../wallet/outbox/outbox-items.ts'

const JPEG = new Uint8Array([0xff, 0xd8, 1, 2, 3])
vi.mock('../../../../../src/app/pictures/prepare-picture.ts', () => ({
  openPicture: async () => ({ ok: true, value: { width: 4, height: 3, close: () => {} } }),
  cutPicture: async () => JPEG,
}))

const file = (name: string) => readFileSync(`public/${name}`)
const PACK = JSON.parse(file('services.json').toString('utf8'))

/** 5 October: the first days of a quarter. */
const IN_WINDOW = Date.UTC(2026, 9, 5, 3) / 1000
const OUT_OF_WINDOW = Date.UTC(2026, 9, 20, 3) / 1000

type Settings = { pack?: unknown; isMissing?: boolean; state?: Partial<AppState> }

/** A wallet with its files, as the build serves them, and no network. */
async function openServices(settings: Settings = {}) {
  const { db, refresh } = await createTestWallet()
  await refresh()
  return { db, ...(await show(db, settings)) }
}

async function show(db: WalletDatabase, { pack = PACK, state = {}, isMissing }: Settings = {}) {
  vi.stubGlobal('fetch', async (path: string) => {
    if (path === '/services.json')
      return isMissing ? new Response(null, { status: 404 }) : Response.json(pack)
    if (/^\/[a-z-]+\.(?:txt|json|cose)$/.test(path)) return new Response(file(path.slice(1)))
    throw new TypeError('Failed to fetch')
  })
  const summary = await loadSummary(db)
  const screen = await renderScreen(<ServicePlace />, {
    db,
    summary,
    now: IN_WINDOW,
    online: false,
    ...state,
  })
  // What is read from the device may take longer than a quiet moment of the event loop.
  const isReading = () =>
    [tService('list.loading'), tLookup('lookup.loading')].some((each) => screen.text().includes(each))
  const press = async (name: string) => {
    await screen.press(name)
    while (isReading()) await settle()
  }
  return { ...screen, press }
}

type Shown = Awaited<ReturnType<typeof show>>

async function open({ root }: Shown, title: string) {
  const row = [...root.querySelectorAll('button')].find((each) => each.textContent?.startsWith(title))
  if (!row) throw new Error(`no row ${title}`)
  row.click()
  await settle()
}

const next = ({ press }: Shown) => press(tService('question.next'))

/** Fills in another facility, up to the review. */
async function fillFacility(screen: Shown) {
  await open(screen, 'Đổi nơi đăng ký')
  await screen.press(tService('start.begin'))
  await next(screen)
  await screen.fill('Nơi muốn chuyển đến', 'bv bach mai')
  await screen.choose('Bệnh viện Bạch Mai')
  await next(screen)
  await screen.choose('Đổi nơi ở')
  await next(screen)
  await screen.choose('Bản điện tử trong ví này')
  await next(screen)
}

// Read once, as a phone has it: reading it takes longer than a press is waited for.
beforeAll(
  async () => void (await import('../../../../../src/app/screens/service/large-fields/large-control.tsx')),
)

beforeEach(() => history.replaceState(null, ''))

describe('public services', () => {
  it('are listed with the days on which they can be filed', async () => {
    const { text } = await openServices()
    for (const { texts } of PACK.services) expect(text()).toContain(texts.vi.title)
    expect(text()).toContain(tService('window.open', { span: '01/10/2026 – 15/10/2026' }))
  })

  it('say outside their window when it opens, and begin nothing', async () => {
    const screen = await openServices({ state: { now: OUT_OF_WINDOW } })
    await open(screen, 'Đổi nơi đăng ký')
    expect(screen.text()).toContain(tService('window.closed', { span: '01/01/2027 – 15/01/2027' }))
    expect(screen.hasButton(tService('start.begin'))).toBe(false)
  })

  it('say so where the pack is missing, and live on beside a definition that is refused', async () => {
    const missing = await openServices({ isMissing: true })
    expect(missing.alert()).toContain(tService('list.missing'))
    const [first, ...others] = PACK.services
    const broken = { ...first, definition: { ...first.definition, schema: 9 } }
    const { text } = await openServices({ pack: { ...PACK, services: [broken, ...others] } })
    expect(text()).toContain(tService('list.refused'))
    expect(text()).not.toContain(first.texts.vi.title)
    expect(text()).toContain(others[0].texts.vi.title)
  })

  it('ask to sign in where nobody is', async () => {
    const { db } = await createTestWallet()
    const screen = await show(db, { state: { summary: { ...(await loadSummary(db)), signedIn: false } } })
    await open(screen, 'Cấp lại thẻ BHYT')
    expect(screen.text()).toContain(tService('start.signedOut'))
    expect(screen.hasButton(tService('start.begin'))).toBe(false)
  })
})

describe('a request', () => {
  it('is filled in with what is known, page by page, and queued without a network', async () => {
    const screen = await openServices()
    await open(screen, 'Đổi nơi đăng ký')
    await screen.press(tService('start.begin'))
    expect(screen.text()).toContain(tService('question.of', { at: 1, total: 4 }))
    expect(screen.text()).toContain(tService('question.filled'))
    await next(screen)
    // Nothing is chosen yet: it leads to what is missing and stays.
    await next(screen)
    expect(screen.alert()).toContain(tService('fault.missing'))
    await screen.fill('Nơi muốn chuyển đến', 'bv bach mai')
    await screen.choose('Bệnh viện Bạch Mai')
    await next(screen)
    await screen.choose('Đổi nơi ở')
    await next(screen)
    await screen.choose('Bản điện tử trong ví này')
    await next(screen)
    expect(screen.text()).toContain('Bệnh viện Bạch Mai')
    await screen.press(tService('review.sendLater'))
    expect(screen.text()).toContain(tService('sending.offline'))
    // Tried once, in vain, and waiting again.
    await eventually(async () =>
      expect(await listOutbox(screen.db)).toMatchObject([{ kind: 'service-request', state: 'waiting' }]),
    )
    const sent: unknown[] = []
    const senders = recordSenders(({ payload }) => void sent.push(payload))
    await sendOutbox({ db: screen.db, issuer: NO_ISSUER, senders })
    expect(sent).toMatchObject([
      {
        content: {
          service: 'facility-change',
          day: '2026-10-05',
          answers: { facility: '01929', reason: 'home', delivery: 'electronic' },
        },
      },
    ])
    expect(await listServiceDrafts(screen.db)).toEqual([])
  })

  it('is changed from its review, which comes back to it', async () => {
    const screen = await openServices()
    await fillFacility(screen)
    await screen.press(tService('review.changeOf', { field: 'Lý do đổi' }))
    await screen.choose('Lý do khác')
    await screen.press(tService('question.done'))
    // The other reason asks for more, which the page says before it goes back.
    expect(screen.alert()).toContain('Nội dung cần nói thêm')
    await screen.choose('Đổi nơi làm việc')
    await screen.press(tService('question.done'))
    expect(screen.text()).toContain(tService('review.title'))
    expect(screen.text()).toContain('Đổi nơi làm việc')
  })

  it('goes on where it was left when the page was closed', async () => {
    const screen = await openServices()
    await fillFacility(screen)
    await screen.leave()
    history.replaceState(null, '')
    const again = await show(screen.db)
    await again.press(tService('drafts.continue', { title: 'Đổi nơi đăng ký khám chữa bệnh ban đầu' }))
    expect(again.text()).toContain(tService('review.title'))
    // Names are read after the answers.
    await settle()
    expect(again.text()).toContain('Bệnh viện Bạch Mai')
  })

  it('is kept at every field, before the page is left', async () => {
    const screen = await openServices()
    await open(screen, 'Đổi nơi đăng ký')
    await screen.press(tService('start.begin'))
    await next(screen)
    await screen.fill('Nơi muốn chuyển đến', 'bv bach mai')
    await screen.choose('Bệnh viện Bạch Mai')
    expect(await listServiceDrafts(screen.db)).toMatchObject([
      { page: 'facility', answers: { facility: '01929' } },
    ])
  })

  it('keeps its pictures with its answers and sends them by their hash', async () => {
    const screen = await openServices()
    await open(screen, 'Cấp lại thẻ BHYT')
    await screen.press(tService('start.begin'))
    await next(screen)
    await screen.choose('Thẻ bị mất')
    await next(screen)
    const input = screen.root.querySelector<HTMLInputElement>('input[type="file"]')
    Object.defineProperty(input, 'files', { value: [new Blob(['x'])] })
    input?.dispatchEvent(new Event('change', { bubbles: true }))
    await settle()
    const [draft] = await listServiceDrafts(screen.db)
    const hash = String(draft?.answers['identityPictures'])
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(await loadBlob(screen.db, `draft/${draftNameOf(draft?.id ?? '')}`, hash)).toEqual(JPEG)
    // It is on screen as soon as it is kept.
    expect(screen.root.querySelector('.kept-picture img')).not.toBeNull()
    await screen.press(tService('pictures.removeOf', { picture: tService('pictures.kept', { number: 1 }) }))
    expect(await loadBlob(screen.db, `draft/${draftNameOf(draft?.id ?? '')}`, hash)).toBeUndefined()
  })

  it('is as it was left when it is opened again from the list', async () => {
    const screen = await openServices()
    await fillFacility(screen)
    await screen.press(tUi('action.back'))
    await screen.choose('Nhận qua bưu điện')
    for (let page = 0; page < 4; page++) await screen.press(tUi('action.back'))
    await screen.press(tService('drafts.continue', { title: 'Đổi nơi đăng ký khám chữa bệnh ban đầu' }))
    const [draft] = await listServiceDrafts(screen.db)
    expect(draft?.answers).toMatchObject({ facility: '01929', reason: 'home', delivery: 'post' })
    expect(screen.text()).toContain('Nguyễn Thị Hoàng Phương Anh')
  })

  it('is gone on with, or begun anew, where its service is opened again', async () => {
    const screen = await openServices()
    await open(screen, 'Đổi nơi đăng ký')
    await screen.press(tService('start.begin'))
    await screen.leave()
    history.replaceState(null, '')
    const again = await show(screen.db)
    await open(again, 'Đổi nơi đăng ký')
    expect(again.hasButton(tService('start.begin'))).toBe(false)
    await again.press(tService('drafts.continue', { title: 'Đổi nơi đăng ký khám chữa bệnh ban đầu' }))
    expect(await listServiceDrafts(screen.db)).toHaveLength(1)
    await again.leave()
    history.replaceState(null, '')
    const anew = await show(screen.db)
    await open(anew, 'Đổi nơi đăng ký')
    await anew.press(tService('start.anew'))
    expect(await listServiceDrafts(screen.db)).toHaveLength(2)
  })

  it('is done once it has arrived: who comes back to its page begins anew', async () => {
    const screen = await openServices()
    await fillFacility(screen)
    await screen.press(tService('review.sendLater'))
    await sendOutbox({ db: screen.db, issuer: NO_ISSUER, senders: recordSenders(() => {}) })
    await screen.leave()
    const again = await show(screen.db)
    expect(again.hasButton(tService('start.begin'))).toBe(true)
    expect(again.text()).not.toContain(tService('receipt.title'))
  })

  it('is not begun beside too many that were left, and says what to do', async () => {
    const { db } = await openServices()
    const drafts = Array.from({ length: MOST_SERVICE_DRAFTS }, (_, index) => ({
      id: `draft-${index}`,
      service: 'card-reissue',
      version: 1,
      answers: {},
      page: 'review',
      changedAt: 1,
    }))
    for (const draft of drafts) await saveServiceDraft(db, draft)
    const screen = await show(db)
    await open(screen, 'Đổi nơi đăng ký')
    await screen.press(tService('start.begin'))
    expect(screen.text()).toContain(tUi('error.outbox_full'))
    expect(await listServiceDrafts(db)).toHaveLength(MOST_SERVICE_DRAFTS)
  })

  it('is thrown away only after it was asked once more', async () => {
    const screen = await openServices()
    await fillFacility(screen)
    await screen.press(tService('review.discard'))
    await screen.press(tService('review.discardNo'))
    expect(await listServiceDrafts(screen.db)).toHaveLength(1)
    await screen.press(tService('review.discard'))
    await screen.press(tService('review.discardYes'))
    expect(await listServiceDrafts(screen.db)).toEqual([])
  })

  it('is taken back under the same key, so that it is never filed twice', async () => {
    const screen = await openServices()
    await fillFacility(screen)
    await screen.press(tService('review.sendLater'))
    const [item] = await listOutbox(screen.db)
    await screen.press(tService('sending.takeBack'))
    expect(screen.text()).toContain(tService('review.title'))
    await screen.press(tService('review.sendLater'))
    expect((await listOutbox(screen.db)).map(({ id }) => id)).toEqual([item?.id])
    if (item) await cancelItem(screen.db, item)
  })

  it('carries over what fits a later version of its definition, and says so', async () => {
    const screen = await openServices()
    await fillFacility(screen)
    const [draft] = await listServiceDrafts(screen.db)
    if (!draft) throw new Error('no draft')
    await saveServiceDraft(screen.db, {
      ...draft,
      answers: { ...draft.answers, reason: 'gone', dropped: 'x' },
    })
    await screen.leave()
    history.replaceState(null, '')
    const services = PACK.services.map((each: { definition: { version: number } }) => ({
      ...each,
      definition: { ...each.definition, version: each.definition.version + 1 },
    }))
    const again = await show(screen.db, { pack: { ...PACK, services } })
    await again.press(tService('drafts.continue', { title: 'Đổi nơi đăng ký khám chữa bệnh ban đầu' }))
    expect(again.status().join(' ')).toContain(tService('draft.changedLost', { count: 2 }))
    await settle()
    expect(again.text()).toContain('Bệnh viện Bạch Mai')
    expect(again.text()).toContain(tService('fault.missing'))
  })
})
