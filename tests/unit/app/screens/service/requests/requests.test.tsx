// @vitest-environment happy-dom
import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { chooseRequest } from '../../../../../../src/app/requests/chosen-request.ts'
import { RequestsScreen } from '../../../../../../src/app/screens/service/requests/requests-screen.tsx'
import { ServicePlace } from '../../../../../../src/app/screens/service/service-place.tsx'
import { tService } from '../../../../../../src/app/texts/service-texts.ts'
import type { SnapshotRequest } from '../../../../../../src/core/snapshot/service-requests.ts'
import { loadSummary } from '../../../../../../src/wallet/cards/read-wallet.ts'
import { listOutbox } from '../../../../../../src/wallet/outbox/outbox.ts'
import { sendOutbox } from '../../../../../../src/wallet/outbox/send-outbox.ts'
import { listServiceDrafts } from '../../../../../../src/wallet/outbox/service-drafts.ts'
import { renderScreen, settle } from '../../../../../support/app/render-screen.tsx'
import { eventually } from '../../../../../support/eventually.ts'
import { NOW } from '../../../../../support/vectors/world.ts'
import { createTestWallet } from '../../../../../support/wallet/test-wallet.ts'
import { NO_ISSUER, recordSenders } from '../../../../wallet/outbox/outbox-items.ts'

const PACK = JSON.parse(readFileSync('public/services.json', 'utf8'))
const [{ definition, texts }] = PACK.services
const NUMBER = 'DV-26-7K2M-Q9XD'

const request: SnapshotRequest = {
  number: NUMBER,
  service: definition.id,
  version: definition.version,
  title: texts.vi.title,
  state: 'returned',
  nextStep: 'mend',
  filedAt: NOW - 86_400,
  changedAt: NOW,
  pages: ['reason'],
  reason: 'data-differ',
  note: 'Thẻ chưa báo mất',
}

/** What the issuer has of it: the other pages stay as they are. */
const VIEW = {
  number: NUMBER,
  state: 'returned',
  filedAt: NOW - 86_400,
  deadline: '2026-01-22',
  receipt: 'AAAA',
  service: definition.id,
  version: definition.version,
  definition: 'd'.repeat(64),
  day: '2026-01-14',
  answers: { card: 'card-1', reason: 'lost', identityPictures: ['a'.repeat(64)], delivery: 'electronic' },
  written: definition,
  texts: Object.fromEntries(
    Object.entries(PACK.shared).map(([language, shared]) => [
      language,
      { ...(shared as object), ...texts[language] },
    ]),
  ),
  returned: { pages: ['reason'], reason: 'data-differ', note: 'Thẻ chưa báo mất' },
}

async function openRequests(requests: readonly SnapshotRequest[], { online = true } = {}) {
  const { db, refresh, issuer } = await createTestWallet()
  issuer.requests = requests
  await refresh()
  vi.stubGlobal('fetch', async (path: string) => {
    if (path === '/services.json') return Response.json(PACK)
    if (path === `/api/services/requests/${NUMBER}` && online) return Response.json(VIEW)
    throw new TypeError('Failed to fetch')
  })
  const state = { db, summary: await loadSummary(db), now: NOW, online }
  return { db, state, ...(await renderScreen(<RequestsScreen />, state)) }
}

beforeEach(() => history.replaceState(null, ''))

