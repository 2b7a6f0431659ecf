import { type ChildProcess, type StdioOptions, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'

/** A program of the test's own, with whatever it starts itself. */
export type OwnedProcess = {
  readonly child: ChildProcess
  /** Lets it end by itself, and ends it and what it has started if it does not within ten seconds. */
  end(): Promise<void>
}

/** Starts a program as the head of a group of its own. */
export function startOwned(
  command: string,
  words: readonly string[],
  { stdio, env = {} }: { stdio: StdioOptions; env?: Record<string, string> },
): OwnedProcess {
  const child = spawn(command, words, { stdio, detached: true, env: { ...process.env, ...env } })
  const exit = once(child, 'exit')
  const stop = (signal: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal)
    } catch {
      // The whole group has ended.
    }
  }
  const stopAtExit = () => stop('SIGKILL')
  process.once('exit', stopAtExit)
  return {
    child,
    async end() {
      if (child.exitCode === null && child.signalCode === null)
        await Promise.race([exit, wait(10_000, undefined, { ref: false })])
      stop('SIGKILL')
      process.off('exit', stopAtExit)
    },
  }
}

/** Whether a program is there, which is asked for its version or the like. */
export function isThere(command: string, words: readonly string[] = ['--version']): boolean {
  return spawnSync(command, words, { stdio: 'ignore', timeout: 30_000 }).status === 0
}
