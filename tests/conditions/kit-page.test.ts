/**
 * The kit as a page of another maker uses it: another origin, its own server, a strict policy for scripts.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { deflateSync } from 'node:zlib'
import { type Browser, chromium, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issueStatusList } from '../../src/core/credential/status-list.ts'
import { DANGEROUS_demoSignerKeys } from '../../src/issuer/demo/dangerous-demo-keys.ts'
import { compressPoint, createSign, toKeyId } from '../../src/issuer/signer-keys/es256-key.ts'
import { browserSwitches, findBrowser } from '../support/browser/find-browser.ts'
import { makePhone, NAME } from '../support/desk-codes.ts'
import { readVector } from '../support/vectors/files.ts'
import type { ScanVector } from '../support/vectors/scan.ts'

const executablePath = findBrowser()
if (!executablePath) process.stdout.write('skipped, the kit in a page: no Chromium here (CHROMIUM_PATH)\n')

const folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-kit-page-'))

/** What the other maker wrote: the README's few lines, once with modules, once without. */
const open = `async (createVerifier) => {
  const bytes = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer())
  const roots = await (await fetch('/roots.json')).text()
  const [trustList, statusList] = [await bytes('/trust-list.cose'), await bytes('/status-0.cose')]
  const made = await createVerifier({
    roots, trustList, statusLists: [statusList], facility: '01001', takesSpecimens: true,
  })
  if (!made.ok) throw new Error(made.error)
  return made.value
}`
const pages: Readonly<Record<string, string>> = {
  '/esm.html': '<!doctype html><title>His</title><script type="module" src="/esm.js"></script>',
  '/esm.js': `import { createVerifier } from '/vi-bhyt-verify.esm.js'
    import { undoKeyboardLayout } from '/vi-bhyt-keyboard.esm.js'
    window.desk = (${open})(createVerifier).then((verifier) => ({ verifier, undoKeyboardLayout }))`,
  '/classic.html': `<!doctype html><title>His</title><script src="/vi-bhyt-verify.classic.js"></script>
    <script src="/vi-bhyt-keyboard.classic.js"></script><script src="/classic.js"></script>`,
  '/classic.js': `const { undoKeyboardLayout } = viBhytKeyboard
    window.desk = (${open})(viBhytVerify.createVerifier).then((verifier) => ({ verifier, undoKeyboardLayout }))`,
}
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
}

let statusList: Uint8Array
const server = createServer((asked, answer) => {
  const path = new URL(asked.url ?? '/', 'http://his').pathname
  const policy = "default-src 'none'; script-src 'self'; connect-src 'self' http://127.0.0.1:*"
  const type = types[extname(path)] ?? 'application/cose'
  answer.setHeader('Content-Type', type).setHeader('Content-Security-Policy', policy)
  const isKit = /^\/[\w-]+(\.esm|\.classic)?\.(js|json|cose)$/.test(path)
  if (path === '/status-0.cose') answer.end(statusList)
  else if (pages[path] !== undefined) answer.end(pages[path])
  else if (isKit) answer.end(readFileSync(join(folder, path)))
  else answer.writeHead(404).end()
})

let origin = ''
let browser: Browser | undefined
let service: ChildProcess | undefined
const errors: string[] = []

async function openPage(path: string): Promise<Page> {
  if (!browser) throw new Error('no browser')
  const page = await browser.newPage()
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await page.goto(origin + path)
  return page
}

beforeAll(async () => {
  if (!executablePath) return
  const words = ['--disable-warning=ExperimentalWarning', 'src/cli/build-kit.ts', folder]
  const built = spawnSync(process.execPath, words, { encoding: 'utf8' })
  if (built.status !== 0) throw new Error(built.stderr)
  const privateKey = DANGEROUS_demoSignerKeys.find(({ role }) => role === 'status')?.privateKey
  if (!privateKey) throw new Error('no demo status key')
  const now = Math.floor(Date.now() / 1000)
  statusList = await issueStatusList(
    { list: 0, issuedAt: now, expiresAt: now + 86_400, ttl: 3600, bits: new Uint8Array(2 ** 17) },
    { keyId: toKeyId(compressPoint(privateKey)), sign: createSign(privateKey) },
    (bytes) => new Uint8Array(deflateSync(bytes)),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  origin = `http://127.0.0.1:${port}`
  browser = await chromium.launch({ executablePath, args: [...browserSwitches] })
})

afterAll(async () => {
  await browser?.close()
  service?.kill()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

describe.skipIf(!executablePath).each(['esm', 'classic'])(
  'the %s build in a page that is not ours',
  (build) => {
    it('checks a card, asks by a counter code, and undoes the keyboard', async () => {
      const page = await openPage(`/${build}.html`)
      const code = await (await makePhone()).show()
      const genuine = await page.evaluate(
        `desk.then(({ verifier }) => verifier.verify(${JSON.stringify(code)}))`,
      )
      expect(genuine).toMatchObject({ verdict: 'valid', colour: 'green', card: { fullName: NAME } })
      const { text } = readVector<ScanVector>('credential/scans/unsigned-hospital-text.json')
      const unsigned = await page.evaluate(`desk.then(({ verifier, undoKeyboardLayout }) =>
      verifier.verify(undoKeyboardLayout(${JSON.stringify(text)}).value))`)
      expect(unsigned).toMatchObject({ verdict: 'unsigned', colour: 'amber' })
      const asked = await page.evaluate('desk.then(({ verifier }) => verifier.askCounterCode().text)')
      expect(asked).toMatch(/^BHYT-DESK:1\/01001\/[0-9A-F]{32}$/)
      const held = await page.evaluate('desk.then(({ verifier }) => verifier.lists().statusLists[0].list)')
      expect(held).toBe(0)
      expect(errors).toEqual([])
      await page.close()
    })
  },
)

describe.skipIf(!executablePath)('the service asked by a page that is not ours', () => {
  it('answers the page that it was told of, and lets no other read the answer', async () => {
    const words = [join(folder, 'vi-bhyt-verify.mjs'), '--serve', '--port', '0', '--origin', origin]
    const started = spawn(process.execPath, words)
    service = started
    const first = await createInterface({ input: started.stdout })[Symbol.asyncIterator]().next()
    const { url, token }: { url: string; token: string } = JSON.parse(String(first.value))
    const page = await openPage('/esm.html')
    const ask = (from: Page) =>
      from.evaluate(
        ([to, bearer]) =>
          fetch(to ?? '', {
            method: 'POST',
            headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
            body: JSON.stringify({ text: 'BHYT:1/12' }),
          }).then(
            (response) => response.json(),
            () => 'refused',
          ),
        [url, token],
      )
    expect(await ask(page)).toMatchObject({ verdict: 'malformed', colour: 'red' })
    await page.goto(`${origin.replace('127.0.0.1', 'localhost')}/esm.html`)
    expect(await ask(page)).toBe('refused')
    await page.close()
  })
})