describe('requests that were sent', () => {
  it.each([
    ['under a reference, by its own screen', 'BHYT23456789A', 'next.transfer', true],
    ['at the office, where the insurer has no account here', undefined, 'next.pay', false],
  ] as const)('are paid %s (%s)', async (_where, payment, next, isLinked) => {
    const waiting = { ...request, state: 'awaiting-payment', nextStep: 'pay', amount: 1000 } as const
    const { text, root } = await openRequests([{ ...waiting, ...(payment && { payment }) }])
    expect(text()).toContain(tService(next))
    expect(root.querySelector('a[href="/tien-ich/nop-tien"]') !== null).toBe(isLinked)
  })

  it('are shown without a network: state, reason, what the officer wrote, and the next step', async () => {
    const { text } = await openRequests([request], { online: false })
    for (const said of [
      texts.vi.title,
      NUMBER,
      tService('state.returned'),
      tService('reason.data-differ'),
      'Thẻ chưa báo mất',
      tService('next.mend'),
    ])
      expect(text()).toContain(said)
  })

  it('are opened at the one that a notice is about', async () => {
    chooseRequest(NUMBER)
    await openRequests([{ ...request, number: 'DV-26-0000-0000', title: 'Khác', service: 'other' }, request])
    expect(document.activeElement?.textContent).toBe(texts.vi.title)
  })

  it('say until when there is an answer, and when that is past', async () => {
    const waiting = { ...request, state: 'waiting', nextStep: 'wait' } as const
    const due = { ...waiting, deadline: '2099-01-22' } as SnapshotRequest
    expect((await openRequests([due])).text()).toContain(tService('requests.due', { date: '22/01/2099' }))
    const late = { ...waiting, deadline: '2020-01-22' } as SnapshotRequest
    expect((await openRequests([late])).text()).toContain(
      tService('requests.overdue', { date: '22/01/2020' }),
    )
  })

  it('stand at the start of their service: the newest, with its state and the way to it', async () => {
    const older = { ...request, number: 'DV-26-0000-0000', filedAt: request.filedAt - 1 }
    const { state } = await openRequests([older, request])
    history.replaceState({ service: { service: request.service, page: '#start' } }, '')
    const { button, text } = await renderScreen(<ServicePlace />, state)
    const last = tService('start.last', { number: NUMBER, state: tService('state.returned') })
    await eventually(() => expect(text()).toContain(last))
    expect(button(last).getAttribute('href')).toBe('/tien-ich/ho-so')
  })

  it('are none yet, or not read without an account, in words', async () => {
    expect((await openRequests([])).text()).toContain(tService('requests.none'))
    const { db } = await createTestWallet()
    const signedOut = { ...(await loadSummary(db)), signedIn: false }
    const { text } = await renderScreen(<RequestsScreen />, { db, summary: signedOut })
    expect(text()).toContain(tService('requests.signedOut'))
  })

  it('have words for a state that this build does not know', async () => {
    const later = { ...request, state: 'unknown-9', nextStep: 'unknown-9' } as SnapshotRequest
    const { text } = await openRequests([later])
    expect(text()).toContain(tService('state.unknown'))
    expect(text()).toContain(tService('next.unknown'))
  })

  it('are mended page by page: only what went back is asked, and all of it is sent', async () => {
    const screen = await openRequests([request])
    await screen.press(tService('requests.mend'))
    await screen.leave()
    const filling = await renderScreen(<ServicePlace />, screen.state)
    await settle()
    expect(filling.text()).toContain(tService('question.of', { at: 1, total: 1 }))
    expect(filling.text()).toContain(tService('mend.note', { note: 'Thẻ chưa báo mất' }))
    await filling.press(tService('question.next'))
    expect(filling.hasButton(tService('review.change'))).toBe(true)
    await filling.press(tService('review.send'))
    await settle()
    const [item] = await listOutbox(screen.db)
    expect(item).toMatchObject({ kind: 'service-request' })
    const sent: unknown[] = []
    const senders = recordSenders(({ payload }) => void sent.push(payload))
    await sendOutbox({ db: screen.db, issuer: NO_ISSUER, senders })
    expect(sent).toMatchObject([{ mends: NUMBER, files: [], content: { answers: VIEW.answers } }])
    expect(await listServiceDrafts(screen.db)).toEqual([])
  })

  it('say why they cannot be mended without a network, and stay', async () => {
    const screen = await openRequests([request], { online: false })
    await screen.press(tService('requests.mend'))
    expect(screen.alert()).not.toBe('')
    expect(await listServiceDrafts(screen.db)).toEqual([])
  })
})
