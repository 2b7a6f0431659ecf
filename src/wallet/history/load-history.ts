import { fromBase64Url, toBase64Url } from '../../core/bytes.ts'
import type { Snapshot, SnapshotCard } from '../../core/snapshot/snapshot.ts'
import { openState } from '../cards/wallet-state.ts'
import type { EnvelopeRecord, StoredWalletKey } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { readDeviceKey } from '../sealing/device-key.ts'
import { type PackedRows, packRows, unpackRows } from '../sealing/packed-rows.ts'
import { openEnvelope, sealEnvelope, unwrapWalletKey } from '../sealing/wallet-key.ts'
import { type HistoryRows, historyRowId, listHistoryRows } from './history-rows.ts'

/** The part of the snapshot that is not on the card. */
export type History = Pick<
  Snapshot,
  'issuedAt' | 'holder' | 'participation' | 'benefits' | 'visits' | 'totalsToken' | 'unread'
> & {
  /** What the cards said at that time; absent in what earlier versions stored. */
  readonly cards?: readonly HistoryCard[]
}

/** A card without its codes. `personId` is there on dependants' cards. */
export type HistoryCard = Pick<SnapshotCard, 'cardId' | 'relation' | 'face' | 'personId'>

/** The history of the person or of a dependant. */
export type PersonHistory = {
  /** The issuer's opaque id. */
  readonly personId: string
  readonly relation: SnapshotCard['relation']
  readonly history: History
}

/** 2: with the cards, and rows packed. */
const SCHEMA = 2

type Lists = 'participation' | 'benefits' | 'visits'

type Plain = Omit<History, 'totalsToken' | Lists> & { totalsToken: string } & {
  [List in Lists]: PackedRows | History[List]
}

function readRows<Row>(rows: PackedRows | readonly Row[]): readonly Row[] {
  return 'columns' in rows ? unpackRows<Row>(rows) : rows
}

/** Encrypts the history of a snapshot for its row; needs only the wallet's public key. */
export function sealHistory(wallet: StoredWalletKey, snapshot: Snapshot): Promise<EnvelopeRecord> {
  const { issuedAt, holder, participation, benefits, visits, totalsToken, unread } = snapshot
  const plain: Plain = {
    issuedAt,
    holder,
    participation: packRows(participation),
    benefits: packRows(benefits),
    visits: packRows(visits),
    totalsToken: toBase64Url(totalsToken),
    cards: snapshot.cards.map(({ hospitalText, unread: _, ...card }) => card),
    ...(unread !== undefined && { unread }),
  }
  const id = historyRowId(snapshot.personId, snapshot.sequence)
  return sealEnvelope(wallet, { store: 'history', id, schema: SCHEMA }, plain)
}

/**
 * The rows of histories in their order, each with what opens it; nothing before the first snapshot.
 * @throws AppError of the database, or `storage_damaged`; opening: `storage_damaged`
 */
export async function readHistoryRows(
  db: WalletDatabase,
): Promise<{ rows: HistoryRows[]; open: (id: string) => Promise<History | undefined> }> {
  const { device, wallet, state } = await db.transact(['keys', 'state'], 'readonly', async (tx) => {
    const [device, wallet, state] = await Promise.all([
      tx.objectStore('keys').get('device'),
      tx.objectStore('keys').get('wallet'),
      tx.objectStore('state').get('wallet'),
    ])
    return { device, wallet, state }
  })
  if (device?.id !== 'device' || wallet?.id !== 'wallet' || !state)
    return { rows: [], open: async () => undefined }
  const deviceKey = await readDeviceKey(device)
  const [opened, privateKey] = await Promise.all([
    openState(deviceKey, state),
    unwrapWalletKey(deviceKey, wallet),
  ])
  return {
    rows: listHistoryRows(opened),
    async open(id) {
      const record = await db.transact(['history'], 'readonly', (tx) => tx.objectStore('history').get(id))
      if (!record) return undefined
      const plain = await openEnvelope({ keyId: wallet.keyId, privateKey }, 'history', record)
      const { totalsToken, participation, benefits, visits, ...rest } = plain as Plain
      const token = fromBase64Url(totalsToken)
      return {
        ...rest,
        participation: readRows(participation),
        benefits: readRows(benefits),
        visits: readRows(visits),
        totalsToken: token.ok ? token.value : new Uint8Array(),
      }
    },
  }
}

/**
 * The person's own history, opened with the wallet's private half; undefined before the first snapshot.
 * @throws AppError of the database, or `storage_damaged`
 */
export async function loadHistory(db: WalletDatabase): Promise<History | undefined> {
  const {
    rows: [own],
    open,
  } = await readHistoryRows(db)
  return own && open(own.current)
}

/**
 * All histories on this device: the person's own first, then the dependants' in the order of their cards. One
 * that has not been fetched yet is left out.
 * @throws AppError of the database, or `storage_damaged`
 */
export async function loadHistories(db: WalletDatabase): Promise<PersonHistory[]> {
  const { rows, open } = await readHistoryRows(db)
  const histories = await Promise.all(
    rows.map(async ({ personId, relation, current }) => ({
      personId,
      relation,
      history: await open(current),
    })),
  )
  return histories.flatMap(({ history, ...person }) => (history ? [{ ...person, history }] : []))
}
