import { type Bytes, toBase64Url } from '../../../src/core/bytes.ts'
import { type CborMap, type CborValue, encodeCbor } from '../../../src/core/cose/cbor.ts'
import { issueServiceReceipt, type ServiceReceipt } from '../../../src/core/services/service-receipt.ts'
import { writeInbox } from '../../../src/core/snapshot/inbox.ts'
import { joinUnread, writeRequests } from '../../../src/core/snapshot/service-requests.ts'
import { issueSnapshot, SNAPSHOT_VERSION, type Snapshot } from '../../../src/core/snapshot/snapshot.ts'
import { issueTotalsToken, type Totals } from '../../../src/core/snapshot/totals-token.ts'
import { DANGEROUS_KEYS } from './keys.ts'
import { accept, type MessageVector, reject } from './lists.ts'
import {
  type Change,
  changeCard,
  DAY,
  date,
  FACE,
  flip,
  issueBearerCredential,
  NOW,
  resign,
  TRUST_LIST,
} from './world.ts'

const { card, snapshot: snapshotKey, rogue } = DANGEROUS_KEYS

const TOTALS: Totals = {
  issuer: 'VSS',
  issuedAt: NOW - DAY,
  expiresAt: NOW + 180 * DAY,
  fullName: 'Nguyễn Thị Hoàng Phương Anh',
  dateOfBirth: date('1985-03-05'),
  bhxhCode: '0199990001',
  asOf: date('2026-12-31'),
  months: { bhxh: 205, bhtn: 180, tnld: 205, bhyt: 240 },
  specimen: false,
}

const FULL_FACE = {
  ...FACE,
  facilityName: 'Bệnh viện đa khoa Thử Nghiệm',
  placeOfIssue: 'BHXH Thành phố Hà Nội',
}

async function makeSnapshot(): Promise<Snapshot> {
  return {
    minorVersion: SNAPSHOT_VERSION.minor,
    sequence: 12,
    issuedAt: NOW - DAY,
    personId: 'p-0001',
    holder: {
      fullName: FACE.fullName,
      dateOfBirth: FACE.dateOfBirth,
      sex: 'female',
      personalId: '099185000001',
      bhxhCode: '0199990001',
    },
    desksVerify: true,
    cards: [
      {
        cardId: 'c1',
        relation: 'self',
        face: FULL_FACE,
        hospitalText: 'DN4010199990001|4e677579e1bb856e|05/03/1985|2|$',
      },
      {
        cardId: 'c2',
        relation: 'child',
        face: {
          bhytNumber: 'TE1010199990002',
          fullName: 'Võ Minh Thử',
          dateOfBirth: date('2022-09'),
          livingArea: 'K2',
          bhxhCode: '0199990002',
        },
        hospitalText: 'TE1010199990002|56C3B5204D696E68205468E1BBAD|09/2022|-|$',
        personId: 'p-0002',
      },
    ],
    participation: [
      {
        kind: 'bhxh',
        from: '2008-02',
        to: '2019-12',
        employer: 'Công ty TNHH Mẫu',
        position: 'Nhân viên',
        place: 'Hà Nội',
        salary: 5_350_000,
        debtMonths: 2,
      },
      { kind: 'bhxh', from: '2020-01', to: '2020-06', voluntary: true, withdrawn: true },
      { kind: 'bhyt', from: '2007-01', to: '2026-12' },
    ],
    benefits: [
      {
        kind: 'maternity',
        from: date('2022-09-30'),
        to: date('2023-03-29'),
        days: 180,
        amount: 36_000_000,
        decision: '12/QĐ-BHXH',
        state: 'paid',
      },
      { kind: 'pension', from: date('2026-01'), amount: 4_000_000, monthly: true, state: 'running' },
    ],
    visits: [
      {
        from: date('2026-05-02'),
        to: date('2026-05-06'),
        facilityCode: '01001',
        facilityName: 'Bệnh viện đa khoa Thử Nghiệm',
        diagnosisCode: 'J18.9',
        diagnosis: 'Viêm phổi',
        inpatient: true,
        totalCost: 4_200_000,
        paidByInsurance: 3_360_000,
        coPayment: 840_000,
        ownCost: 0,
      },
      {
        from: date('2026'),
        facilityCode: '79001',
        totalCost: 500_000,
        paidByInsurance: 0,
        coPayment: 0,
        ownCost: 500_000,
        offRoute: true,
      },
    ],
    totalsToken: await issueTotalsToken(TOTALS, snapshotKey),
  }
}

const INBOX = writeInbox([
  {
    id: 'AAECAwQFBgcICQoL',
    kind: 'security',
    severity: 'warning',
    at: NOW - DAY,
    code: 'new-device',
    values: { device: 'Chrome, Android' },
    route: '/tien-ich/may',
    isRead: false,
  },
])

