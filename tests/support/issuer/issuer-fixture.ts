import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hash } from '@node-rs/argon2'
import type { SignInStep } from '../../../src/core/api/account-contract.ts'
import { fromBase64Url, toBase64Url } from '../../../src/core/bytes.ts'
import { issueProofOfPossession } from '../../../src/core/credential/proof-of-possession.ts'
import { argon2Hasher, type PasswordHasher } from '../../../src/issuer/accounts/password.ts'
import { composeIssuer, type Issuer } from '../../../src/issuer/compose-issuer.ts'
import type { IssuerConfig } from '../../../src/issuer/config.ts'
import type { Database } from '../../../src/issuer/db/open-database.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import type { Log, LogEntry } from '../../../src/issuer/http/request-log.ts'
import type { Metrics } from '../../../src/issuer/metrics/metrics.ts'
import { compressPoint, createSign, toP256PublicKey } from '../../../src/issuer/signer-keys/es256-key.ts'
import { checkDeclared } from './declared-answers.ts'
import { readSentCode } from './demo-inbox.ts'

export const ORIGIN = 'https://localhost:8080'

/** 23 November 2026, noon UTC. */
export const START = 1_795_435_200

export type TestIssuer = {
  readonly issuer: Issuer
  readonly database: Database
  /** The issuer's clock, in Unix seconds; tests move it. */
  readonly clock: { now: number }
  readonly hasher: CountingHasher
  readonly log: { event: string; entry: LogEntry }[]
  /** Asks the app directly, from an address. */
  request(path: string, options?: RequestOptions): Promise<Response>
  /**
   * Signs in with a password, and a code where one is asked for, on a new browser unless it has cookies;
   * gives the last answer.
   */
  enter(account: Credentials, options?: RequestOptions): Promise<Response>
  /** The same; gives the cookies. */
  signIn(account?: Credentials, options?: RequestOptions): Promise<string>
}

type Credentials = { login: string; password: string }

export type RequestOptions = {
  method?: string
  cookie?: string
  /** An object is sent as JSON, a text or bytes as they are. */
  body?: unknown
  headers?: Record<string, string>
  address?: string
}

export type CountingHasher = PasswordHasher & { verifications: number; hashes: number }

/** As cheap as argon2id can be: a hash says its cost, so that checking it is as cheap. */
const CHEAPEST = { algorithm: 2, memoryCost: 8, timeCost: 1, parallelism: 1 } as const

/** Hashes and checks passwords like the service, for tests that are not about what this costs. */
export const cheapHasher: PasswordHasher = {
  hash: (password, { salt } = {}) => hash(password.normalize('NFC'), salt ? { ...CHEAPEST, salt } : CHEAPEST),
  verify: argon2Hasher.verify,
}

function createCountingHasher(): CountingHasher {
  const hasher: CountingHasher = {
    verifications: 0,
    hashes: 0,
    hash(password, asked) {
      hasher.hashes++
      return cheapHasher.hash(password, asked)
    },
    verify(stored, password) {
      hasher.verifications++
      return cheapHasher.verify(stored, password)
    },
  }
  return hasher
}

const folders = join(tmpdir(), `vi-bhyt-pictures-${randomUUID()}`)
process.once('exit', () => rmSync(folders, { recursive: true, force: true }))

/** A folder that is not there yet; what comes to be in it is removed when the tests end. */
export function makeFolder(): string {
  return join(folders, randomUUID())
}

const foldersOf = new WeakMap<Database['close'], string>()

/**
 * Where the pictures of a database are: issuers on one share the folder; one whose statements are watched
 * closes as before.
 */
export function findFolder(database: Database): string {
  const folder = foldersOf.get(database.close) ?? makeFolder()
  foldersOf.set(database.close, folder)
  return folder
}

