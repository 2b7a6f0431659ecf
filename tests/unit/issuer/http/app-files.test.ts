import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeRootKeys } from '../../../../src/core/credential/root-keys.ts'
import { demoRoot } from '../../../../src/issuer/demo/dangerous-demo-keys.ts'
import { loadAppFiles } from '../../../../src/issuer/http/app-files.ts'
import {
  compressPoint,
  generatePrivateKey,
  toKeyId,
  toP256PublicKey,
} from '../../../../src/issuer/signer-keys/es256-key.ts'

const makeRoot = () => {
  const point = compressPoint(generatePrivateKey())
  return { keyId: toKeyId(point), publicKey: toP256PublicKey(point), demo: false }
}
const [current, next, other] = [makeRoot(), makeRoot(), makeRoot()]

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-app-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Builds what reads the roots as the app is built. */
async function buildWith(roots: string): Promise<string> {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { __ROOT_KEYS__: JSON.stringify(roots) },
    build: {
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: {
        input: resolve('src/wallet/refresh/root-keys.ts'),
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: 'app.js' },
      },
    },
  })
  writeFileSync(join(folder, 'index.html'), '<!doctype html><script>const root = {"x":1}</script>')
  return folder
}

const spaced = (json: string) => JSON.stringify(JSON.parse(json), null, 2)

it.each([
  ['the demo', writeRootKeys([demoRoot])],
  ['the demo, beside its own', writeRootKeys([current, demoRoot])],
  ['the demo, as somebody wrote it', spaced(writeRootKeys([demoRoot]))],
  ['nobody that it knows', writeRootKeys([other])],
])('serves in production no app that was built with the root of %s', async (_whose, built) => {
  const app = await buildWith(built)
  expect(() => loadAppFiles(app, [current, next])).toThrow('was not built with ROOT_KEYS')
  // A demo serves what it is given.
  expect(loadAppFiles(app).isBuilt).toBe(true)
})

it('serves one that was built with a root of its own, also beside one that is to come', async () => {
  expect(loadAppFiles(await buildWith(writeRootKeys([next, other])), [current, next]).isBuilt).toBe(true)
})

it('serves one whose scripts have many roots, each in more than one place', () => {
  const built = JSON.stringify(writeRootKeys([current, next, other, makeRoot(), makeRoot()]))
  writeFileSync(join(folder, 'app.js'), `read(${built}); read(${built})`)
  expect(loadAppFiles(folder, [current, next]).isBuilt).toBe(true)
})

it('takes the text of a script for roots however it is quoted', () => {
  writeFileSync(join(folder, 'app.js'), `read(${JSON.stringify(writeRootKeys([demoRoot]))})`)
  expect(() => loadAppFiles(folder, [current])).toThrow('was not built with ROOT_KEYS')
})
