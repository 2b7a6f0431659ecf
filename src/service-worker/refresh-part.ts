import { drawQr } from '../card-view/qr-matrix.ts'
import type { RefreshOutcome } from '../core/api/worker-messages.ts'
import { refreshWallet } from '../wallet/refresh-wallet.ts'
import { readBuiltInRoots } from '../wallet/root-keys.ts'
import { openWalletDatabase, type WalletDatabase } from '../wallet/wallet-database.ts'

/** A connection of its own: this is a script of its own, and the other one belongs to the first paint. */
let database: Promise<WalletDatabase> | undefined

function obtainDatabase(): Promise<WalletDatabase> {
  database ??= openWalletDatabase().catch((cause) => {
    database = undefined
    throw cause
  })
  return database
}

async function readShippedTrustList() {
  const response = await caches.match('/trust-list.cose')
  return response && new Uint8Array(await response.arrayBuffer())
}

/**
 * Refreshes the wallet; `onChange` hears of each commit, `now` in Unix seconds.
 * @throws AppError if the database does not open
 */
async function refresh(options: {
  force: boolean
  now: () => number
  onChange: (sequence: number) => void
}): Promise<RefreshOutcome> {
  const { force, now, onChange } = options
  const inputs = {
    db: await obtainDatabase(),
    issuer: { fetch: (path: string, init?: RequestInit) => fetch(path, init), now },
    roots: readBuiltInRoots(),
    readShippedTrustList,
    caches,
    drawQr,
    onChange,
  }
  return refreshWallet(inputs as Parameters<typeof refreshWallet>[0], { force })
}

const part = { refresh }

export type RefreshPart = typeof part

Object.assign(globalThis, { refreshPart: part })
