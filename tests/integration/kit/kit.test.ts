import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type * as declaredKeyboard from '../../../src/kit/vi-bhyt-keyboard.d.ts'
import type * as declared from '../../../src/kit/vi-bhyt-verify.d.ts'
import type * as actualKeyboard from '../../../src/verifier/keyboard-kit.ts'
import type * as actual from '../../../src/verifier/kit.ts'
import { forgePaperCode } from '../../support/desk-codes.ts'
import { readVector } from '../../support/vectors/files.ts'
import type { ScanVector } from '../../support/vectors/scan.ts'

/** The kit as makers of other software get it. */
const folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-kit-'))
const kit = (file: string) => join(folder, file)
const node = process.execPath

type Report = { vectors: number; passed: number; failures: { id: string; why: string }[] }

function conform(...options: string[]): Report {
  const { stdout } = spawnSync(node, [kit('vi-bhyt-conformance.mjs'), ...options], { encoding: 'utf8' })
  return JSON.parse(stdout)
}

const quoted = (...words: string[]) => words.map((word) => `'${word}'`).join(' ')

const started: ChildProcess[] = []

/** The service, once it says where it is. */
async function startService(...options: string[]) {
  const service = spawn(node, [kit('vi-bhyt-verify.mjs'), '--serve', '--port', '0', ...options])
  started.push(service)
  const lines = createInterface({ input: service.stdout })[Symbol.asyncIterator]()
  const line = await lines.next()
  const { url, token } = JSON.parse(String(line.value)) as { url: string; token: string }
  return { url, token }
}

