import { describe, expect, it } from 'vitest'
import type { PartialDate } from '../../../../src/core/dates/partial-date.ts'
import { findAcceptance } from '../../../../src/core/directory/acceptance.ts'

const date = (text: string) => text as PartialDate
const day = date('2026-11-29')
const contract = { from: date('2026-01-01'), to: date('2026-12-31') }

describe('whether a facility takes a card on a day', () => {
  it.each([
    ['a contract in force', { contract }, {}, 'contract'],
    ['a contract without an end', { contract: { from: date('2026-11-29') } }, {}, 'contract'],
    ['its last day', { contract: { from: date('2026-01-01'), to: day } }, {}, 'contract'],
    ['over', { contract: { ...contract, to: date('2026-11-28') } }, {}, 'no-contract'],
    ['not begun', { contract: { from: date('2026-11-30') } }, {}, 'no-contract'],
    [
      'over, though registered there',
      { contract: { ...contract, to: date('2026-06') } },
      { facilityCode: '01001' },
      'no-contract',
    ],
    ['registered there', {}, { facilityCode: '01001' }, 'registered'],
    ['nothing known', {}, { facilityCode: '01002' }, 'unknown'],
    ['a card that is over', { contract }, { validTo: date('2026-11-28') }, 'card-over'],
    ['a card on its last day', { contract }, { validTo: day }, 'contract'],
    ['a card that begins later', { contract }, { validFrom: date('2026-12-01') }, 'card-not-yet'],
  ] as const)('%s: %j, %j: %s', (_what, facility, face, accepted) => {
    expect(findAcceptance({ code: '01001', ...facility }, face, day)).toBe(accepted)
  })
})
