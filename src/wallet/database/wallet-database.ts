import { type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import { AppError } from '../../core/app-error.ts'
import { migrations } from './migrations.ts'
import type { StoreName, WalletSchema } from './stores.ts'

export const DATABASE_NAME = 'vi-bhyt'

/**
 * The device database behind one connection that heals itself. Every error is an `AppError`:
 * `storage_timeout`, `storage_full` or `storage_unavailable`.
 */
export type WalletDatabase = {
  /**
   * Runs `use` in one transaction and resolves after its commit (a reading: with its last request). `use`
   * must await nothing but the transaction's own requests (no fetch, no WebCrypto), because the transaction
   * commits in between.
   */
  transact<const S extends readonly StoreName[], M extends 'readonly' | 'readwrite', T>(
    storeNames: S,
    mode: M,
    use: (transaction: IDBPTransaction<WalletSchema, S[number][], M>) => Promise<T>,
  ): Promise<T>
  close(): void
}

type Connection = IDBPDatabase<WalletSchema>

/**
 * `indexedDB.open` can hang for ever (WebKit bugs 226547, 277615), or wait behind an old page that does not
 * let go.
 */
const TIME_LIMIT_MS = 800

async function connect(onLost: () => void): Promise<Connection> {
  let late = false
  const opening = openDB<WalletSchema>(DATABASE_NAME, migrations.length, {
    upgrade(database, oldVersion) {
      for (const migrate of migrations.slice(oldVersion))
        migrate(database as unknown as Parameters<typeof migrate>[0])
    },
    // Another page wants to upgrade: let go at once, and reopen at the next use.
    blocking(_current, _blocked, event) {
      ;(event.target as IDBDatabase).close()
      onLost()
    },
    terminated: onLost,
  })
  const closeWhenLate = (connection: Connection) => {
    if (late) connection.close()
  }
  opening.then(closeWhenLate, () => {})
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      late = true
      reject(new AppError('storage_timeout', { retryable: true }))
    }, TIME_LIMIT_MS)
  })
  try {
    return await Promise.race([opening, limit])
  } finally {
    clearTimeout(timer)
  }
}

function isNamed(cause: unknown, ...names: string[]): boolean {
  return cause instanceof Error && names.includes(cause.name)
}

/** The `AppError` for an error of IndexedDB; one that is an AppError already stays as it is. */
export function toStorageError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause
  if (isNamed(cause, 'QuotaExceededError')) return new AppError('storage_full', { cause })
  return new AppError('storage_unavailable', { cause, retryable: true })
}

/**
 * Whether an error says that this browser keeps no database here at all: storage is blocked, or there is no
 * IndexedDB. Any other error may pass, and something may be stored.
 */
export function isRefused(cause: unknown): boolean {
  const origin = cause instanceof AppError ? cause.cause : cause
  return isNamed(origin, 'SecurityError', 'InvalidStateError', 'ReferenceError', 'TypeError')
}

/**
 * Opens the device database (800 ms at most for each of two tries) and brings it to the newest version. A
 * connection that the browser closed is reopened once for each use.
 * @throws AppError `storage_timeout` | `storage_unavailable`
 */
export async function openWalletDatabase(): Promise<WalletDatabase> {
  let connection: Promise<Connection> | undefined
  const drop = () => {
    connection = undefined
  }
  const obtain = () => {
    connection ??= connect(drop).catch((cause) => {
      drop()
      throw toStorageError(cause)
    })
    return connection
  }
  const begin = async <S extends readonly StoreName[], M extends 'readonly' | 'readwrite'>(
    storeNames: S,
    mode: M,
  ): Promise<IDBPTransaction<WalletSchema, S[number][], M>> => {
    const start = async () => (await obtain()).transaction([...storeNames], mode)
    try {
      return await start()
    } catch (cause) {
      // iOS closes connections behind the page's back (WebKit bugs 197050, 201483): reopen, once.
      if (!isNamed(cause, 'InvalidStateError')) throw cause
      drop()
      return await start()
    }
  }
  await obtain().catch(obtain)
  return {
    async transact(storeNames, mode, use) {
      try {
        const transaction = await begin(storeNames, mode)
        transaction.done.catch(() => {})
        const result = await use(transaction).catch((cause) => {
          abort(transaction)
          throw transaction.error ?? cause
        })
        // A reading has nothing to commit, and somebody waits for it.
        if (mode === 'readwrite') await transaction.done
        return result
      } catch (cause) {
        throw toStorageError(cause)
      }
    },
    close() {
      connection?.then((open) => open.close()).catch(() => {})
      drop()
    },
  }
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort()
  } catch {
    // Already over.
  }
}
