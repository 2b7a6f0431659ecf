import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import {
  DEMO_OFFICER_PASSWORD,
  demoOfficers,
  generateDemoOfficerCode,
} from '../../../src/issuer/demo/demo-back-office.ts'
import { createSessions } from '../../../src/issuer/sessions/sessions.ts'
import { findFreePort } from '../../support/find-free-port.ts'
import { openTestDatabase } from '../../support/issuer/issuer-database.ts'
import { waitUntilReady } from '../../support/issuer/issuer-process.ts'
import type { HostileFigures } from './hostile-probe.ts'
import { type Asked, type Known, makeGarbage, makeRequest } from './hostile-requests.ts'
import { createRandom } from './hostile-values.ts'

const CONNECTIONS = 16

/** Most names of files, requests and packs that are remembered from answers. */
const MOST_NAMES = 1000

/**
 * Hostile requests against the real process, over sockets: every endpoint of the contract and others, as
 * members, officers and strangers, with bodies, headers and cookies that nothing expects, and texts that are
 * no HTTP.
 */
export async function runHostileRequests(count: number, seed: number) {
  const held = await openTestDatabase('sqlite', '')
  const [port, metricsPort] = [await findFreePort(), await findFreePort()]
  const where = 'file' in held.location ? { DATABASE_FILE: held.location.file } : {}
  const server = fork('src/issuer/main.ts', [], {
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      '--import',
      new URL('./hostile-probe.ts', import.meta.url).href,
    ],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...where,
      MODE: 'demo',
      PORT: String(port),
      HOST: '127.0.0.1',
      METRICS_PORT: String(metricsPort),
      TRUSTED_PROXIES: '1',
      CHALLENGE_WORK: '1',
      LOG_LEVEL: 'silent',
    },
  })
  try {
    await waitUntilReady(`http://127.0.0.1:${port}/api/ready`, server)
    const sessions = createSessions(held.database, {
      onDeviceEnd: async () => {},
      onNewDevice: async () => {},
      onDeviceDisplaced: async () => {},
    })
    const members: string[] = []
    for (const { login } of demoAccounts) {
      const { id: personId } = await held.database.query
        .selectFrom('people')
        .select('id')
        .where('bhxh_code', '=', login)
        .executeTakeFirstOrThrow()
      const browser = { device: undefined, name: '' }
      const now = Math.floor(Date.now() / 1000)
      const opened = await sessions.open(
        { personId, accessVersion: 0, method: 'password', browser, isConfirmed: true },
        now,
      )
      if (opened.ok) members.push(`session=${opened.value.session.id}.${opened.value.session.secret}`)
    }
    const officers = await Promise.all(demoOfficers.map(({ login }) => signInOfficer(port, login)))
    server.send('start')
    const ports = { port, metricsPort }
    const outcome = await ask(ports, count, { seed, known: { members, officers, names: [] } })
    server.send('report')
    const [figures] = (await once(server, 'message')) as [HostileFigures]
    const alive = await fetch(`http://127.0.0.1:${port}/api/health`).then(({ status }) => status)
    return {
      asked: count,
      statuses: outcome.statuses,
      status5xx: outcome.failed.length,
      failed: outcome.failed.slice(0, 10),
      unanswered: outcome.unanswered,
      aliveAfterwards: alive === 200,
      uncaught: figures.uncaught.slice(0, 10),
      longestTurnMs: Math.round(figures.longestTurn),
      coreMsEach: Number((figures.used / count).toFixed(2)),
    }
  } finally {
    server.kill('SIGTERM')
    if (server.exitCode === null) await once(server, 'exit')
    await held.dispose()
  }
}

async function signInOfficer(port: number, login: string): Promise<string> {
  const code = generateDemoOfficerCode(login, Math.floor(Date.now() / 1000))
  const answer = await fetch(`http://127.0.0.1:${port}/api/office/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ login, password: DEMO_OFFICER_PASSWORD, code }),
  })
  const [cookie = ''] = answer.headers.getSetCookie()
  if (!answer.ok) throw new Error(`officer ${login}: ${answer.status}`)
  return cookie.split(';')[0] ?? ''
}

async function ask(
  { port, metricsPort }: { port: number; metricsPort: number },
  count: number,
  { seed, known }: { seed: number; known: Known },
) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const random = createRandom(seed)
  const statuses: Record<string, number> = {}
  const failed: string[] = []
  let [begun, unanswered] = [0, 0]
  const note = (status: number, what: string) => {
    statuses[status] = (statuses[status] ?? 0) + 1
    if (status >= 500) failed.push(`${status} ${what}`)
  }
  const work = async () => {
    while (begun++ < count) {
      if (random.below(50) === 0) {
        const text = makeGarbage(random, port)
        const status = await sendRaw(random.below(8) === 0 ? metricsPort : port, text)
        if (status === undefined) unanswered++
        else note(status, JSON.stringify(text.slice(0, 80)))
        continue
      }
      const asked = makeRequest(random, known)
      const status = await send(agent, port, asked, (text) => remember(known, text))
      if (status === undefined) unanswered++
      else note(status, `${asked.method} ${asked.path.slice(0, 80)} ${String(asked.body).slice(0, 120)}`)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, work))
  agent.destroy()
  return { statuses, failed, unanswered }
}

/** Whatever an answer calls by a name, so that later requests ask for what is there. */
function remember({ names }: Known, answer: string): void {
  for (const [, name = ''] of answer.matchAll(
    /"(?:\w*[iI]d|number|sha256|pack|kind|code)":"([^"\\]{1,80})"/g,
  ))
    if (names.length < MOST_NAMES && !names.includes(name)) names.push(name)
}

function send(
  agent: Agent,
  port: number,
  { method, path, headers, body }: Asked,
  onAnswer: (text: string) => void,
): Promise<number | undefined> {
  return new Promise((resolve) => {
    try {
      const asked = request(
        {
          agent,
          port,
          host: '127.0.0.1',
          method,
          path,
          headers: { ...headers, ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }) },
        },
        (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (part: Buffer) => parts.push(part))
          answer.on('end', () => {
            if (answer.statusCode === 200) onAnswer(Buffer.concat(parts).toString('utf8').slice(0, 20_000))
            resolve(answer.statusCode)
          })
          answer.on('error', () => resolve(undefined))
        },
      )
      asked.setTimeout(60_000, () => asked.destroy())
      asked.on('error', () => resolve(undefined))
      asked.end(body)
    } catch {
      // What Node's client does not send goes the raw way.
      resolve(0)
    }
  })
}

/**
 * The status of whatever is answered; nothing if the connection is closed, or open for long, without a word.
 */
function sendRaw(port: number, text: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'))
    let answer = ''
    const end = () => {
      socket.destroy()
      const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]
      resolve(status === undefined ? undefined : Number(status))
    }
    socket.setTimeout(2000, end)
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
      end()
    })
    socket.on('error', end)
    socket.on('close', end)
  })
}
