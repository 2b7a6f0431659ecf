import type { IssuerConnection } from '../../../../src/core/api/request.ts'
import type { OutboxKind } from '../../../../src/wallet/database/stores.ts'
import type { OutboxContents } from '../../../../src/wallet/outbox/outbox-kinds.ts'
import type { ItemToSend, Senders } from '../../../../src/wallet/outbox/send-outbox.ts'
import { noTimer } from '../../../support/issuer/no-timer.ts'
import { NOW } from '../../../support/vectors/world.ts'

export const REPORT: OutboxContents['report']['payload'] = {
  row: { section: 'participation', kind: 'bhxh', from: '2020-01' },
  mistake: 'missing',
  text: 'Thiếu 2 năm',
}

export const DECLARATION: OutboxContents['registration']['payload'] = {
  number: '0199990001',
  fullName: 'Nguyễn Thị Mẫu',
  dateOfBirth: '1960-02-01',
  sex: 'female',
  identity: { kind: 'cccd', number: '001160990001' },
  address: 'Số 1 phố Mẫu',
  wardCode: '00004',
  provinceCode: '01',
  phone: '0000000001',
  officeCode: '00192',
  mailDeclaration: false,
  phoneProof: 'proof',
}

/** For senders that ask nobody. */
export const NO_ISSUER: IssuerConnection = {
  fetch: () => Promise.reject(new Error('nobody is asked here')),
  startTimer: noTimer,
  now: () => NOW,
}

export const RECEIVED: OutboxContents['registration']['answer'] = {
  receipt: {
    fileNumber: 'DK-26-7K2M-Q9XD',
    office: { code: '00192', name: 'BHXH cơ sở Ba Đình (mẫu)' },
    bring: ['identity-document', 'phone'],
    filedAt: NOW,
  },
  phoneProof: 'proof',
}

/** A request to a public service, with one file. */
export const SERVICE_REQUEST: OutboxContents['service-request']['payload'] = {
  content: {
    service: 'card-reissue',
    version: 1,
    definition: 'd'.repeat(64),
    day: '2026-01-15',
    answers: { card: 'card-1', reason: 'lost', identityPictures: ['a'.repeat(64)] },
  },
  files: ['a'.repeat(64)],
}

export const TAKEN: OutboxContents['service-request']['answer'] = {
  receipt: {
    number: 'DV-26-7K2M-Q9XD',
    state: 'waiting',
    filedAt: NOW,
    deadline: '2026-01-22',
    receipt: 'AAAA',
  },
  content: SERVICE_REQUEST.content,
}

/** Senders of every kind that do what the test says. */
export function recordSenders(send: (item: ItemToSend<OutboxKind>) => unknown): Senders {
  return {
    registration: async (_issuer, item) => {
      await send(item)
      return RECEIVED
    },
    report: async (_issuer, item) => {
      await send(item)
      return { sentAt: NOW }
    },
    question: async (_issuer, item) => {
      await send(item)
      return { fileNumber: 'YC-26-7K2M-Q9XD', sentAt: NOW }
    },
    'service-request': async (_issuer, item) => {
      await send(item)
      return TAKEN
    },
    'read-marks': async (_issuer, item) => {
      await send(item)
      return {}
    },
  }
}