/** One request with headers of its own, `Host` included, which fetch does not let anybody set. */
function ask(url: string, headers: Record<string, string>, body: string, method = 'POST') {
  return new Promise<{ status: number; origin: string | undefined; body: string }>((resolve, reject) => {
    const sent = httpRequest(url, { method, headers }, (response) => {
      let text = ''
      response.on('data', (part) => {
        text += part
      })
      response.on('end', () => {
        const origin = response.headers['access-control-allow-origin']
        resolve({ status: response.statusCode ?? 0, origin, body: text })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const unsigned = readVector<ScanVector>('credential/scans/unsigned-hospital-text.json').text
const live = readVector<ScanVector>('credential/scans/live.json').text

beforeAll(() => {
  const built = spawnSync(node, ['--disable-warning=ExperimentalWarning', 'src/cli/build-kit.ts', folder], {
    encoding: 'utf8',
  })
  if (built.status !== 0) throw new Error(built.stderr)
  expect(built.stderr).toContain('is a kit for demos')
})

afterAll(() => {
  for (const child of started) child.kill()
  rmSync(folder, { recursive: true, force: true })
})

describe('the kit', () => {
  it('is one small file without imports for each library', () => {
    for (const [file, limit] of [
      ['vi-bhyt-verify.esm.js', 24_576],
      ['vi-bhyt-verify.classic.js', 24_576],
      ['vi-bhyt-keyboard.esm.js', 18_432],
      ['vi-bhyt-keyboard.classic.js', 18_432],
    ] as const) {
      expect(statSync(kit(file)).size, file).toBeLessThanOrEqual(limit)
      expect(readFileSync(kit(file), 'utf8'), file).not.toMatch(/\bimport\b|\brequire\(|\beval\(|DANGEROUS/)
    }
  })

  it('has the types that it declares', () => {
    const library: typeof declared = {} as typeof actual
    const keyboard: typeof declaredKeyboard = {} as typeof actualKeyboard
    expect([library, keyboard]).toHaveLength(2)
  })

  it('passes every vector as a library', () => {
    const report = conform('--library', kit('vi-bhyt-verify.esm.js'))
    expect(report.failures).toEqual([])
    expect(report.passed).toBeGreaterThan(150)
  })

  it('passes every vector as a library where there is nothing but WebCrypto', () => {
    const bare = 'data:text/javascript,delete process.getBuiltinModule'
    const words = [
      '--import',
      bare,
      kit('vi-bhyt-conformance.mjs'),
      '--library',
      kit('vi-bhyt-verify.esm.js'),
    ]
    const report: Report = JSON.parse(spawnSync(node, words, { encoding: 'utf8' }).stdout)
    expect(report.failures).toEqual([])
    expect(report.passed).toBeGreaterThan(150)
  })

  it('passes every vector as a command', () => {
    const command = quoted(node, kit('vi-bhyt-verify.mjs'), '--conformance')
    expect(conform('--command', command).failures).toEqual([])
  })

  it('passes every vector as a service', async () => {
    const { url, token } = await startService('--conformance')
    expect(token).toMatch(/^[0-9a-f]{32}$/)
    expect(conform('--service', url, '--token', token).failures).toEqual([])
  })

  it('finds a verifier that is wrong, and one that ends', () => {
    const yes = join(folder, 'yes.mjs')
    const lines = "createInterface({ input: process.stdin }).on('line', () => console.log(answer))"
    const answer = '{"verdict":"valid","notes":[]}'
    writeFileSync(
      yes,
      `import { createInterface } from 'node:readline'\nconst answer = '${answer}'\n${lines}\n`,
    )
    const report = conform('--command', quoted(node, yes))
    expect(report.failures.length).toBeGreaterThan(100)
    expect(conform('--command', quoted(node, '-e', '0')).passed).toBe(0)
  })

  it('works in a page that is not ours, as a classic script', async () => {
    // Node's own objects in a context without any of ours.
    const page = createContext({
      crypto,
      TextEncoder,
      TextDecoder,
      DecompressionStream,
      Uint8Array,
      Map,
      Date,
    })
    runInContext(readFileSync(kit('vi-bhyt-verify.classic.js'), 'utf8'), page)
    runInContext(readFileSync(kit('vi-bhyt-keyboard.classic.js'), 'utf8'), page)
    page['trustList'] = new Uint8Array(readFileSync(kit('trust-list.cose')))
    page['roots'] = readFileSync(kit('roots.json'), 'utf8')
    page['scanned'] = unsigned
    const answer = await runInContext(
      `viBhytVerify.createVerifier({ roots, trustList, facility: '01001' }).then(async ({ value }) => ({
        said: await value.verify(viBhytKeyboard.undoKeyboardLayout(scanned).value),
        code: value.askCounterCode().text,
      }))`,
      page,
    )
    expect(answer.said).toMatchObject({ verdict: 'unsigned', colour: 'amber' })
    expect(answer.code).toMatch(/^BHYT-DESK:1\/01001\/[0-9A-F]{32}$/)
  })

  it('takes one answer to a counter code, also of two that come at the same time', async () => {
    const { createVerifier }: typeof actual = await import(pathToFileURL(kit('vi-bhyt-verify.esm.js')).href)
    const vectors: { request: Record<string, string> & { now: number; statusLists: string[] } }[] =
      JSON.parse(readFileSync(kit('vectors.json'), 'utf8'))
    const vector = vectors.find(({ request }) => request['id'] === 'scans/live-nonce-answer')
    if (!vector) throw new Error('no vector')
    const { roots = '', now, text = '', trustList = '', statusLists, nonce = '' } = vector.request
    const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))
    let clock = now
    const lists = { trustList: bytes(trustList), statusLists: statusLists.map(bytes) }
    const made = await createVerifier({ roots, ...lists, facility: '01001', now: () => clock })
    if (!made.ok) throw new Error(made.error)
    expect((await made.value.verify(text, { nonce })).verdict).toBe('replayed')
    made.value.askCounterCode(bytes(nonce))
    const both = await Promise.all([made.value.verify(text, { nonce }), made.value.verify(text, { nonce })])
    expect(both.map(({ verdict }) => verdict).sort()).toEqual(['replayed', 'valid'])
    made.value.askCounterCode(bytes(nonce))
    clock = now + 120
    expect((await made.value.verify(text, { nonce })).verdict).toBe('replayed')
    // An older trust list changes nothing, a broken one says why.
    expect(await made.value.updateLists({ trustList: new Uint8Array(3) })).toEqual({
      ok: false,
      error: 'trust list: malformed',
    })
    expect(made.value.lists().statusLists).toHaveLength(1)
  })
})

describe('the command', () => {
  const run = (input: string, ...options: string[]) => {
    const { stdout } = spawnSync(node, [kit('vi-bhyt-verify.mjs'), ...options], { encoding: 'utf8', input })
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  }

  it('never reads a scanned text as a request', () => {
    const trap = JSON.stringify({ text: live, roots: '[]', now: 1_800_000_000, ask: 'lists' })
    expect(run(`${trap}\n${unsigned}\n`)).toMatchObject([{ verdict: 'not_ours' }, { verdict: 'unsigned' }])
    expect(run(`${trap}\nnonsense\n`, '--json')).toMatchObject([{ trustList: {} }, { error: 'bad_request' }])
  })

  it('answers each text once, whatever is in it that may be taken for the end of a line', async () => {
    const traps = ['\u2028', '\u2029', '\u0085', '\v', '\f', '\r'].map((end) => `BHYT:9/1${end}x`)
    const input = [...traps, await forgePaperCode(), 'nonsense', '']
    const answers = [...traps.map(() => ({})), { colour: 'green' }, { verdict: 'not_ours' }]
    expect(run(input.join('\n'), '--specimens')).toMatchObject(answers)
    const requests = input.slice(0, -1).map((text) => JSON.stringify({ text }))
    expect(run(`${requests.join('\r\n')}\r\n`, '--specimens', '--json')).toMatchObject(answers)
  })

  it('never shows in green what anybody can sign with the published keys of the demo', async () => {
    const input = `${await forgePaperCode()}\n`
    expect(run(input)).toMatchObject([{ verdict: 'valid_unbound', colour: 'amber', notes: ['specimen'] }])
    expect(run(input, '--specimens')).toMatchObject([{ colour: 'green', notes: ['specimen'] }])
    const { stderr } = spawnSync(node, [kit('vi-bhyt-verify.mjs')], { encoding: 'utf8', input })
    expect(stderr).toContain('specimens only')
  })

  it('says its version, and what is wrong with its options', () => {
    const { stdout } = spawnSync(node, [kit('vi-bhyt-verify.mjs'), '--version'], { encoding: 'utf8' })
    expect(stdout.trim()).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version)
    const wrong = spawnSync(node, [kit('vi-bhyt-verify.mjs'), '--facility', 'X'], { encoding: 'utf8' })
    expect([wrong.status, wrong.stderr.trim()]).toEqual([2, 'facility: malformed'])
  })
})

describe('the service', () => {
  it('answers this machine with the token, and the pages that are listed', async () => {
    const { url, token } = await startService('--facility', '01001', '--origin', 'https://his.example')
    const headers = { Authorization: `Bearer ${token}` }
    const body = JSON.stringify({ text: unsigned })
    expect(await ask(url, headers, body)).toMatchObject({ status: 200, origin: undefined })
    expect(await ask(url, { ...headers, Origin: 'https://his.example' }, body)).toMatchObject({
      status: 200,
      origin: 'https://his.example',
    })
    const preflight = await ask(url, { Origin: 'https://his.example' }, '', 'OPTIONS')
    expect(preflight).toMatchObject({ status: 204, origin: 'https://his.example' })
    const code = JSON.parse((await ask(url, headers, '{"ask":"counter-code"}')).body)
    expect(code.text).toContain(code.nonce.toUpperCase())
  })

  it('refuses another host, another page, another token, and what is too long', async () => {
    const { url, token } = await startService()
    const headers = { Authorization: `Bearer ${token}` }
    const body = JSON.stringify({ text: live })
    const status = async (more: Record<string, string>, sent = body) =>
      (await ask(url, { ...headers, ...more }, sent)).status
    expect(await status({ Host: 'desk.attacker.example' })).toBe(421)
    expect(await status({ Origin: 'https://attacker.example' })).toBe(403)
    expect(await status({ Authorization: 'Bearer guess' })).toBe(401)
    expect(await status({}, 'x'.repeat(200_000))).toBe(413)
    expect(await status({}, '{"text":1}')).toBe(400)
  })
})

const tell = (reason: string) => process.stdout.write(`${reason}\n`)

/** Whether a command of this machine works; a test that cannot run says why. */
function findMissing(command: string, args: string[]): string | undefined {
  const { status } = spawnSync(command, args, { encoding: 'utf8' })
  return status === 0 ? undefined : `${command} ${args.join(' ')}`
}

const python = process.env['PYTHON'] ?? '/usr/bin/python3'
const noPython = findMissing(python, ['-c', 'import cryptography'])
if (noPython) tell(`skipped, the second verifier: ${noPython} fails (apt install python3-cryptography)`)

it.skipIf(noPython)('the second verifier, written from the document, passes every vector', () => {
  const report = conform('--command', quoted(python, 'tests/second-verifier/verify.py'))
  expect(report.failures).toEqual([])
  expect(report.passed).toBeGreaterThan(150)
})

const noJava = findMissing('java', ['--list-modules'])
if (noJava) tell('skipped, the example in Java: no java here')

it.skipIf(noJava)('the example in Java asks the command', () => {
  const words = ['docs/examples/java/VerifyCard.java', node, kit('vi-bhyt-verify.mjs'), '--json']
  const { stdout, stderr } = spawnSync('java', words, {
    encoding: 'utf8',
    input: `${unsigned}\nBHYT:1/12\n"}\n`,
  })
  expect(stdout.trim().split('\n'), stderr).toEqual(['unsigned amber', 'malformed red', 'not_ours none'])
})

const noPhp = findMissing('php', ['--version'])
if (noPhp) tell('skipped, the example in PHP: no php here')

it.skipIf(noPhp)('the example in PHP asks the service', async () => {
  const { url, token } = await startService()
  const words = ['docs/examples/php/verify-card.php', url, token]
  const { stdout } = spawnSync('php', words, { encoding: 'utf8', input: `${unsigned}\nBHYT:1/12\n` })
  expect(stdout.trim().split('\n')).toEqual(['unsigned amber', 'malformed red'])
})

const noPascal = findMissing('fpc', ['-iV'])
if (noPascal) tell('skipped, the example in Delphi as Free Pascal: no fpc here')

it.skipIf(noPascal)('the example in Delphi, as Free Pascal, asks the service', async () => {
  const program = join(folder, 'VerifyCard')
  const built = spawnSync('fpc', [`-o${program}`, `-FU${folder}`, 'docs/examples/delphi/VerifyCard.dpr'], {
    encoding: 'utf8',
  })
  expect(built.status, built.stdout).toBe(0)
  const { url, token } = await startService()
  const { stdout } = spawnSync(program, [url, token], { encoding: 'utf8', input: `${unsigned}\nBHYT:1/12\n` })
  expect(stdout.trim().split('\n')).toEqual(['unsigned amber', 'malformed red'])
})

const noDotnet = findMissing('dotnet', ['--version'])
if (noDotnet) tell('skipped, the example in C#: no dotnet here')

it.skipIf(noDotnet)('the example in C# asks the command', () => {
  const words = ['run', '--project', 'docs/examples/csharp', '--', node, kit('vi-bhyt-verify.mjs'), '--json']
  const { stdout } = spawnSync('dotnet', words, { encoding: 'utf8', input: `${unsigned}\nBHYT:1/12\n` })
  expect(stdout.trim().split('\n')).toEqual(['unsigned amber', 'malformed red'])
})