const REQUESTS = writeRequests([
  {
    number: 'DV-26-7K2M-Q9XD',
    service: 'facility-change',
    version: 1,
    title: 'Đổi nơi đăng ký khám chữa bệnh ban đầu',
    state: 'returned',
    nextStep: 'mend',
    filedAt: NOW - 2 * DAY,
    changedAt: NOW - DAY,
    deadline: date('2027-01-22'),
    cardId: 'c1',
    pages: ['facility'],
    reason: 'data-differ',
    note: 'Chọn lại nơi khám.',
  },
])

/** Nothing but what must be there, as it was before snapshots had a version. */
async function makeEmptySnapshot(): Promise<Snapshot> {
  const { cards: _cards, ...full } = await makeSnapshot()
  const { personalId: _id, ...holder } = full.holder
  return {
    ...full,
    minorVersion: 0,
    holder,
    cards: [],
    participation: [],
    benefits: [],
    visits: [],
    desksVerify: false,
  }
}

/** What a reader keeps of what it does not know. */
function unread(entries: readonly (readonly [number, CborValue])[]): string {
  return toBase64Url(encodeCbor(new Map(entries)))
}

/** Adds a key to a map inside a map. */
function addTo(map: Map<number | string, CborValue>, at: number, key: number, value: CborValue): void {
  map.set(at, new Map(map.get(at) as CborMap).set(key, value))
}

export async function makeSnapshotVectors(): Promise<Record<string, MessageVector>> {
  const full = await makeSnapshot()
  const empty = await makeEmptySnapshot()
  const withInbox = { ...full, unread: INBOX }
  const withBoth = joinUnread([INBOX, REQUESTS])
  const withRequests = { ...full, ...(withBoth && { unread: withBoth }) }
  const message = await issueSnapshot(full, snapshotKey)
  const changed = (key: number, value: CborValue) =>
    resign(message, snapshotKey.sign, { claims: changeCard((map) => map.set(key, value)) })
  const newer: Change = (claims) => {
    changeCard((map) => {
      map.set(0, [1, 7]).set(20, [new Map([[1, 'a list of a later version']])])
      addTo(map, 3, 9, true)
      const [own, child] = map.get(5) as CborMap[]
      const face = new Map(own?.get(3) as CborMap).set(99, 'a field of the face')
      map.set(5, [new Map(own).set(3, face), new Map(child).set(2, 9)])
      map.set(6, [
        new Map<number, CborValue>([
          [1, 9],
          [2, 24_000],
          [3, 24_001],
          [11, 'a field of a period'],
        ]),
      ])
      map.set(7, [
        new Map<number, CborValue>([
          [1, 70],
          [2, 20_000],
          [5, 1000],
          [8, 6],
        ]),
      ])
    })(claims)
  }
  /** With `value` as the code for print of each card; without any if it is undefined. */
  const withPaperCodes = (value: CborValue | undefined) =>
    resign(message, snapshotKey.sign, {
      claims: changeCard((map) => {
        const cards = (map.get(5) as CborMap[]).map((each) => new Map(each))
        for (const each of cards) value === undefined ? each.delete(5) : each.set(5, value)
        map.set(5, cards)
      }),
    })
  const [firstCard, secondCard] = full.cards
  const held = (sequence: number, personId = 'p-0001') => ({ newerThan: { personId, sequence } })
  const text: Bytes = encodeCbor('snapshot')
  return {
    full: accept('everything there is', message, full),
    inbox: accept('an inbox, which is read apart', await issueSnapshot(withInbox, snapshotKey), withInbox),
    requests: accept(
      'an inbox and requests, which are read apart',
      await issueSnapshot(withRequests, snapshotKey),
      withRequests,
    ),
    empty: accept('nothing but what must be there', await issueSnapshot(empty, snapshotKey), empty),
    'full-newer': accept('newer than the one held', message, full, held(11)),
    'paper-codes': accept(
      'with bearer codes for print, as issuers have sent them before: none is taken over',
      await withPaperCodes(await issueBearerCredential()),
      full,
    ),
    'paper-codes-missing': accept('without a word of codes for print', await withPaperCodes(undefined), full),
    'not-newer-same': reject('the one held', message, 'not_newer', held(12)),
    'not-newer-older': reject('an older one', message, 'not_newer', held(13)),
    'other-person': reject('of another person', message, 'other_person', held(1, 'p-0002')),
    'wrong-role-key': reject('signed by the card key', await issueSnapshot(full, card), 'unknown_key'),
    'unknown-key': reject('signed by a stranger', await issueSnapshot(full, rogue), 'unknown_key'),
    'forged-signature': reject('one bit of the signature', flip(message, -1), 'bad_signature'),
    'forged-content': reject('one bit of the content', flip(message, -300), 'bad_signature'),
    'wrong-type': reject(
      'the type of a card',
      await resign(message, snapshotKey.sign, { header: (map) => map.set(16, 'bhyt+cwt') }),
      'malformed',
    ),
    'newer-minor-version': accept(
      'fields and kinds of a later minor version',
      await resign(message, snapshotKey.sign, { claims: newer }),
      {
        ...full,
        minorVersion: 7,
        holder: { ...full.holder, unread: unread([[9, true]]) },
        cards: [
          { ...firstCard, face: { ...FULL_FACE, unread: unread([[99, 'a field of the face']]) } },
          { ...secondCard, relation: 'unknown-9' },
        ],
        participation: [
          {
            kind: 'unknown-9',
            from: '2000-01',
            to: '2000-02',
            unread: unread([[11, 'a field of a period']]),
          },
        ],
        benefits: [{ kind: 'unknown-70', from: '2024-10-04', amount: 1000, state: 'unknown-6' }],
        unread: unread([[20, [new Map([[1, 'a list of a later version']])]]]),
      },
    ),
    'newer-major-version': reject(
      'a later major version, of which nothing else is like today’s',
      await resign(message, snapshotKey.sign, {
        claims: (claims) => claims.set(-65_537, new Map<number, CborValue>([[0, [2, 0]]])),
      }),
      'unsupported_version',
    ),
    'newer-major-forged': reject(
      'a later major version that nobody signed',
      flip(await changed(0, [2, 0]), -1),
      'bad_signature',
    ),
    'version-zero': reject('a major version that never was', await changed(0, [0, 1]), 'malformed'),
    'version-text': reject('a version in words', await changed(0, '2.0'), 'malformed'),
    'kind-huge': reject(
      'a kind of insurance with a number beyond the range of kinds',
      await changed(6, [
        new Map([
          [1, 65_536],
          [2, 24_000],
          [3, 24_001],
        ]),
      ]),
      'malformed',
    ),
    'kind-text': reject(
      'a kind of insurance in words',
      await changed(6, [
        new Map<number, CborValue>([
          [1, 'bhxh'],
          [2, 24_000],
          [3, 24_001],
        ]),
      ]),
      'malformed',
    ),
    'month-negative': reject(
      'a month before the calendar',
      await changed(6, [
        new Map([
          [1, 1],
          [2, 12],
          [3, 24_001],
        ]),
      ]),
      'malformed',
    ),
    'huge-33-cards': reject(
      '33 cards',
      await changed(
        5,
        Array.from({ length: 33 }, () => null),
      ),
      'malformed',
    ),
    truncated: reject('the last byte is missing', message.slice(0, -1), 'malformed'),
    'not-a-message': reject('a text', text, 'malformed'),
    'trust-list-expired': reject('the trust list is over', message, 'trust_list_expired', {
      now: TRUST_LIST.expiresAt,
    }),
  }
}

