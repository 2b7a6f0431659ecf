import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { get as getPlainly } from 'node:http'
import { get as getOverTls } from 'node:https'
import { join } from 'node:path'
import { findFreePort } from '../find-free-port.ts'
import { makeTestFolder } from '../test-folder.ts'

export type IssuerProcess = {
  /** Origin with a trailing slash. */
  readonly url: string
  readonly databaseFile: string
  /** Whether it runs. */
  isAlive: () => boolean
  /** SIGKILL: what a power cut does. `restart` starts it at the same port. */
  kill: () => Promise<void>
  restart: () => Promise<void>
  /** SIGTERM: lets it finish; gives the code that it ends with. */
  stop: () => Promise<number | null>
  /** Kills it and removes its data. */
  dispose: () => Promise<void>
}

/** Whether the issuer answers with 200 there; of a certificate that a test has made nothing is asked. */
function answers(url: string): Promise<boolean> {
  const get = url.startsWith('https:') ? getOverTls : getPlainly
  return new Promise((resolve) => {
    get(url, { rejectUnauthorized: false, agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200)
    }).on('error', () => resolve(false))
  })
}

/** Waits until the issuer answers with 200 there; throws when it has ended, or after 3 minutes. */
export async function waitUntilReady(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 3_600; tries++) {
    if (child.exitCode !== null) throw new Error(`the issuer ended with ${child.exitCode}`)
    if (await answers(url)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the issuer was not ready within 3 minutes')
}

/**
 * Runs the real issuer with its demo registry and the built app, as a process of its own with data of its
 * own. It has started when it answers there: ready, or, where it has no trust list, at all.
 */
export async function startIssuer(
  environment: Record<string, string> = {},
  started: 'api/ready' | 'api/health' = 'api/ready',
): Promise<IssuerProcess> {
  const folder = makeTestFolder('vi-bhyt-issuer-')
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
    await waitUntilReady(`${url}${started}`, child)
  }
  const isAlive = () => child !== undefined && child.exitCode === null && child.signalCode === null
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child === undefined || !isAlive()) return child?.exitCode ?? null
    const ended = once(child, 'exit')
    child.kill(signal)
    const [code] = await ended
    return code
  }
  const kill = async () => {
    await end('SIGKILL')
  }
  try {
    await start()
  } catch (error) {
    await kill()
    throw error
  }
  return {
    url,
    databaseFile,
    isAlive,
    kill,
    stop: () => end('SIGTERM'),
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
