import { hash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { readNewerFunctions } from '../../src/build/check-floor.ts'

/**
 * Makes a realm as poor as the oldest browsers that the app promises to work in. It runs inside the page or
 * the worker, so it uses nothing from outside.
 */
function becomeOldest(newer: Readonly<Record<string, readonly string[]>>): void {
  const typedArray = Object.getPrototypeOf(Int8Array)
  const keyOf = (name: string) => (name === '@@asyncIterator' ? Symbol.asyncIterator : name)
  for (const [name, members] of Object.entries(newer)) {
    const subject = name === 'TypedArray' ? typedArray : Reflect.get(globalThis, name)
    if (members.length === 0) Reflect.deleteProperty(globalThis, name)
    const owners = [subject, subject?.prototype, /^Window/.test(name) ? globalThis : undefined]
    // From the first alone that has it: `Response.json` is young, what answers have by that name is not.
    for (const key of members.map(keyOf)) {
      const owner = owners.find((each) => Object(each) === each && Object.hasOwn(each, key))
      if (owner) Reflect.deleteProperty(owner, key)
    }
  }
  const refuse = (reason: string): never => {
    throw new TypeError(reason)
  }
  const open = globalThis.createImageBitmap
  globalThis.createImageBitmap = (...words: [ImageBitmapSource, ...unknown[]]) =>
    words.some((word) => Object(word)?.imageOrientation === 'from-image')
      ? Promise.reject(new TypeError('from-image'))
      : Reflect.apply(open, globalThis, words)
  if ('Element' in globalThis)
    for (const owner of [Document.prototype, DocumentFragment.prototype, Element.prototype])
      for (const name of ['querySelector', 'querySelectorAll', 'matches', 'closest']) {
        const search: unknown = Reflect.get(owner, name)
        if (typeof search === 'function')
          Reflect.set(owner, name, function (this: unknown, selector: string) {
            return /:has\(/.test(selector) ? refuse(selector) : Reflect.apply(search, this, [selector])
          })
      }
  if ('Worker' in globalThis)
    globalThis.Worker = new Proxy(Worker, {
      construct: (Made, [url, options]) =>
        options?.type === 'module' ? refuse('module worker') : new Made(url, options),
    })
  // Without 'wasm-unsafe-eval' nothing is compiled.
  const refuseLater = () => Promise.reject(new WebAssembly.CompileError('refused by the policy'))
  Object.assign(WebAssembly, {
    compile: refuseLater,
    instantiate: refuseLater,
    instantiateStreaming: refuseLater,
  })
}

/** Without Trusted Types: this browser goes on asking for them, as the policy says. */
const taken = Object.entries(readNewerFunctions()).filter(([name]) => !/^trusted/i.test(name))
const script = `(${becomeOldest})(${JSON.stringify(Object.fromEntries(taken))});`

const hashFile = (content: string) => hash('sha256', content, 'base64')

/** The built app with workers that lack everything younger than the floor; its folder. */
export function copyBuildForOldest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-oldest-'))
  cpSync(process.env['APP_FOLDER'] ?? 'dist', folder, { recursive: true })
  const assets = readdirSync(join(folder, 'assets')).map((file) => join('assets', file))
  const workers = assets.filter((file) => /scan-worker-[^/]+\.js$/.test(file))
  const read = (file: string) => readFileSync(join(folder, file), 'utf8')
  // The lists of what is kept name each file with its hash, and the service worker each list with its own.
  const renamed = new Map<string, string>()
  const write = (file: string, content: string) => {
    renamed.set(hashFile(read(file)), hashFile(content))
    writeFileSync(join(folder, file), content)
  }
  const withNewHashes = (text: string) =>
    [...renamed].reduce((changed, [before, after]) => changed.replaceAll(before, after), text)
  for (const file of workers) write(file, script + read(file))
  for (const list of ['early-files.json', 'late-files.json']) write(list, withNewHashes(read(list)))
  write('service-worker.js', script + withNewHashes(read('service-worker.js')))
  return folder
}

/** Every page of the context lacks it, too. */
export async function openOldest(context: BrowserContext): Promise<void> {
  await context.addInitScript({ content: script })
}
