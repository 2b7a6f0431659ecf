import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { get as getPlainly } from 'node:http'
import { get as getOverTls } from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type IssuerProcess = {
  /** Origin with a trailing slash. */
  readonly url: string
  readonly databaseFile: string
  /** SIGKILL: what a power cut does. The port stays reserved for `restart`. */
  kill: () => Promise<void>
  restart: () => Promise<void>
  /** Kills it and removes its data. */
  dispose: () => Promise<void>
}

/** A port of 127.0.0.1 that nobody listens at. */
export async function findFreePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Whether the issuer answers that it is ready; of a certificate that a test has made nothing is asked. */
function isReady(url: string): Promise<boolean> {
  const get = url.startsWith('https:') ? getOverTls : getPlainly
  return new Promise((resolve) => {
    get(`${url}api/ready`, { rejectUnauthorized: false, agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200)
    }).on('error', () => resolve(false))
  })
}

async function waitUntilReady(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`the issuer ended with ${child.exitCode}`)
    if (await isReady(url)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the issuer was not ready within 30 s')
}

/** Runs the real issuer with its demo registry and the built app, as a process of its own with data of its own. */
export async function startIssuer(environment: Record<string, string> = {}): Promise<IssuerProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-issuer-'))
  const databaseFile = join(folder, 'demo.sqlite')
  const port = await findFreePort()
  const url = `${environment['TLS_CERT'] ? 'https' : 'http'}://localhost:${port}/`
  let child: ChildProcess | undefined

  const start = async () => {
    child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/issuer/main.ts'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        MODE: 'demo',
        PORT: String(port),
        HOST: 'localhost',
        DATABASE_FILE: databaseFile,
        LOG_LEVEL: 'silent',
        ...environment,
      },
    })
    await waitUntilReady(url, child)
  }
  const kill = async () => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  await start()
  return {
    url,
    databaseFile,
    kill,
    restart: async () => {
      await kill()
      await start()
    },
    dispose: async () => {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
