import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { type Bytes, fromBase64Url } from '../core/bytes.ts'
import { SPECIMEN_BIN } from '../core/payment/payee.ts'
import type { DatabaseLocation } from './db/open-database.ts'
import { findUnprotectedWays, isLoopback } from './protected-ways.ts'
import { readVapidKey, type VapidKey } from './push/vapid.ts'
import { readSecretSources } from './secret-sources.ts'

/** A secret that prints as nothing: not in logs, not in errors, not in JSON. */
export class Secret<T> {
  readonly #value: T

  constructor(value: T) {
    this.#value = value
  }

  reveal(): T {
    return this.#value
  }

  toString(): string {
    return '[redacted]'
  }

  toJSON(): string {
    return '[redacted]'
  }
}

/** An OpenID Connect provider that vouches for people. */
export type VneidConfig = {
  issuer: string
  clientId: string
  clientSecret?: Secret<string>
  /** Values of `acr` that mean at least level 2. */
  acr: readonly string[]
  /** The claim with the personal number. */
  claim: string
  /** A demo's provider is on this machine. */
  allowsHttp: boolean
}

/** The insurer's account, and who tells of what comes to it. */
export type BankConfig = {
  provider: 'sepay' | 'simple'
  /** What its messages are signed with. */
  webhookSecret: Secret<string>
  bin: string
  account: string
  /** As they stand in the pack of payees. */
  payee: string
  bankName: string
}

/** A bucket of a store that speaks S3. */
export type BucketConfig = {
  /** Scheme, host and port. */
  endpoint: string
  bucket: string
  region: string
  accessKeyId: Secret<string>
  secretAccessKey: Secret<string>
}

export type LogLevel = 'info' | 'warn' | 'silent'

export type IssuerConfig = {
  mode: 'demo' | 'production'
  host: string
  port: number
  /**
   * Scheme, host and port under which wallets see the service; absent in a demo, where each request names its
   * own.
   */
  origin?: string
  tls?: { certFile: string; keyFile: string }
  database: DatabaseLocation
  /** Folder of the built app. */
  appFolder: string
  /**
   * 32 bytes, base64url: seals the signer keys at rest and, derived, authenticates nonces. Absent in a demo.
   */
  keyEncryptionKey?: Secret<Bytes>
  /** The same JSON as the app is built with; absent in a demo. */
  rootKeys?: string
  /** Number of reverse proxies in front, whose `X-Forwarded-For` is believed. */
  trustedProxies: number
  /** Sends emails. A demo without it keeps them in its inbox; so with `smsGateway`. */
  smtp?: { url: Secret<string>; from: string }
  /** Takes outgoing text messages, signed with the secret. */
  smsGateway?: { url: string; secret: Secret<string> }
  /** Authenticates text messages that come in. */
  smsInboundSecret?: Secret<string>
  /**
   * Identifies the service to push services (RFC 8292); without it there is no push. One private key, or the
   * current and the next: the last is the one that new subscriptions are bound to.
   */
  push?: { keys: Secret<readonly VapidKey[]>; subject: string }
  /** Absent where nothing can be paid. */
  bank?: BankConfig
  /** Where a demo's stand-in for the bank listens; 0 is any free port. */
  bankDemoPort: number
  /** Whoever shows it may read the API's description and the readiness; without it everybody may. */
  operationsSecret?: Secret<string>
  /** Whether recovery by email mails a temporary password instead of a code. */
  recoveryMailsPassword: boolean
  /** Counters that a solver of a challenge tries on average. */
  challengeWork?: number
  /** Where the pictures of declarations are kept, encrypted. */
  pictureFolder: string
  /** Where they are kept instead. */
  pictureBucket?: BucketConfig
  /** How long they are kept after the decision, in days. */
  pictureRetention: { approved: number; refused: number }
  /** Without it VNeID is not offered; a demo brings its own. */
  vneid?: VneidConfig
  /** Where a demo's own provider listens; 0 is any free port. */
  vneidDemoPort?: number
  /**
   * How long it goes on answering after it was told to stop, so that a balancer notices first; in seconds.
   */
  drainSeconds: number
  /** Where the metrics are read; absent where they are not. */
  metrics?: { host: string; port: number }
  /** The official portal's feed, which becomes drafts of news; a demo brings its own. */
  portalFeed?: string
  logLevel: LogLevel
}

