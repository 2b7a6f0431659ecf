import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'

/** The device database, loaded and opened at its first use: hydrating a pre-rendered card needs neither. */
export function createLazyDatabase(): WalletDatabase {
  let opening: Promise<WalletDatabase> | undefined
  const open = async () => (await import('../../wallet/database/wallet-database.ts')).openWalletDatabase()
  const obtain = () => {
    opening ??= open().catch((cause) => {
      opening = undefined
      throw cause
    })
    return opening
  }
  return {
    async transact(storeNames, mode, use) {
      return (await obtain()).transact(storeNames, mode, use)
    },
    close() {
      opening?.then((database) => database.close()).catch(() => {})
      opening = undefined
    },
  }
}
