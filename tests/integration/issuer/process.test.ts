import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { findFreePort } from '../../support/find-free-port.ts'
import { readSentCode } from '../../support/issuer/demo-inbox.ts'
import { openTestDatabase, type TestDatabase } from '../../support/issuer/issuer-database.ts'
import { waitUntilReady } from '../../support/issuer/issuer-process.ts'

const [mother, couple] = demoAccounts

describe.each(['sqlite', 'postgresql'] as const)('the issuer as a process, on %s', (kind) => {
  let held: TestDatabase
  let child: ChildProcess | undefined
  let port = 0
  let output = ''

  beforeAll(async () => {
    held = await openTestDatabase(kind, inject('postgresUrl'))
    port = await findFreePort()
  })
  afterAll(async () => {
    child?.kill('SIGKILL')
    await held.dispose()
  })

  /** What comes back for a text that is sent as it is. */
  const sendRaw = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(text))
      let answer = ''
      socket.on('data', (chunk) => {
        answer += chunk.toString()
        socket.end()
      })
      socket.on('close', () => resolve(answer))
      socket.on('error', reject)
    })

  async function start(environment: Record<string, string> = {}) {
    output = ''
    const where =
      'url' in held.location ? { DATABASE_URL: held.location.url } : { DATABASE_FILE: held.location.file }
    const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/issuer/main.ts'], {
      env: {
        PATH: process.env['PATH'],
        NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
        ...where,
        MODE: 'demo',
        HOST: '127.0.0.1',
        PORT: String(port),
        LOG_LEVEL: 'info',
        ...environment,
      },
    })
    child = started
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
      })
    await waitUntilReady(`http://127.0.0.1:${port}/api/ready`, started).catch((error: Error) => {
      started.kill('SIGKILL')
      throw new Error(`${error.message}: ${output}`)
    })
    return started
  }

  async function stop(signal: NodeJS.Signals): Promise<number | null> {
    if (child === undefined) return null
    const ended = once(child, 'exit')
    child.kill(signal)
    const [code] = await ended
    child = undefined
    return code
  }

  const ask = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init)
  const post = (path: string, body: unknown, headers = {}) =>
    ask(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  /** Signs in with the code from the message; the answer sets the cookies. */
  async function enter({ login, password } = mother) {
    const { ticket } = await (await post('/api/session', { login, password })).json()
    const code = await readSentCode({ request: ask }, () => post('/api/session/take-over/code', { ticket }))
    const answer = await post('/api/session/take-over', { ticket, code })
    expect(answer.status).toBe(200)
    return answer
  }
  const signIn = async (account = mother) =>
    (await enter(account)).headers.get('set-cookie')?.split(';')[0] ?? ''

  it('says where it is, whom one can be, and where messages are read', async () => {
    await start()
    expect(output).toContain(`http://localhost:${port}`)
    for (const { login, password } of [mother, couple]) {
      expect(output).toContain(login)
      expect(output).toContain(password)
    }
    expect(output).toContain('/dev/inbox')
  })

  it('gives, over plain HTTP on this machine, cookies that every browser keeps there, and takes no others', async () => {
    const answer = await enter(couple)
    const cookies = answer.headers.getSetCookie()
    expect(cookies).toEqual([
      expect.stringMatching(
        /^session=[\w-]{22}\.[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/,
      ),
      expect.stringMatching(/^device=[\w-]{22}\.[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/),
    ])
    const [cookie = ''] = cookies.map((each) => each.split(';')[0] ?? '')
    expect((await ask('/api/session', { headers: { cookie } })).status).toBe(200)
    expect((await ask('/api/session', { headers: { cookie: `__Host-${cookie}` } })).status).toBe(401)
    const ended = await ask('/api/session', { method: 'DELETE', headers: { cookie } })
    expect(ended.headers.getSetCookie()).toContainEqual(expect.stringMatching(/^device=; .*Max-Age=0/))
  })

  it.each([
    { what: 'a Host that is none', text: 'GET /api/health HTTP/1.1\r\nHost: a b\r\n\r\n', status: 400 },
    { what: 'no Host', text: 'GET /api/health HTTP/1.1\r\n\r\n', status: 400 },
    {
      what: 'two Hosts',
      text: 'GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n',
      status: 400,
    },
    {
      what: 'a Host with a person in it',
      text: 'GET / HTTP/1.1\r\nHost: a@localhost\r\n\r\n',
      status: 400,
    },
    { what: 'no HTTP', text: '\u0016\u0003\u0001 hello\r\n\r\n', status: 400 },
    {
      what: 'two lengths',
      text: 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na',
      status: 400,
    },
    {
      what: 'endless headers',
      text: `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      status: 431,
    },
    {
      what: 'an expectation that nobody has',
      text: 'POST /api/session HTTP/1.1\r\nHost: localhost\r\nExpect: x\r\nContent-Length: 2\r\n\r\n{}',
      status: 417,
    },
    {
      what: 'who takes it for a proxy',
      text: 'CONNECT x:1 HTTP/1.1\r\nHost: localhost\r\n\r\n',
      status: 405,
      code: 'method_not_allowed',
    },
  ])('answers $what as any other problem', async ({ text, status, code = 'malformed_request' }) => {
    const answer = await sendRaw(text)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toMatch(/^content-type: application\/problem\+json/im)
    expect(answer).toMatch(/^x-content-type-options: nosniff/im)
    expect(answer).toMatch(/^content-security-policy: default-src 'none'/im)
    expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({ status, code })
  })

  it('answers a health check of HTTP/1.0, which knows no Host', async () => {
    expect(await sendRaw('GET /api/health HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.1 200 /)
  })

  it('answers oversized bodies, broken requests and half-sent ones, and goes on', async () => {
    const large = await post('/api/session', { login: mother.login, password: 'x'.repeat(2_000_000) })
    expect(large.status).toBe(413)
    const chunked = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request(
        {
          port,
          host: '127.0.0.1',
          method: 'POST',
          path: '/api/session',
          headers: { 'content-type': 'application/json' },
        },
        (answer) => {
          answer.resume()
          resolve(answer.statusCode)
        },
      )
      asked.on('error', reject)
      for (let part = 0; part < 64; part++) asked.write(' '.repeat(1024))
      asked.end()
    })
    expect(chunked).toBe(413)

    const raw = (text: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(port, '127.0.0.1')
        let answer = ''
        socket.on('data', (chunk) => {
          answer += chunk.toString()
        })
        socket.on('close', () => resolve(answer))
        socket.on('error', () => resolve(answer))
        socket.end(text)
      })
    expect(await raw('NONSENSE\r\n\r\n')).toContain('400')
    await raw(
      'POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"login"',
    )
    expect((await ask('/api/health')).status).toBe(200)
  })

  it('keeps everything that it acknowledged through SIGKILL in the middle of writes', async () => {
    const cookie = await signIn()
    for (let round = 0; round < 2; round++) {
      const facilities = ['01001', '01003', '01004', '01006', '01007', '01929']
      let acknowledged = { sequence: 0, etag: '' }
      let writing = true
      const write = async () => {
        for (let turn = 0; writing; turn++) {
          const facilityCode = facilities[turn % facilities.length]
          const answer = await post('/dev/facility-changes', { login: mother.login, facilityCode }).catch(
            () => undefined,
          )
          if (answer?.status !== 204) return
          const snapshot = await ask('/api/snapshot', { headers: { cookie } }).catch(() => undefined)
          if (snapshot?.status !== 200) return
          const row = await held.database.query
            .selectFrom('snapshots')
            .select(['sequence', 'etag'])
            .where('person_id', '=', 1)
            .executeTakeFirst()
          if (row) acknowledged = row
        }
      }
      const writer = write()
      // Somewhere between two acknowledgements, never before the first.
      while (acknowledged.sequence === 0) await new Promise((resolve) => setTimeout(resolve, 5))
      await new Promise((resolve) => setTimeout(resolve, 100 + 37 * round))
      expect(await stop('SIGKILL')).toBeNull()
      writing = false
      await writer
      expect(acknowledged.sequence).toBeGreaterThan(0)

      await start()
      const answer = await ask('/api/snapshot', { headers: { cookie } })
      expect(answer.status).toBe(200)
      const after = await held.database.query
        .selectFrom('snapshots')
        .select(['sequence', 'etag'])
        .where('person_id', '=', 1)
        .executeTakeFirstOrThrow()
      expect(after.sequence).toBeGreaterThanOrEqual(acknowledged.sequence)
      if (after.sequence === acknowledged.sequence) expect(after.etag).toBe(acknowledged.etag)
    }
  })

  it('finishes what is under way when it is told to stop, and says nothing of persons in its log', async () => {
    const cookie = await signIn(couple)
    const underWay = Array.from({ length: 20 }, () => ask('/api/snapshot', { headers: { cookie } }))
    await Promise.race(underWay)
    const code = await stop('SIGTERM')
    const answers = await Promise.allSettled(underWay)
    expect(code).toBe(0)
    const done = answers.filter((answer) => answer.status === 'fulfilled')
    expect(done.length).toBeGreaterThan(0)
    expect(done.every(({ value }) => value.status === 200)).toBe(true)
    const log = output.split('\n').filter((line) => line.startsWith('{'))
    expect(log.length).toBeGreaterThan(5)
    for (const line of log) expect(JSON.parse(line)).toHaveProperty('event')
    for (const secret of [mother.login, mother.password, 'Nguyễn', cookie])
      expect(log.join('\n')).not.toContain(secret)
  })

  it('goes on answering while a balancer notices that it is about to stop', async () => {
    const started = await start({ DRAIN_SECONDS: '2' })
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const askReady = () =>
      new Promise<{ status: number | undefined; connection: string | undefined }>((resolve, reject) => {
        request({ port, path: '/api/ready', agent }, (answer) => {
          answer.resume()
          answer.on('end', () =>
            resolve({ status: answer.statusCode, connection: answer.headers.connection }),
          )
        })
          .on('error', reject)
          .end()
      })
    expect(await askReady()).toEqual({ status: 200, connection: 'keep-alive' })
    const ended = once(started, 'exit')
    started.kill('SIGTERM')
    child = undefined
    await expect.poll(askReady).toEqual({ status: 503, connection: 'close' })
    expect((await ask('/api/trust-list')).status).toBe(200)
    expect(await ended).toEqual([0, null])
    agent.destroy()
  })
})

it('says which setting is wrong, never its value, and does not start', () => {
  const refuse = (setting: Record<string, string>) => {
    const env = {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      MODE: 'demo',
    }
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', 'src/issuer/main.ts'],
      { encoding: 'utf8', env: { ...env, ...setting } },
    )
    expect([status, stdout]).toEqual([1, ''])
    // A line for whoever starts it, and no trace of the code.
    expect(stderr.trim().split('\n')).toHaveLength(1)
    return stderr
  }
  expect(refuse({ MODE: 'production' })).toMatch(
    /Missing in the environment: ORIGIN, KEY_ENCRYPTION_KEY, ROOT_KEYS, TRUSTED_PROXIES/,
  )
  const refused = refuse({ KEY_ENCRYPTION_KEY: 'hunter2' })
  expect(refused).toContain('KEY_ENCRYPTION_KEY')
  expect(refused).not.toContain('hunter2')
  expect(refuse({ ORIGIN: 'ftp://x' })).toContain('ORIGIN')
})

it('has a folder of its own for an embedded database, made when it starts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-folder-'))
  const { openDatabase } = await import('../../../src/issuer/db/open-database.ts')
  const database = openDatabase({ file: join(folder, 'a', 'b', 'issuer.sqlite') })
  await database.query.schema.createTable('t').addColumn('id', 'text').execute()
  await database.close()
  rmSync(folder, { recursive: true })
})
