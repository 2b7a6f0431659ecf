/**
 * The command and the service of the kit, one file for Node 20 and later: `node vi-bhyt-verify.mjs --help`.
 *
 * Text from a scanner is never read as a request: without `--json` every line is a scanned text, whatever it
 * looks like.
 */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createVerifier, type Verifier, version } from '../verifier/kit.ts'
import { answerRequest, readRequest } from './answer-request.ts'
import { answerConformance, type ConformanceRequest } from './conformance-request.ts'
import {
  type KitOptions,
  loadListFiles,
  readOptions,
  readRoots,
  stampListFiles,
  usage,
} from './kit-options.ts'
import { readLines, writeJsonLine } from './read-lines.ts'
import { makeToken, serve } from './serve.ts'

/** Longest line that is looked at, in UTF-16 units; vectors bring their lists along. */
const MAX_LINE = 131_072

/** How often the list files are looked at, in milliseconds. */
const LOOK_EVERY = 10_000

/** Anybody can compute the keys of the demo: what they sign is shown, and never green unless asked for. */
const demoNotice = 'This trust list is that of a demo and certifies specimens only: no real card is known.'

function fail(reason: string): never {
  process.stderr.write(`${reason}\n`)
  process.exit(2)
}

/**
 * A verifier that takes list files anew when they are written. Newer lists that do not verify change nothing.
 */
async function openVerifier(options: KitOptions): Promise<() => Promise<Verifier>> {
  const settings = { ...loadListFiles(options), roots: readRoots(options) }
  const { facility, takesSpecimens } = options
  const made = await createVerifier({
    ...settings,
    takesSpecimens,
    ...(facility !== undefined && { facility }),
  })
  if (!made.ok) return fail(made.error)
  const verifier = made.value
  if (verifier.lists().trustList.specimen) process.stderr.write(`${demoNotice}\n`)
  let stamp = stampListFiles(options)
  let lookedAt = performance.now()
  return async () => {
    if (performance.now() - lookedAt < LOOK_EVERY) return verifier
    lookedAt = performance.now()
    const now = stampListFiles(options)
    if (now !== stamp) {
      stamp = now
      try {
        await verifier.updateLists(loadListFiles(options))
      } catch {
        // A file that is being written is read again when it is there.
        stamp = ''
      }
    }
    return verifier
  }
}

async function answerJson(open: () => Promise<Verifier>, json: string): Promise<object> {
  const request = readRequest(json)
  return request.ok ? answerRequest(await open(), request.value) : { error: request.error }
}

async function answerVector(json: string): Promise<object> {
  try {
    return await answerConformance({ createVerifier }, JSON.parse(json) as ConformanceRequest)
  } catch {
    return { error: 'bad_request' }
  }
}

async function answerLines(answer: (line: string) => Promise<object>) {
  for await (const line of readLines(process.stdin, MAX_LINE)) {
    const answered = line.length > MAX_LINE ? { error: 'too_long' } : await answer(line)
    process.stdout.write(writeJsonLine(answered))
  }
}

const here = dirname(fileURLToPath(import.meta.url))
const read = readOptions(process.argv.slice(2), join(here, 'trust-list.cose'))
if (!read.ok) fail(`${read.error}\n\n${usage}`)
const options = read.value

if (options.mode === 'version') process.stdout.write(`${version}\n`)
else if (options.mode === 'help') process.stdout.write(`${usage}\n`)
else if (options.mode === 'conformance') await answerLines(answerVector)
else {
  const open = await openVerifier(options)
  if (options.mode === 'serve') {
    const { port, origins, tokenFile } = options
    const token = tokenFile === undefined ? makeToken() : readFileSync(tokenFile, 'utf8').trim()
    if (token.length < 16) fail('--token-file: at least 16 characters')
    const answer = options.takesVectors ? answerVector : (json: string) => answerJson(open, json)
    const server = await serve(answer, { port, token, origins })
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}/`
    process.stdout.write(`${JSON.stringify({ url, ...(tokenFile === undefined && { token }), version })}\n`)
  } else if (options.mode === 'json') await answerLines((line) => answerJson(open, line))
  else await answerLines(async (line) => (await open()).verify(line))
}
