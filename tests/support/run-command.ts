import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

/** What a command of src/cli came to: its exit code, and what it wrote. */
export type CommandOutcome = { status: number | null; out: string; trouble: string }

export type CommandOptions = { environment?: Readonly<Record<string, string>>; input?: string }

/** Runs a command as an operator does, in a process of its own. */
export function spawnCommand(
  command: string,
  words: readonly string[],
  { environment = {}, input = '' }: CommandOptions = {},
): CommandOutcome {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', `src/cli/${command}.ts`, ...words],
    { encoding: 'utf8', input, env: { ...process.env, ...environment } },
  )
  return { status, out: stdout.trim(), trouble: stderr.trim() }
}

class Exit extends Error {
  readonly status: number
  constructor(status: number) {
    super(`exit ${status}`)
    this.status = status
  }
}

let runs = 0

/**
 * Runs it in this process: the file anew, what it imports as it is loaded already, which is most of what a
 * process costs. One at a time, without input.
 */
export async function runCommand(
  command: string,
  words: readonly string[],
  { environment = {} }: Pick<CommandOptions, 'environment'> = {},
): Promise<CommandOutcome> {
  const written = { out: '', trouble: '' }
  const write = (where: keyof typeof written, text: string) => {
    written[where] += text
    return true
  }
  const { argv, env, exit, stdout, stderr } = process
  const before = { log: console.log, error: console.error, out: stdout.write, trouble: stderr.write }
  process.argv = [process.execPath, command, ...words]
  process.env = { ...env, ...environment }
  process.exit = (status) => {
    throw new Exit(Number(status ?? 0))
  }
  console.log = (text) => write('out', `${text}\n`)
  console.error = (text) => write('trouble', `${text}\n`)
  stdout.write = (text: string | Uint8Array) => write('out', String(text))
  stderr.write = (text: string | Uint8Array) => write('trouble', String(text))
  let status: number
  try {
    // Another name is another module.
    await import(/* @vite-ignore */ `${resolve(`src/cli/${command}.ts`)}?run=${++runs}`)
    status = Number(process.exitCode ?? 0)
  } catch (error) {
    status = error instanceof Exit ? error.status : 1
    if (!(error instanceof Exit)) write('trouble', String(error))
  } finally {
    process.exitCode = undefined
    Object.assign(process, { argv, env, exit })
    Object.assign(console, { log: before.log, error: before.error })
    stdout.write = before.out
    stderr.write = before.trouble
  }
  return { status, out: written.out.trim(), trouble: written.trouble.trim() }
}
