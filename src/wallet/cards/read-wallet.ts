import { equalBytes } from '../../core/bytes.ts'
import type {
  SealedRecord,
  StoredChoice,
  StoredHolderKey,
  StoredKey,
  StoredPreference,
} from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { listHistoryRows } from '../history/history-rows.ts'
import { readDeviceKey } from '../sealing/device-key.ts'
import { openCard } from './card-record.ts'
import type { WalletCard, WalletSummary } from './wallet-card.ts'
import { initialState, openState, type WalletState } from './wallet-state.ts'

/** Everything of Tier A, opened. */
export type OpenedWallet = {
  readonly deviceKey: CryptoKey | undefined
  readonly holderKeys: readonly StoredHolderKey[]
  readonly cards: readonly WalletCard[]
  readonly state: WalletState
  /** The sealed rows that `state` and `cards` came from, see update-wallet.ts. */
  readonly rows: {
    readonly state: SealedRecord | undefined
    readonly cards: ReadonlyMap<string, SealedRecord>
  }
  readonly summary: WalletSummary
}

type Rows = {
  keys: StoredKey[]
  cards: SealedRecord[]
  state: SealedRecord | undefined
  choice: StoredChoice | undefined
  language: StoredPreference | undefined
}

function readRows(db: WalletDatabase): Promise<Rows> {
  return db.transact(['keys', 'cards', 'state', 'choices', 'preferences'], 'readonly', async (tx) => {
    const [keys, cards, state, choice, language] = await Promise.all([
      tx.objectStore('keys').getAll(),
      tx.objectStore('cards').getAll(),
      tx.objectStore('state').get('wallet'),
      tx.objectStore('choices').get('card') as Promise<StoredChoice | undefined>,
      tx.objectStore('preferences').get('language'),
    ])
    return { keys, cards, state, choice, language }
  })
}

/**
 * Reads Tier A in one transaction and opens it. A row that is still the one in `known` is not decrypted
 * again.
 * @throws AppError of the database, or `storage_damaged`
 */
export async function openWallet(db: WalletDatabase, known?: OpenedWallet): Promise<OpenedWallet> {
  const { keys, cards: cardRows, state: stateRow, choice, language } = await readRows(db)
  const deviceRow = keys.find((row) => row.id === 'device')
  const deviceKey = deviceRow?.id === 'device' ? await readDeviceKey(deviceRow) : undefined
  const openCardRow = (key: CryptoKey, row: SealedRecord) => {
    const card = isSameRow(row, known?.rows.cards.get(row.id))
      ? known?.cards.find(({ cardId }) => cardId === row.id)
      : undefined
    return card ?? openCard(key, row)
  }
  const openStateRow = (key: CryptoKey, row: SealedRecord) =>
    known && isSameRow(row, known.rows.state) ? known.state : openState(key, row)
  const [state, ...cards] = await Promise.all([
    deviceKey && stateRow ? openStateRow(deviceKey, stateRow) : initialState,
    ...(deviceKey ? cardRows.map((row) => openCardRow(deviceKey, row)) : []),
  ])
  cards.sort((one, other) => one.position - other.position)
  const choices = {
    ...(choice?.cardId !== undefined && { chosenCardId: choice.cardId }),
    ...(choice?.code && { chosenCode: choice.code }),
    ...(language?.id === 'language' && { language: language.value }),
  }
  return {
    deviceKey,
    holderKeys: keys.filter((row) => 'cardId' in row),
    cards,
    state,
    rows: { state: stateRow, cards: new Map(cardRows.map((row) => [row.id, row])) },
    summary: summarise({ cards, state }, choices),
  }
}

/** Whether a row is the very one that was read before: its nonce is random. */
export function isSameRow(one: SealedRecord | undefined, other: SealedRecord | undefined): boolean {
  return one && other ? equalBytes(one.iv, other.iv) : one === other
}

/** What the card screen needs of an opened wallet. */
export function summarise(
  { cards, state }: Pick<OpenedWallet, 'cards' | 'state'>,
  { chosenCardId, chosenCode, language }: Pick<WalletSummary, 'chosenCardId' | 'chosenCode' | 'language'>,
): WalletSummary {
  const { sequence, signedIn, holderKeys, refresh, dependants } = state
  const newestSigned = Math.max(
    state.signedAt ?? 0,
    ...cards.map(({ credentialIssuedAt }) => credentialIssuedAt ?? 0),
  )
  return {
    cards: cards.map((card) => ({
      ...card,
      refreshed: dependants?.find(({ personId }) => personId === card.personId)?.refreshed,
    })),
    ...(chosenCardId !== undefined && { chosenCardId }),
    ...(chosenCode && { chosenCode }),
    ...(language !== undefined && { language }),
    sequence,
    ...(newestSigned > 0 && { newestSigned }),
    ...(state.seen !== undefined && {
      histories: listHistoryRows(state)
        .map((row) => row.current)
        .join(' '),
    }),
    signedIn,
    ...(refresh && { refresh }),
    holderKeys,
  }
}

/**
 * What the card screen needs.
 * @throws AppError of the database, or `storage_damaged`
 */
export async function loadSummary(db: WalletDatabase): Promise<WalletSummary> {
  return (await openWallet(db)).summary
}
