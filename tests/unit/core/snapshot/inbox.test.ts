import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toBase64Url } from '../../../../src/core/bytes.ts'
import { encodeCbor } from '../../../../src/core/cose/cbor.ts'
import { type InboxItem, inboxKinds, readInbox, writeInbox } from '../../../../src/core/snapshot/inbox.ts'

const item: InboxItem = {
  id: 'AAECAwQFBgcICQoL',
  kind: 'security',
  severity: 'warning',
  at: 1_795_435_200,
  code: 'new-device',
  values: { device: 'Chrome, Android' },
  route: '/tien-ich/may',
  isRead: false,
}

const items = fc.array(
  fc.record(
    {
      id: fc.stringMatching(/^[A-Za-z0-9_-]{16}$/),
      kind: fc.constantFrom<InboxItem['kind']>(...inboxKinds, 'unknown-9'),
      severity: fc.constantFrom<InboxItem['severity']>('notice', 'warning', 'unknown-3'),
      at: fc.integer({ min: 0, max: 4_000_000_000 }),
      code: fc.stringMatching(/^[a-z-]{1,40}$/),
      values: fc.dictionary(fc.stringMatching(/^[a-z]{1,20}$/), fc.string({ maxLength: 60 }), {
        maxKeys: 8,
        noNullPrototype: true,
      }),
      route: fc.stringMatching(/^\/[a-z/-]{1,50}$/),
      isRead: fc.boolean(),
    },
    { requiredKeys: ['id', 'kind', 'severity', 'at', 'code', 'values', 'isRead'] },
  ),
  { maxLength: 50 },
)

const keep = (entries: [number | string, unknown][]) =>
  toBase64Url(encodeCbor(new Map(entries.map(([key, value]) => [key, value as string]))))

describe('the inbox in what a wallet keeps of a snapshot', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(items, (written) => {
        expect(readInbox(writeInbox(written))).toEqual({ ok: true, value: written })
      }),
    )
  })

  it('is empty where an issuer wrote none', () => {
    expect(readInbox(undefined)).toEqual({ ok: true, value: [] })
    expect(readInbox(keep([[77, 'of a later version']]))).toEqual({ ok: true, value: [] })
  })

  it('is refused whole where it is no inbox, and never throws', () => {
    for (const kept of ['!', '', keep([[10, 'text']]), writeInbox([{ ...item, id: 'longer than sixteen' }])])
      expect(readInbox(kept)).toEqual({ ok: false, error: 'malformed' })
    fc.assert(
      fc.property(fc.string(), (kept) => {
        expect(readInbox(kept)).toHaveProperty('ok')
      }),
    )
  })
})
