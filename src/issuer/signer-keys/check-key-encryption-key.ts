import { createAuditLog } from '../audit/audit-log.ts'
import type { Database } from '../db/open-database.ts'
import { opensFirstSignerKey } from './signer-keys.ts'

/**
 * Throws an `Error` that says so if the database is kept under another key-encryption key: its officers' log
 * is chained or its signer keys are sealed under one. To be asked before anything is sealed or chained; true
 * of an empty database.
 */
export async function checkKeyEncryptionKey(database: Database, keyEncryptionKey: Uint8Array): Promise<void> {
  if (!(await createAuditLog(database, keyEncryptionKey).isOurs()))
    throw new Error('KEY_ENCRYPTION_KEY is not the one that the officers’ log was written under')
  if (!(await opensFirstSignerKey(database, keyEncryptionKey)))
    throw new Error('KEY_ENCRYPTION_KEY is not the one that the signer keys are sealed under')
}
