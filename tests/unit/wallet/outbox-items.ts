import type { Issuer } from '../../../src/wallet/issuer-client.ts'
import type { OutboxContents, OutboxKind } from '../../../src/wallet/outbox-kinds.ts'
import type { ItemToSend, Senders } from '../../../src/wallet/send-outbox.ts'
import { NOW } from '../../support/vector-world.ts'

export const REPORT: OutboxContents['report']['payload'] = {
  row: { section: 'participation', kind: 'bhxh', from: '2020-01' },
  mistake: 'missing',
  text: 'Thiếu 2 năm',
}

/** For senders that ask nobody. */
export const NO_ISSUER: Issuer = {
  fetch: () => Promise.reject(new Error('nobody is asked here')),
  now: () => NOW,
}

/** Senders of every kind that do what the test says. */
export function recordSenders(send: (item: ItemToSend<OutboxKind>) => unknown): Senders {
  return {
    registration: async (_issuer, item) => {
      await send(item)
      return { fileNumber: `file of ${item.id}` }
    },
    report: async (_issuer, item) => {
      await send(item)
      return { sentAt: NOW }
    },
  }
}
