/**
 * Freezes the wallet of today, and what it stores after a sign-in at the issuer of today:
 * `node --disable-warning=ExperimentalWarning tests/write/frozen-wallet.ts tests/fossils/wallet-0.1.0`. Run
 * once per release; what is frozen is never written again.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { openDatabase } from '../../src/issuer/db/open-database.ts'
import { demoAccounts } from '../../src/issuer/demo/demo-accounts.ts'
import { migrations } from '../../src/wallet/database/migrations.ts'
import { createTestIssuer } from '../support/issuer/issuer-fixture.ts'
import { toFossil } from '../support/wallet/fossil-notation.ts'
import { openDevice } from '../support/wallet/wallet-device.ts'
import * as wallet from './wallet-entry.ts'

const folder = process.argv[2]
if (!folder || existsSync(join(folder, 'wallet.js'))) throw new Error('name a folder without a wallet')
mkdirSync(folder, { recursive: true })

await build({
  configFile: false,
  logLevel: 'error',
  build: {
    outDir: resolve(folder),
    emptyOutDir: false,
    copyPublicDir: false,
    target: 'es2022',
    minify: true,
    lib: { entry: 'tests/write/wallet-entry.ts', formats: ['es'], fileName: () => 'wallet.js' },
    rolldownOptions: { output: { codeSplitting: false } },
  },
})

// Keys that can be written down.
const generate = crypto.subtle.generateKey.bind(crypto.subtle)
Object.assign(crypto.subtle, {
  generateKey: (algorithm: EcKeyGenParams, _isExtractable: boolean, usages: KeyUsage[]) =>
    generate(algorithm, true, usages),
})
const data = mkdtempSync(join(tmpdir(), 'vi-bhyt-frozen-'))
const database = openDatabase({ file: join(data, 'issuer.sqlite') })
const test = await createTestIssuer(database)
const device = await openDevice(test, wallet)
await device.db.transact(['keys'], 'readwrite', async (tx) => {
  await tx.objectStore('keys').put({ id: 'device', raw: new Uint8Array(32).map((_, at) => at) })
})
await device.signIn()
await device.refresh()
await device.queueReport('00000000-0000-4000-8000-000000000001')

const names = Object.keys(wallet.stores) as (keyof typeof wallet.stores)[]
const rows = await device.db.transact(names, 'readonly', async (tx) =>
  Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await tx.objectStore(name).getAll()] as const)),
  ),
)
const { public_id: personId } = await database.query
  .selectFrom('people')
  .select('public_id')
  .where('bhxh_code', '=', demoAccounts[0].login)
  .executeTakeFirstOrThrow()
writeFileSync(
  join(folder, 'stored.json'),
  `${JSON.stringify({ at: test.clock.now, version: migrations.length, personId, rows: await toFossil(rows) }, null, 1)}\n`,
)
await test.issuer.stop()
await database.close()
rmSync(data, { recursive: true, force: true })
