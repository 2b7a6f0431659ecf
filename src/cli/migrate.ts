/**
 * `npm run migrate [-- --service-role ROLE]`: brings the tables up to date. With PostgreSQL this may be done
 * by a role of its own, which owns the tables, so that the service's role need not (docs/operations.md,
 * "Databases"): `--service-role` gives that one what it needs, and takes the rest away.
 */
import { parseArgs } from 'node:util'
import { readConfig } from '../issuer/config.ts'
import { grantToService } from '../issuer/db/grant-service.ts'
import { migrateDatabase } from '../issuer/db/migrate.ts'
import { openDatabase } from '../issuer/db/open-database.ts'
import { createProgress, type Progress } from './progress.ts'

const { values } = parseArgs({ options: { 'service-role': { type: 'string' } } })
const role = values['service-role']
const config = readConfig(process.env)
const database = openDatabase(config.database)
try {
  if (role !== undefined && database.kind !== 'postgresql')
    throw new Error('--service-role: the embedded database has no roles')
  let part: { readonly name: string; readonly progress: Progress } | undefined
  const applied = await migrateDatabase(database, config.mode, Math.floor(Date.now() / 1000), {
    onProgress: (name, rows = 0) => {
      if (part?.name !== name) part = { name, progress: createProgress(name) }
      part.progress.tell(rows)
    },
  })
  part?.progress.end()
  console.log(applied.length === 0 ? 'Up to date' : applied.join('\n'))
  if (role !== undefined) {
    await grantToService(database, role)
    console.log(`${role} may work with it`)
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
} finally {
  await database.close()
}
