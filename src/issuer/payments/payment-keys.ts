import type { RootKey } from '../../core/credential/trusted-keys.ts'
import { PAYMENT_KEYS } from '../../core/payment/payment-key-list.ts'
import type { Database } from '../db/open-database.ts'
import { createKeyListStore } from '../trust-list/key-list-store.ts'

export type PaymentKeys = ReturnType<typeof createPaymentKeys>

/** The published list of payment keys. */
export const createPaymentKeys = (database: Database, roots: readonly RootKey[]) =>
  createKeyListStore(database, { table: 'payment_key_lists', roots, kind: PAYMENT_KEYS })