const integer = (min: number, max: number) =>
  v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number), v.minValue(min), v.maxValue(max))

const key = v.pipe(
  v.string(),
  v.transform((text) => fromBase64Url(text)),
  v.check((bytes) => bytes.ok && bytes.value.length === 32, 'must be 32 bytes in base64url'),
  v.transform((bytes) => new Secret(bytes.ok ? bytes.value : new Uint8Array())),
)

const sharedSecret = v.pipe(
  v.string(),
  v.minLength(16),
  v.maxLength(256),
  v.transform((text) => new Secret(text)),
)

const keyOfStore = v.pipe(
  v.string(),
  v.regex(/^\S{3,200}$/),
  v.transform((text) => new Secret(text)),
)

const vapidKeys = v.pipe(
  v.string(),
  v.regex(/^[\w-]{43}( [\w-]{43})?$/),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    try {
      return new Secret(dataset.value.split(' ').map(readVapidKey))
    } catch {
      addIssue({ message: 'must be private keys of P-256' })
      return NEVER
    }
  }),
)

const Environment = v.object({
  MODE: v.optional(v.picklist(['demo', 'production'])),
  NODE_ENV: v.optional(v.string()),
  HOST: v.optional(v.string()),
  PORT: v.optional(integer(0, 65_535), '8080'),
  // As browsers write it, or nothing that they send would be compared with it.
  ORIGIN: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^https?:/),
      v.check((text) => URL.parse(text)?.origin === text),
    ),
  ),
  TLS_CERT: v.optional(v.string()),
  TLS_KEY: v.optional(v.string()),
  DATABASE_URL: v.optional(v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\//))),
  DATABASE_FILE: v.optional(v.string()),
  APP_FOLDER: v.optional(v.string(), 'dist'),
  KEY_ENCRYPTION_KEY: v.optional(key),
  ROOT_KEYS: v.optional(v.string()),
  TRUSTED_PROXIES: v.optional(integer(0, 9)),
  SMTP_URL: v.optional(
    v.pipe(
      v.string(),
      v.url(),
      v.regex(/^smtps?:\/\//),
      v.transform((url) => new Secret(url)),
    ),
  ),
  SMTP_FROM: v.optional(v.pipe(v.string(), v.maxLength(200), v.regex(/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/))),
  SMS_GATEWAY_URL: v.optional(v.pipe(v.string(), v.url(), v.regex(/^https?:\/\//))),
  SMS_GATEWAY_SECRET: v.optional(sharedSecret),
  SMS_INBOUND_SECRET: v.optional(sharedSecret),
  OPERATIONS_SECRET: v.optional(sharedSecret),
  VAPID_KEYS: v.optional(vapidKeys),
  // Push services refuse one that nobody can be reached by.
  VAPID_SUBJECT: v.optional(
    v.pipe(v.string(), v.regex(/^(mailto:[^\s@]+@[^\s@]+\.[a-z]+|https:\/\/[^\s/]+\.[a-z]+(\/\S*)?)$/)),
  ),
  BANK_PROVIDER: v.optional(v.picklist(['sepay', 'simple'])),
  BANK_WEBHOOK_SECRET: v.optional(sharedSecret),
  BANK_BIN: v.optional(v.pipe(v.string(), v.regex(/^\d{6}$/))),
  BANK_ACCOUNT: v.optional(v.pipe(v.string(), v.regex(/^[0-9A-Z]{1,19}$/))),
  BANK_PAYEE: v.optional(v.pipe(v.string(), v.maxLength(120))),
  BANK_NAME: v.optional(v.pipe(v.string(), v.maxLength(120))),
  BANK_DEMO_PORT: v.optional(integer(0, 65_535), '0'),
  RECOVERY_MAILS_PASSWORD: v.optional(v.picklist(['0', '1']), '0'),
  CHALLENGE_WORK: v.optional(integer(1, 100_000)),
  PICTURE_FOLDER: v.optional(v.string()),
  S3_ENDPOINT: v.optional(v.pipe(v.string(), v.url(), v.regex(/^https?:\/\/[^/@]+$/))),
  S3_BUCKET: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/))),
  S3_REGION: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)), 'us-east-1'),
  S3_ACCESS_KEY_ID: v.optional(keyOfStore),
  S3_SECRET_ACCESS_KEY: v.optional(keyOfStore),
  PICTURE_DAYS: v.optional(integer(0, 3650), '30'),
  PICTURE_DAYS_REFUSED: v.optional(integer(0, 3650), '7'),
  VNEID_ISSUER: v.optional(v.pipe(v.string(), v.url(), v.regex(/^https?:/))),
  VNEID_CLIENT_ID: v.optional(v.string()),
  VNEID_CLIENT_SECRET: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => new Secret(text)),
    ),
  ),
  VNEID_ACR: v.optional(v.pipe(v.string(), v.regex(/^\S+( \S+)*$/)), 'level2'),
  VNEID_CLAIM: v.optional(v.string(), 'personal_number'),
  VNEID_DEMO_PORT: v.optional(integer(0, 65_535), '0'),
  DRAIN_SECONDS: v.optional(integer(0, 300), '0'),
  METRICS_PORT: v.optional(integer(1, 65_535)),
  METRICS_HOST: v.optional(v.string()),
  PORTAL_FEED_URL: v.optional(v.pipe(v.string(), v.url(), v.regex(/^https?:\/\//))),
  LOG_LEVEL: v.optional(v.picklist(['info', 'warn', 'silent'])),
})

/**
 * Reads the environment once. Without `MODE` it is a demo only where nothing speaks against it (see
 * `chooseMode`). Throws an `Error` that names the variables and never their values.
 */
export function readConfig(environment: Record<string, string | undefined>): IssuerConfig {
  const set = Object.fromEntries(
    Object.entries(readSecretSources(environment)).filter(([, value]) => value !== ''),
  )
  const parsed = v.safeParse(Environment, set)
  if (!parsed.success) {
    const names = new Set(parsed.issues.map((issue) => String(issue.path?.[0]?.key ?? '')))
    throw new Error(`Wrong value in the environment: ${[...names].join(', ')} (see docs/operations.md)`)
  }
  const env = parsed.output
  const mode = env.MODE ?? chooseMode(env)
  if (mode === 'production')
    requireSettings(env, ['ORIGIN', 'KEY_ENCRYPTION_KEY', 'ROOT_KEYS', 'TRUSTED_PROXIES'])
  // Whoever reaches it beside its proxies writes `X-Forwarded-For`, and so every network, as they like.
  if (mode === 'production' && env.TRUSTED_PROXIES) requireSettings(env, ['HOST'])
  requireTogether(env, ['TLS_CERT', 'TLS_KEY'])
  requireTogether(env, ['SMTP_URL', 'SMTP_FROM'])
  requireTogether(env, ['SMS_GATEWAY_URL', 'SMS_GATEWAY_SECRET'])
  requireTogether(env, ['VNEID_ISSUER', 'VNEID_CLIENT_ID'])
  if (vneidDetails.some((name) => set[name] !== undefined)) requireSettings(env, ['VNEID_ISSUER'])
  requireTogether(env, ['VAPID_KEYS', 'VAPID_SUBJECT'])
  requireTogether(env, bankSettings)
  requireTogether(env, bucketSettings)
  if (env.PICTURE_FOLDER && env.S3_BUCKET) throw new Error('Say only one of PICTURE_FOLDER, S3_BUCKET')
  if (env.METRICS_HOST !== undefined) requireSettings(env, ['METRICS_PORT'])
  const unprotected =
    mode === 'production' ? findUnprotectedWays({ ...env, SMTP_URL: env.SMTP_URL?.reveal() }) : []
  if (unprotected.length > 0)
    throw new Error(
      `Not encrypted, or to a server that is not checked: ${unprotected.join(', ')} (see docs/operations.md)`,
    )
  const databaseFile = env.DATABASE_FILE ?? `data/${mode}.sqlite`
  return {
    mode,
    host: env.HOST ?? (mode === 'demo' ? '127.0.0.1' : '0.0.0.0'),
    port: env.PORT,
    ...(env.ORIGIN && { origin: env.ORIGIN }),
    ...(env.TLS_CERT && env.TLS_KEY && { tls: { certFile: env.TLS_CERT, keyFile: env.TLS_KEY } }),
    database: env.DATABASE_URL ? { url: env.DATABASE_URL } : { file: databaseFile },
    appFolder: env.APP_FOLDER,
    ...(env.KEY_ENCRYPTION_KEY && { keyEncryptionKey: env.KEY_ENCRYPTION_KEY }),
    ...(env.ROOT_KEYS && { rootKeys: env.ROOT_KEYS }),
    trustedProxies: env.TRUSTED_PROXIES ?? 0,
    ...(env.SMTP_URL && env.SMTP_FROM && { smtp: { url: env.SMTP_URL, from: env.SMTP_FROM } }),
    ...(env.SMS_GATEWAY_URL &&
      env.SMS_GATEWAY_SECRET && {
        smsGateway: { url: env.SMS_GATEWAY_URL, secret: env.SMS_GATEWAY_SECRET },
      }),
    ...(env.SMS_INBOUND_SECRET && { smsInboundSecret: env.SMS_INBOUND_SECRET }),
    ...(env.VAPID_KEYS &&
      env.VAPID_SUBJECT && { push: { keys: env.VAPID_KEYS, subject: env.VAPID_SUBJECT } }),
    ...readBank(env, mode),
    bankDemoPort: env.BANK_DEMO_PORT,
    ...(env.OPERATIONS_SECRET && { operationsSecret: env.OPERATIONS_SECRET }),
    recoveryMailsPassword: env.RECOVERY_MAILS_PASSWORD === '1',
    ...(env.CHALLENGE_WORK !== undefined && { challengeWork: env.CHALLENGE_WORK }),
    pictureFolder: env.PICTURE_FOLDER ?? join(dirname(databaseFile), `${mode}-pictures`),
    ...readBucket(env),
    pictureRetention: { approved: env.PICTURE_DAYS, refused: env.PICTURE_DAYS_REFUSED },
    ...(env.VNEID_ISSUER &&
      env.VNEID_CLIENT_ID && {
        vneid: {
          issuer: env.VNEID_ISSUER,
          clientId: env.VNEID_CLIENT_ID,
          ...(env.VNEID_CLIENT_SECRET && { clientSecret: env.VNEID_CLIENT_SECRET }),
          acr: env.VNEID_ACR.split(' '),
          claim: env.VNEID_CLAIM,
          allowsHttp: mode === 'demo',
        },
      }),
    vneidDemoPort: env.VNEID_DEMO_PORT,
    drainSeconds: env.DRAIN_SECONDS,
    ...(env.METRICS_PORT !== undefined && {
      metrics: { host: env.METRICS_HOST ?? '127.0.0.1', port: env.METRICS_PORT },
    }),
    ...(env.PORTAL_FEED_URL && { portalFeed: env.PORTAL_FEED_URL }),
    logLevel: env.LOG_LEVEL ?? (mode === 'demo' ? 'warn' : 'info'),
  }
}

/**
 * The mode of an environment that names none. A demo has published keys and passwords, so it does not happen
 * by itself where a setting says that others are meant to reach it, or that there is data of more than one
 * machine.
 */
function chooseMode(env: v.InferOutput<typeof Environment>): IssuerConfig['mode'] {
  if (env.NODE_ENV === 'production') return 'production'
  const signs = {
    ORIGIN: env.ORIGIN !== undefined && !isLoopback(new URL(env.ORIGIN).hostname),
    HOST: env.HOST !== undefined && !isLoopback(env.HOST),
    TLS_CERT: env.TLS_CERT,
    DATABASE_URL: env.DATABASE_URL,
    KEY_ENCRYPTION_KEY: env.KEY_ENCRYPTION_KEY,
    ROOT_KEYS: env.ROOT_KEYS,
    TRUSTED_PROXIES: env.TRUSTED_PROXIES !== undefined,
    SMTP_URL: env.SMTP_URL,
    SMS_GATEWAY_URL: env.SMS_GATEWAY_URL,
    SMS_INBOUND_SECRET: env.SMS_INBOUND_SECRET,
    VAPID_KEYS: env.VAPID_KEYS,
    BANK_WEBHOOK_SECRET: env.BANK_WEBHOOK_SECRET,
    VNEID_ISSUER: env.VNEID_ISSUER,
    S3_ENDPOINT: env.S3_ENDPOINT,
  }
  const found = Object.entries(signs).flatMap(([name, sign]) => (sign ? [name] : []))
  if (found.length > 0)
    throw new Error(
      `MODE is missing in the environment, and with ${found.join(', ')} it is not plainly a demo: say MODE=production or MODE=demo (see docs/operations.md)`,
    )
  return 'demo'
}

/** Settings that mean nothing without a provider. */
const vneidDetails = ['VNEID_CLIENT_SECRET', 'VNEID_ACR', 'VNEID_CLAIM'] as const

const bankSettings = [
  'BANK_PROVIDER',
  'BANK_WEBHOOK_SECRET',
  'BANK_BIN',
  'BANK_ACCOUNT',
  'BANK_PAYEE',
  'BANK_NAME',
] as const

function readBank(
  env: v.InferOutput<typeof Environment>,
  mode: IssuerConfig['mode'],
): { bank: BankConfig } | Record<string, never> {
  const { BANK_PROVIDER: provider, BANK_WEBHOOK_SECRET: webhookSecret, BANK_BIN: bin } = env
  const { BANK_ACCOUNT: account, BANK_PAYEE: payee, BANK_NAME: bankName } = env
  if (!provider || !webhookSecret || !bin || !account || !payee || !bankName) return {}
  // Phones draw no code with the number that is of no bank, and everyone knows what is DANGEROUS.
  if (mode === 'production' && (bin === SPECIMEN_BIN || webhookSecret.reveal().startsWith('DANGEROUS')))
    throw new Error('BANK_BIN and BANK_WEBHOOK_SECRET of the demo are for demos only')
  return { bank: { provider, webhookSecret, bin, account, payee, bankName } }
}

const bucketSettings = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const

function readBucket(
  env: v.InferOutput<typeof Environment>,
): { pictureBucket: BucketConfig } | Record<string, never> {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_REGION: region } = env
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey) return {}
  return { pictureBucket: { endpoint, bucket, region, accessKeyId, secretAccessKey } }
}

function requireSettings<Name extends string>(
  env: Partial<Record<Name, unknown>>,
  names: readonly Name[],
): void {
  const missing = names.filter((name) => env[name] === undefined)
  if (missing.length > 0)
    throw new Error(`Missing in the environment: ${missing.join(', ')} (see docs/operations.md)`)
}

/** Settings that mean nothing one without the other. */
function requireTogether<Name extends string>(
  env: Partial<Record<Name, unknown>>,
  names: readonly Name[],
): void {
  if (names.some((name) => env[name] !== undefined)) requireSettings(env, names)
}
