/**
 * The trust list, for the operator (docs/operations.md):
 *
 *   trust-list.ts draft                          the keys in the database, as JSON to be checked and carried to the root key
 *   trust-list.ts sign DRAFT --root KEY --out FILE   offline: signs a draft with a root key (PEM, PKCS#8)
 *   trust-list.ts publish FILE                   puts a signed list into the database, after checking it
 *   … with --content, --payment                  the same for the list of content keys, of payment keys
 *   trust-list.ts demo [FILE]                    writes the demo's initial list
 *   trust-list.ts demo-roots                     prints the demo's root as the app is built with it
 */

import { createPrivateKey } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { fromBase64Url, toBase64Url } from '../core/bytes.ts'
import { CONTENT_KEYS } from '../core/content/content-key-list.ts'
import { MAX_CREDENTIAL_LIFE } from '../core/credential/card-credential.ts'
import { parseRootKeys, writeRootKeys } from '../core/credential/root-keys.ts'
import { issueTrustList } from '../core/credential/trust-list.ts'
import type { TrustedKey, TrustList } from '../core/credential/trusted-keys.ts'
import { PAYMENT_KEYS } from '../core/payment/payment-key-list.ts'
import { readConfig } from '../issuer/config.ts'
import { createContentKeys } from '../issuer/content/content-keys.ts'
import { migrateDatabase } from '../issuer/db/migrate.ts'
import { openDatabase } from '../issuer/db/open-database.ts'
import {
  DANGEROUS_demoRootKey,
  DEMO_ISSUER,
  DEMO_VALIDITY,
  demoRoot,
  demoTrustedKeys,
} from '../issuer/demo/dangerous-demo-keys.ts'
import { createPaymentKeys } from '../issuer/payments/payment-keys.ts'
import { compressPoint, createSign, toKeyId } from '../issuer/signer-keys/es256-key.ts'
import { listTrustedKeys } from '../issuer/signer-keys/signer-keys.ts'
import { createTrustLists } from '../issuer/trust-list/trust-lists.ts'

const DAY = 86_400
const now = Math.floor(Date.now() / 1000)

const bytes = v.pipe(
  v.string(),
  v.transform((text) => fromBase64Url(text)),
  v.check((decoded) => decoded.ok),
  v.transform((decoded) => (decoded.ok ? decoded.value : new Uint8Array())),
)

const Draft = v.strictObject({
  issuer: v.pipe(v.string(), v.minLength(1), v.maxLength(16)),
  sequence: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  issuedAt: v.number(),
  expiresAt: v.number(),
  keys: v.array(
    v.strictObject({
      keyId: bytes,
      role: v.picklist(['card', 'snapshot', 'status', 'content', 'payment']),
      x: bytes,
      yIsOdd: v.boolean(),
      notBefore: v.number(),
      notAfter: v.number(),
    }),
  ),
})

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    root: { type: 'string' },
    out: { type: 'string' },
    issuer: { type: 'string' },
    days: { type: 'string', default: '400' },
    content: { type: 'boolean', default: false },
    payment: { type: 'boolean', default: false },
  },
})
const [command = '', file] = positionals
/** Lists beside the trust list, each of keys of one role. */
const otherLists = {
  content: { table: 'content_key_lists', kind: CONTENT_KEYS, create: createContentKeys },
  payment: { table: 'payment_key_lists', kind: PAYMENT_KEYS, create: createPaymentKeys },
} as const
const role = values.content ? 'content' : values.payment ? 'payment' : undefined
const list = role && otherLists[role]

const commands: Record<string, () => Promise<void>> = {
  draft: writeDraft,
  sign: signDraft,
  publish: publishList,
  demo: writeDemoList,
  'demo-roots': async () => console.log(writeRootKeys([demoRoot])),
}
const run = commands[command]
if (run === undefined) fail(`Which of ${Object.keys(commands).join(', ')}? See docs/operations.md`)
await run()

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

function writeKey({ keyId, role, publicKey, notBefore, notAfter }: TrustedKey) {
  return {
    keyId: toBase64Url(keyId),
    role,
    x: toBase64Url(publicKey.x),
    yIsOdd: publicKey.yIsOdd,
    notBefore,
    notAfter,
  }
}

/** Keys stay listed until the last thing that they signed has expired. */
async function writeDraft() {
  const { database: location, mode } = readConfig(process.env)
  const database = openDatabase(location)
  await migrateDatabase(database, mode, now)
  const keys = (await listTrustedKeys(database, role && [role])).filter(
    ({ notAfter }) => notAfter + MAX_CREDENTIAL_LIFE > now,
  )
  const newest = await database.query
    .selectFrom(list?.table ?? 'trust_lists')
    .select((column) => column.fn.max('sequence').as('sequence'))
    .executeTakeFirst()
  await database.close()
  if (keys.length === 0) fail('There are no signer keys: make some with keys.ts')
  const draft = {
    issuer: values.issuer ?? fail('--issuer: the name of the issuer, at most 16 characters'),
    sequence: (newest?.sequence ?? 0) + 1,
    issuedAt: now,
    expiresAt: now + Number(values.days) * DAY,
    keys: keys.map(writeKey),
  }
  console.log(JSON.stringify(draft, null, 2))
}

async function signDraft() {
  if (file === undefined || values.root === undefined || values.out === undefined)
    fail('sign DRAFT --root KEY --out FILE')
  const { keys, ...draft } = v.parse(Draft, JSON.parse(readFileSync(file, 'utf8')))
  const rootKey = createPrivateKey(readFileSync(values.root))
  const trustList: TrustList = {
    ...draft,
    specimen: false,
    keys: keys.map(({ x, yIsOdd, ...key }) => ({ ...key, publicKey: { x, yIsOdd } })),
  }
  const signer = { keyId: toKeyId(compressPoint(rootKey)), sign: createSign(rootKey) }
  writeFileSync(values.out, await issueTrustList(trustList, signer, list?.kind))
}

async function publishList() {
  if (file === undefined) fail('publish FILE')
  const config = readConfig(process.env)
  const roots =
    config.rootKeys === undefined ? { ok: true as const, value: [demoRoot] } : parseRootKeys(config.rootKeys)
  if (!roots.ok) fail('ROOT_KEYS is malformed')
  const database = openDatabase(config.database)
  await migrateDatabase(database, config.mode, now)
  const lists = (list?.create ?? createTrustLists)(database, roots.value)
  const published = await lists.publish(new Uint8Array(readFileSync(file)), now)
  await database.close()
  if (!published.ok) fail(`Not published: ${published.error}`)
  console.log(`Published list ${published.value.sequence} with ${published.value.keys.length} keys`)
}

async function writeDemoList() {
  const trustList: TrustList = {
    issuer: DEMO_ISSUER,
    sequence: 1,
    issuedAt: DEMO_VALIDITY.notBefore,
    expiresAt: DEMO_VALIDITY.notAfter,
    specimen: true,
    keys: demoTrustedKeys,
  }
  const signer = { keyId: demoRoot.keyId, sign: createSign(DANGEROUS_demoRootKey) }
  writeFileSync(file ?? 'public/trust-list.cose', await issueTrustList(trustList, signer))
}
