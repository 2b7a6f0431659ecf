import { AppError } from '../../core/app-error.ts'
import { type OpenedWallet, openWallet } from '../cards/read-wallet.ts'
import { updateWallet, type WalletChange } from '../cards/update-wallet.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'

/** The wallet during one refresh, which belongs to one sign-in: opened once, and kept up with each change. */
export type WalletSession = {
  /** As it was when it was last read or changed here. */
  readonly wallet: OpenedWallet
  /**
   * Reads the wallet again and decrypts what others have written meanwhile. @throws AppError of the database
   */
  readonly reread: () => Promise<OpenedWallet>
  /**
   * As `updateWallet`.
   * @throws AppError `session_expired` if somebody has signed out or in meanwhile: what was fetched for the
   * old session must not come back
   */
  readonly update: (
    change: (wallet: OpenedWallet) => Promise<WalletChange | undefined> | WalletChange | undefined,
  ) => Promise<void>
}

/** Holds the wallet of whoever is signed in in `opened`. */
export function holdWallet(db: WalletDatabase, opened: OpenedWallet): WalletSession {
  let wallet = opened
  const { signIns } = opened.state
  return {
    get wallet() {
      return wallet
    },
    async reread() {
      wallet = await openWallet(db, wallet)
      return wallet
    },
    async update(change) {
      const changeOwn = (present: OpenedWallet) => {
        const { signedIn, signIns: last } = present.state
        if (!present.deviceKey || !signedIn || last !== signIns) throw new AppError('session_expired')
        return change(present)
      }
      wallet = await updateWallet(db, changeOwn, wallet)
    },
  }
}