export async function makeTotalsVectors(): Promise<Record<string, MessageVector>> {
  const message = await issueTotalsToken(TOTALS, snapshotKey)
  return {
    good: accept('totals', message, TOTALS),
    'specimen-missing': reject(
      'the demo’s keys certify a real person',
      await issueTotalsToken({ ...TOTALS, issuer: 'DEMO' }, snapshotKey),
      'bad_signature',
      { expected: 'demo' },
    ),
    expired: reject('over this very second', message, 'expired', { now: TOTALS.expiresAt }),
    'wrong-role-key': reject('signed by the card key', await issueTotalsToken(TOTALS, card), 'unknown_key'),
    'wrong-type': reject('a card is no totals token', await issueBearerCredential(), 'malformed'),
    'forged-months': reject('one bit of the months', flip(message, -67), 'bad_signature'),
  }
}

const RECEIPT: ServiceReceipt = {
  issuer: 'VSS',
  issuedAt: NOW,
  number: 'DV-26-7K2M-Q9XD',
  personId: 'p-0001',
  service: 'facility-change',
  version: 1,
  content: new Uint8Array(32).fill(7),
  deadline: date('2027-01-22'),
  specimen: false,
}

export async function makeReceiptVectors(): Promise<Record<string, MessageVector>> {
  const message = await issueServiceReceipt(RECEIPT, snapshotKey)
  return {
    good: accept('a receipt', message, RECEIPT),
    'specimen-missing': reject(
      'the demo’s keys certify a real request',
      await issueServiceReceipt({ ...RECEIPT, issuer: 'DEMO' }, snapshotKey),
      'bad_signature',
      { expected: 'demo' },
    ),
    'wrong-role-key': reject(
      'signed by the card key',
      await issueServiceReceipt(RECEIPT, card),
      'unknown_key',
    ),
    'unknown-key': reject('signed by a stranger', await issueServiceReceipt(RECEIPT, rogue), 'unknown_key'),
    'wrong-type': reject('totals are no receipt', await issueTotalsToken(TOTALS, snapshotKey), 'malformed'),
    'forged-content': reject('one bit of the content', flip(message, -80), 'bad_signature'),
    'content-short': reject(
      'a hash of one byte',
      await resign(message, snapshotKey.sign, {
        claims: changeCard((map) => map.set(5, Uint8Array.of(1))),
      }),
      'malformed',
    ),
  }
}