/** A whole issuer in demo mode on the database, without a socket. */
export async function createTestIssuer(
  database: Database,
  config: Partial<IssuerConfig> = {},
  metrics?: Metrics,
): Promise<TestIssuer> {
  const clock = { now: START }
  const hasher = createCountingHasher()
  const entries: { event: string; entry: LogEntry }[] = []
  const write = (event: string, entry: LogEntry = {}) => {
    entries.push({ event, entry })
  }
  const log: Log = {
    writesInfo: true,
    info: write,
    request: (entry) => write('request', entry),
    warn: write,
    security: (entry) => write('security', entry),
    flush: () => {},
  }
  const issuer = await composeIssuer({
    config: {
      mode: 'demo',
      host: '127.0.0.1',
      port: 0,
      database: { file: '' },
      appFolder: 'no-such-folder',
      trustedProxies: 0,
      bankDemoPort: 0,
      challengeWork: 2,
      recoveryMailsPassword: false,
      pictureFolder: findFolder(database),
      pictureRetention: { approved: 30, refused: 7 },
      drainSeconds: 0,
      logLevel: 'info',
      ...config,
    },
    database,
    hasher,
    log,
    ...(metrics && { metrics }),
    now: () => clock.now,
  })

  const request: TestIssuer['request'] = async (path, options = {}) => {
    const { method = 'GET', cookie, body, headers = {}, address = '192.0.2.1' } = options
    const answer = await issuer.app.request(
      `${ORIGIN}${path}`,
      {
        method,
        headers: {
          ...(cookie && { Cookie: cookie }),
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && {
          body:
            typeof body === 'string'
              ? body
              : body instanceof Uint8Array
                ? new Uint8Array(body)
                : JSON.stringify(body),
        }),
      },
      { incoming: { socket: { remoteAddress: address } } },
    )
    await checkDeclared(method, path, answer)
    // As the process does once a second.
    await issuer.writeUses()
    return answer
  }

  const enter: TestIssuer['enter'] = async ({ login, password }, options = {}) => {
    const post = (path: string, body: unknown) => request(path, { ...options, method: 'POST', body })
    const answer = await post('/api/session', { login, password })
    const step = (await answer.clone().json()) as SignInStep
    if (step.next === 'done') return answer
    if (step.next !== 'take-over') throw new Error(`sign-in answered ${answer.status}`)
    // These come one after the other, faster and more often than a person may ask for codes.
    const forgetCounts = () => database.query.deleteFrom('use_counts').execute()
    await forgetCounts()
    const { ticket } = step
    const code = await readSentCode({ request }, () => post('/api/session/take-over/code', { ticket }))
    await forgetCounts()
    return post('/api/session/take-over', { ticket, code })
  }
  return {
    issuer,
    database,
    clock,
    hasher,
    log: entries,
    request,
    enter,
    signIn: async (account = demoAccounts[0], options = {}) => readCookie(await enter(account, options)),
  }
}

/** The cookies that an answer sets, as a client sends them back; the session's is the first. */
export function readCookie(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

/** A holder key outside of any browser. */
export function createHolderKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
}

/** The body of an enrolment or renewal: fetches a nonce and proves the key over it. */
export async function makeCredentialRequest(
  { request }: Pick<TestIssuer, 'request'>,
  { cookie, cardId, key }: { cookie: string; cardId: string; key: KeyObject },
): Promise<{ cardId: string; proof: string }> {
  const answer = await request('/api/nonces', { method: 'POST', cookie })
  const { nonce } = (await answer.json()) as { nonce: string }
  return { cardId, proof: await makeProof(nonce, cardId, key) }
}

/** A proof of possession over a nonce, in base64url. */
export async function makeProof(nonce: string, cardId: string, key: KeyObject): Promise<string> {
  const bytes = fromBase64Url(nonce)
  if (!bytes.ok) throw new Error('the nonce is not base64url')
  const publicKey = toP256PublicKey(compressPoint(key))
  return toBase64Url(
    await issueProofOfPossession({ cardId, nonce: bytes.value, publicKey, sign: createSign(key) }),
  )
}
