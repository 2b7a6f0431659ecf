// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import type { OfficerSessionView } from '../../../src/core/api/officer-contract.ts'
import type { PaymentDayView } from '../../../src/core/api/payment-contract.ts'
import { vietnamDay } from '../../../src/core/dates/vietnam-day.ts'
import { formatPaymentReference } from '../../../src/core/payment/payment-reference.ts'
import { DeskContext } from '../../../src/office-app/desk-context.ts'
import { tOffice, tOfficeUi } from '../../../src/office-app/office-texts.ts'
import { PaymentsPlace } from '../../../src/office-app/payments/payments-place.tsx'
import { renderPart, stubIssuer } from '../../support/app/render-screen.tsx'
import { NOW } from '../../support/vectors/world.ts'

const day = vietnamDay(Date.now() / 1000)
const READ = `GET /api/office/payments?day=${day}`
const reference = formatPaymentReference(Uint8Array.of(1, 1, 2, 3, 5, 8, 13, 21))

const empty: PaymentDayView = {
  day,
  balances: { bank: 5000, suspense: -5000 },
  transfers: [],
  late: [],
  refunds: [],
}
const unknown = {
  key: 'simple~1',
  amount: 5000,
  content: 'nop tien cho me',
  bookedAt: NOW,
  state: 'suspense',
  inStatement: false,
} as const
const refund = {
  id: 'r1',
  amount: 7000,
  reason: 'over',
  transfer: 'simple~2',
  createdAt: NOW,
  state: 'waiting',
  isOwn: false,
} as const

async function open(answers: Parameters<typeof stubIssuer>[0]) {
  const issuer = stubIssuer(answers)
  const desk = {
    session: { officer: { id: 'o1' } } as unknown as OfficerSessionView,
    onError: vi.fn(),
    prove: vi.fn(async () => true),
    kept: new Map<string, unknown>(),
  }
  const screen = await renderPart(
    <DeskContext.Provider value={desk}>
      <PaymentsPlace />
    </DeskContext.Provider>,
  )
  return { ...screen, issuer }
}

describe('the day at the bank', () => {
  it('says that it is loading, that there is nothing, and what went wrong', async () => {
    expect((await open({ [READ]: 'never' })).text()).toContain(tOffice('office.loading'))
    expect((await open({ [READ]: { body: empty } })).text()).toContain(tOffice('payments.none'))
    expect((await open({ [READ]: 'no network' })).alert()).toContain(tOfficeUi('error.offline'))
  })

  it('has an unknown transfer matched by its reference alone, and says that another officer is needed', async () => {
    const { fill, press, isDisabled, issuer, status } = await open({
      [READ]: { body: { ...empty, transfers: [unknown] } },
      'POST /api/office/payments/matches': { status: 204 },
    })
    const label = tOffice('payments.reference')
    await fill(label, 'BHYT222222222')
    expect(isDisabled(tOffice('payments.match'))).toBe(true)
    await fill(label, ` ${reference.toLowerCase()}`)
    await press(tOffice('payments.match'))
    expect(issuer.bodies('POST /api/office/payments/matches')).toEqual([{ key: 'simple~1', reference }])
    expect(status()).toContain(tOffice('payments.wasProposed'))
  })

  it('offers a refund that one has asked for to somebody else only', async () => {
    const asked = { ...refund, state: 'asked' } as const
    const own = await open({ [READ]: { body: { ...empty, refunds: [{ ...asked, isOwn: true }] } } })
    expect(own.hasButton(tOffice('payments.paid'))).toBe(false)
    const { press, issuer } = await open({
      [READ]: { body: { ...empty, refunds: [asked] } },
      'POST /api/office/payments/refunds/r1/approval': { status: 204 },
    })
    await press(tOffice('payments.paid'))
    expect(issuer.bodies('POST /api/office/payments/refunds/r1/approval')).toEqual([{ state: 'asked' }])
  })
})
