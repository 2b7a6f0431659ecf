import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PartialDate } from '../../../../src/core/dates/partial-date.ts'
import { requestReasons, requestStates } from '../../../../src/core/services/request-states.ts'
import { readInbox, writeInbox } from '../../../../src/core/snapshot/inbox.ts'
import {
  joinUnread,
  readRequests,
  type SnapshotRequest,
  writeRequests,
} from '../../../../src/core/snapshot/service-requests.ts'
import { makeInboxItem } from '../../../support/vectors/inbox.ts'

const time = fc.integer({ min: 0, max: 4_000_000_000 })
const requests = fc.array(
  fc.record<SnapshotRequest, keyof SnapshotRequest>(
    {
      number: fc.constant('DV-26-7K2M-Q9XD'),
      service: fc.stringMatching(/^[a-z-]{1,32}$/),
      version: fc.integer({ min: 1, max: 1_000_000 }),
      title: fc.string({ maxLength: 100 }),
      state: fc.constantFrom<SnapshotRequest['state']>(...requestStates, 'unknown-12'),
      nextStep: fc.constantFrom<SnapshotRequest['nextStep']>('wait', 'mend', 'pay', 'unknown-9'),
      filedAt: time,
      changedAt: time,
      deadline: fc.constantFrom('2026-12-04' as PartialDate, '2027-01-22' as PartialDate),
      cardId: fc.stringMatching(/^[A-Za-z0-9_-]{1,16}$/),
      pages: fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { maxLength: 5 }),
      reason: fc.constantFrom(...requestReasons),
      note: fc.string({ maxLength: 100 }),
      amount: fc.nat(),
      payment: fc.constant('BHYT23456789A'),
    },
    {
      requiredKeys: ['number', 'service', 'version', 'title', 'state', 'nextStep', 'filedAt', 'changedAt'],
      noNullPrototype: true,
    },
  ),
  { maxLength: 40 },
)

describe('the requests in what a wallet keeps of a snapshot', () => {
  it('are read as they were written, beside the inbox', () => {
    const items = [makeInboxItem()]
    fc.assert(
      fc.property(requests, (written) => {
        const unread = joinUnread([writeInbox(items), writeRequests(written)])
        expect(readRequests(unread)).toEqual({ ok: true, value: written })
        expect(readInbox(unread)).toEqual({ ok: true, value: items })
      }),
    )
  })

  it('are none where an issuer wrote none', () => {
    expect(joinUnread([])).toBeUndefined()
    expect(readRequests(undefined)).toEqual({ ok: true, value: [] })
    expect(readRequests(writeInbox([makeInboxItem()]))).toEqual({ ok: true, value: [] })
  })

  it('are refused whole where they are none, and never throw', () => {
    fc.assert(
      fc.property(fc.string(), (kept) => {
        expect(readRequests(kept)).toHaveProperty('ok')
      }),
    )
  })
})
