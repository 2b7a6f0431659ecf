/**
 * `node vi-bhyt-conformance.mjs --command "…"`: starts a verifier that reads a request a line and answers a
 * JSON line (docs/kit.md), puts every vector to it with fixed clocks and lists, and compares. Or `--service
 * URL --token TOKEN`, or `--library FILE`. Prints a report as JSON; status 0 when all pass.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { answerConformance, type Library } from './conformance-request.ts'
import { readLines, writeJsonLine } from './read-lines.ts'
import { type Ask, runConformance, type Vector } from './run-conformance.ts'

const { values } = parseArgs({
  options: {
    command: { type: 'string' },
    service: { type: 'string' },
    token: { type: 'string' },
    library: { type: 'string' },
    vectors: { type: 'string' },
  },
})

const vectors: readonly Vector[] = JSON.parse(
  readFileSync(values.vectors ?? join(dirname(fileURLToPath(import.meta.url)), 'vectors.json'), 'utf8'),
)

/** Longest wait for one answer, in milliseconds: a verifier that hangs fails. */
const PATIENCE = 30_000

/** Longest answer that is read, in UTF-16 units. */
const MAX_ANSWER = 65_536

function askCommand(command: string): { ask: Ask; end: () => void } {
  const child = spawn(command, { shell: true, stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = readLines(child.stdout, MAX_ANSWER)
  // A command that ended already is told of by the missing answer.
  child.stdin.on('error', () => undefined)
  return {
    async ask(request) {
      child.stdin.write(writeJsonLine(request))
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('no answer')), PATIENCE)
      })
      const line = await Promise.race([lines.next(), late]).finally(() => clearTimeout(timer))
      if (line.done === true) throw new Error('the command ended')
      return JSON.parse(line.value)
    },
    end: () => child.stdin.end(),
  }
}

function askService(url: string, token: string): Ask {
  return async (request) => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(request) })
    return response.json()
  }
}

async function askLibrary(file: string): Promise<Ask> {
  const library: Library = await import(pathToFileURL(resolve(file)).href)
  return (request) => answerConformance(library, request)
}

async function run() {
  const { command, service, token = '', library } = values
  if (command !== undefined) {
    const asked = askCommand(command)
    return runConformance(vectors, asked.ask).finally(asked.end)
  }
  if (service !== undefined) return runConformance(vectors, askService(service, token))
  if (library !== undefined) return runConformance(vectors, await askLibrary(library))
  process.stderr.write(
    'usage: vi-bhyt-conformance --command "…" | --service URL --token TOKEN | --library FILE\n',
  )
  return process.exit(2)
}

const report = await run()
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
process.exitCode = report.failures.length === 0 ? 0 : 1
