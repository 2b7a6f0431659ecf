import { execFileSync } from 'node:child_process'

const options = { verify: ['--specimens'], decode: [] }

/**
 * What the command-line verifier or decoder says about a picture, in a process of its own. All people here
 * are specimens.
 */
export function runCommand(command: 'verify' | 'decode', file: string) {
  const words = ['--disable-warning=ExperimentalWarning', `src/cli/${command}.ts`, ...options[command], file]
  return JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }))
}
