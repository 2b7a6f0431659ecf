import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { findFreePort } from '../find-free-port.ts'

export type Balancer = {
  /** Where wallets come in; with a trailing slash. */
  readonly url: string
  /** How many issuers it holds for able to answer. */
  countUp(): Promise<number>
  /** Connections that were tried again, at the same or another issuer. */
  countRetries(): Promise<number>
  stop(): Promise<void>
}

/** The program, where this machine has it: Debian puts it where only root looks. */
export function findHaproxy(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin']
  return folders.map((folder) => join(folder, 'haproxy')).find((file) => existsSync(file))
}

/** Runs HAProxy with the operators' own file before three issuers on these ports of 127.0.0.1. */
export async function startBalancer(program: string, issuers: readonly number[]): Promise<Balancer> {
  const [port, stats] = [await findFreePort(), await findFreePort()]
  const child = spawn(program, ['-db', '-f', 'deploy/haproxy.cfg'], {
    stdio: 'ignore',
    env: {
      VI_BIND: `127.0.0.1:${port}`,
      VI_HOST: 'localhost',
      VI_STATS: `127.0.0.1:${stats}`,
      ...Object.fromEntries(issuers.map((each, index) => [`VI_ISSUER_${index + 1}`, `127.0.0.1:${each}`])),
    },
  })
  const killAtOnce = () => child.kill('SIGKILL')
  process.once('exit', killAtOnce)
  /** Its own figures: a line a server, columns named in the first. */
  const readRows = async (): Promise<Record<string, string>[]> => {
    const answer = await fetch(`http://127.0.0.1:${stats}/stats;csv`)
    const [head = '', ...lines] = (await answer.text()).replace(/^# /, '').trim().split('\n')
    const names = head.split(',')
    return lines
      .map((line) => line.split(','))
      .map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])))
  }
  const readServers = async () =>
    (await readRows()).filter(({ pxname, svname }) => pxname === 'vi_issuers' && svname !== 'BACKEND')
  const countUp = async () => (await readServers()).filter((row) => row['status']?.startsWith('UP')).length
  for (let tries = 0; (await countUp().catch(() => 0)) < issuers.length; tries++) {
    if (child.exitCode !== null || tries === 3_600) throw new Error('HAProxy did not start')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    url: `http://127.0.0.1:${port}/`,
    countUp,
    countRetries: async () =>
      (await readServers()).reduce((sum, row) => sum + Number(row['wretr']) + Number(row['wredis']), 0),
    async stop() {
      process.off('exit', killAtOnce)
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}
