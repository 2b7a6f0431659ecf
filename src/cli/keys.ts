/**
 * The signer keys, for the operator (docs/operations.md, "Keys"):
 *
 *   keys.ts list                                           what there is
 *   keys.ts add --role card|snapshot|status|content|payment [--from DATE] [--days N]   a new key; it signs once a trust list carries it
 *   keys.ts retire KEY-ID                                  it signs no more; what it signed stays good
 *   keys.ts reseal [--without-pictures]                    from KEY_ENCRYPTION_KEY to NEW_KEY_ENCRYPTION_KEY
 *   keys.ts push                                           a new private key for VAPID_KEYS
 *   keys.ts root FILE                                      a new root key, for a machine without a network; prints its ROOT_KEYS entry
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { writeRootKeys } from '../core/credential/root-keys.ts'
import type { KeyRole } from '../core/credential/typ.ts'
import { createAuditLog } from '../issuer/audit/audit-log.ts'
import { resealAuthenticators } from '../issuer/back-office/authenticators.ts'
import { resealSeenDocuments } from '../issuer/back-office/seen-document.ts'
import { readConfig } from '../issuer/config.ts'
import { migrateDatabase } from '../issuer/db/migrate.ts'
import { type Database, openDatabase } from '../issuer/db/open-database.ts'
import { resealMessages } from '../issuer/messaging/outgoing-messages.ts'
import { checkPicturePlace, choosePicturePlace } from '../issuer/pictures/choose-picture-place.ts'
import { resealPictures } from '../issuer/pictures/picture-store.ts'
import { resealPushSubscriptions } from '../issuer/push/push-subscriptions.ts'
import { generateVapidKey } from '../issuer/push/vapid.ts'
import { readSecretSources } from '../issuer/secret-sources.ts'
import {
  compressPoint,
  generatePrivateKey,
  toKeyId,
  toP256PublicKey,
} from '../issuer/signer-keys/es256-key.ts'
import { addSignerKey, opensFirstSignerKey, resealSignerKeys } from '../issuer/signer-keys/signer-keys.ts'
import { withOwnDatabase } from './own-database.ts'

const DAY = 86_400
const now = Math.floor(Date.now() / 1000)

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    role: { type: 'string' },
    from: { type: 'string' },
    days: { type: 'string', default: '400' },
    'without-pictures': { type: 'boolean', default: false },
  },
})
const [command = '', argument] = positionals

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

const formatDay = (time: number) => new Date(time * 1000).toISOString().slice(0, 10)

async function withDatabase(run: (database: Database) => Promise<void>): Promise<void> {
  const { database: location, mode } = readConfig(process.env)
  const database = openDatabase(location)
  try {
    await migrateDatabase(database, mode, now)
    await run(database)
  } finally {
    await database.close()
  }
}

function readKeyEncryptionKey(name: 'KEY_ENCRYPTION_KEY' | 'NEW_KEY_ENCRYPTION_KEY'): Uint8Array {
  const environment = readSecretSources(process.env)
  const config = readConfig({ ...environment, KEY_ENCRYPTION_KEY: environment[name] })
  return config.keyEncryptionKey?.reveal() ?? fail(`${name} is not set`)
}

const roles: readonly KeyRole[] = ['card', 'snapshot', 'status', 'content', 'payment']

function readRole(): KeyRole {
  const { role } = values
  return roles.find((each) => each === role) ?? fail(`--role ${roles.join('|')}`)
}

const commands: Record<string, () => Promise<void>> = {
  list: () =>
    withDatabase(async (database) => {
      const rows = await database.query
        .selectFrom('signer_keys')
        .select(['key_id', 'role', 'not_before', 'not_after'])
        .orderBy('role')
        .orderBy('not_before')
        .execute()
      for (const { key_id: id, role, not_before: from, not_after: to } of rows)
        console.log(
          `${id}  ${role.padEnd(8)}  ${formatDay(from)} – ${formatDay(to)}${now > to ? '  retired' : ''}`,
        )
    }),

  add: () =>
    withOwnDatabase(now, async ({ database, keyEncryptionKey }) => {
      const notBefore = values.from === undefined ? now : Date.parse(`${values.from}T00:00:00Z`) / 1000
      const days = Number(values.days)
      if (!Number.isSafeInteger(notBefore) || !Number.isSafeInteger(days) || days < 1)
        fail('--from YYYY-MM-DD --days N')
      const keyId = await addSignerKey(
        database,
        { role: readRole(), privateKey: generatePrivateKey(), notBefore, notAfter: notBefore + days * DAY },
        { keyEncryptionKey, now },
      )
      console.log(`${keyId}: now draft, sign and publish a trust list that carries it (trust-list.ts)`)
    }),

  retire: () =>
    withDatabase(async (database) => {
      const { numUpdatedRows } = await database.query
        .updateTable('signer_keys')
        .set({ not_after: now })
        .where('key_id', '=', argument ?? '')
        .where('not_after', '>', now)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) fail('There is no such key that still signs')
      console.log(`${argument}: now draft, sign and publish a trust list that says so (trust-list.ts)`)
    }),

  reseal: () =>
    withDatabase(async (database) => {
      const [from, to] = [
        readKeyEncryptionKey('KEY_ENCRYPTION_KEY'),
        readKeyEncryptionKey('NEW_KEY_ENCRYPTION_KEY'),
      ]
      if (!(await opensFirstSignerKey(database, from)))
        fail('KEY_ENCRYPTION_KEY is not the one that the signer keys are sealed under')
      // In this order it can be done again where it was interrupted; the keys, which cannot, are one
      // transaction.
      const place = choosePicturePlace(readConfig(process.env))
      const {
        resealed: pictures,
        missing,
        unopened: damaged,
      } = await resealPictures(database, { place, from, to })
      // All of them are gone hardly ever: in another place they would stay under the old key for good.
      if (pictures === 0 && missing + damaged > 0 && !values['without-pictures'])
        fail(
          `None of ${missing + damaged} pictures is where PICTURE_FOLDER or S3_BUCKET say, and nothing was sealed anew; if they are really gone: --without-pictures`,
        )
      await checkPicturePlace(database, place)
      if (missing > 0) console.error(`${missing} pictures are gone or were never written`)
      if (damaged > 0) console.error(`${damaged} pictures do not open and stay as they are`)
      const done = await createAuditLog(database, to).verify()
      const log = done.ok ? done : await createAuditLog(database, from).rechain(to)
      if (!log.ok) fail(`The officers' log was tampered with: entry ${log.sequence} is not what was written`)
      await resealSeenDocuments(database, from, to)
      await resealAuthenticators(database, from, to)
      await resealPushSubscriptions(database, from, to)
      await resealMessages(database, from, to)
      const { resealed, unopened } = await resealSignerKeys(database, from, to)
      for (const keyId of unopened) console.error(`${keyId} does not open and stays as it is; retire it`)
      console.log(`${resealed} keys, ${pictures} pictures: restart the issuers with the new key`)
      console.log(`The officers' log now ends with ${log.head.sequence}:${log.head.hash}`)
    }),

  push: async () => console.log(generateVapidKey()),

  root: async () => {
    if (argument === undefined) fail('root FILE')
    const key = generatePrivateKey()
    const point = compressPoint(key)
    const pem = key.export({ format: 'pem', type: 'pkcs8' })
    writeFileSync(argument, pem, { mode: 0o600, flag: 'wx' })
    console.log(writeRootKeys([{ keyId: toKeyId(point), publicKey: toP256PublicKey(point), demo: false }]))
  },
}
const run = commands[command] ?? fail(`Which of ${Object.keys(commands).join(', ')}? See docs/operations.md`)
await run()
