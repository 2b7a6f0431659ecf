import { type AuditLog, createAuditLog } from '../issuer/audit/audit-log.ts'
import { type IssuerConfig, readConfig } from '../issuer/config.ts'
import { migrateDatabase } from '../issuer/db/migrate.ts'
import { type Database, openDatabase } from '../issuer/db/open-database.ts'
import { checkKeyEncryptionKey } from '../issuer/signer-keys/check-key-encryption-key.ts'

export type OwnDatabase = {
  readonly config: IssuerConfig
  readonly database: Database
  readonly keyEncryptionKey: Uint8Array
  readonly audit: AuditLog
}

/**
 * Opens the issuer's database for a command that seals or chains something, runs the command and closes it
 * again. Ends with a sentence, before anything is written, if the database is of the other mode or kept under
 * another `KEY_ENCRYPTION_KEY`.
 *
 * @param now Unix seconds.
 */
export async function withOwnDatabase(now: number, run: (own: OwnDatabase) => Promise<void>): Promise<void> {
  const config = readConfig(process.env)
  const keyEncryptionKey = await readKeyEncryptionKey(config)
  const database = openDatabase(config.database)
  try {
    await migrateDatabase(database, config.mode, now)
      .then(() => checkKeyEncryptionKey(database, keyEncryptionKey))
      .catch(endWithSentence)
    await run({ config, database, keyEncryptionKey, audit: createAuditLog(database, keyEncryptionKey) })
  } finally {
    await database.close()
  }
}

/** As the service has it: a demo's is published, whatever the environment says. */
async function readKeyEncryptionKey({ mode, keyEncryptionKey }: IssuerConfig): Promise<Uint8Array> {
  if (mode === 'demo') return (await import('../issuer/demo/demo.ts')).demoSecrets.keyEncryptionKey
  return keyEncryptionKey?.reveal() ?? endWithSentence(new Error('KEY_ENCRYPTION_KEY is not set'))
}

function endWithSentence(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
