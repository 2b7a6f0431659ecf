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
  deviceKey: CryptoKey | undefined
  holderKeys: readonly StoredHolderKey[]
  cards: readonly WalletCard[]
  state: WalletState
  /** The row that `state` came from; see guarded-write.ts. */
  stateRow: SealedRecord | undefined
  face: WalletSummary
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
 * Reads Tier A in one transaction and opens it.
 * @throws AppError of the database, or `storage_damaged`
 */
export async function openWallet(db: WalletDatabase): Promise<OpenedWallet> {
  const { keys, cards: sealedCards, state: sealedState, choice, language } = await readRows(db)
  const deviceRow = keys.find((row) => row.id === 'device')
  const deviceKey = deviceRow?.id === 'device' ? await readDeviceKey(deviceRow) : undefined
  const [state, ...cards] = await Promise.all([
    deviceKey && sealedState ? openState(deviceKey, sealedState) : initialState,
    ...(deviceKey ? sealedCards.map((sealed) => openCard(deviceKey, sealed)) : []),
  ])
  cards.sort((one, other) => one.position - other.position)
  const { sequence, signedIn, holderKeys, refresh, dependants } = state
  return {
    deviceKey,
    holderKeys: keys.filter((row) => 'cardId' in row),
    cards,
    state,
    stateRow: sealedState,
    face: {
      cards: cards.map((card) => ({
        ...card,
        refreshed: dependants?.find(({ personId }) => personId === card.personId)?.refreshed,
      })),
      ...(choice?.cardId !== undefined && { chosenCardId: choice.cardId }),
      ...(choice?.code && { chosenCode: choice.code }),
      ...(language?.id === 'language' && { language: language.value }),
      sequence,
      ...(state.seen !== undefined && {
        histories: listHistoryRows(state)
          .map((row) => row.current)
          .join(' '),
      }),
      signedIn,
      ...(refresh && { refresh }),
      holderKeys,
    },
  }
}

/**
 * What the card screen needs.
 * @throws AppError of the database, or `storage_damaged`
 */
export async function loadSummary(db: WalletDatabase): Promise<WalletSummary> {
  return (await openWallet(db)).face
}
