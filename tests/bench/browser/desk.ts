/**
 * The hospital desk and its kit: vectors by every door, verifications a second, scans that keyboards rewrite,
 * and the page (last key to verdict, a whole shift, the cold open over the floor page).
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { renderQr } from '../../../src/card-view/qr-matrix.ts'
import { chooseReading, readKeys } from '../../../src/verifier/wedge.ts'
import { findBrowser } from '../../support/browser/find-browser.ts'
import { makePhone } from '../../support/desk-codes.ts'
import { KEYBOARDS, type Keyboard, pressKeys, scanOn } from '../../support/desk-scanner.ts'
import { startIssuer } from '../../support/issuer/issuer-process.ts'
import { type Kit, measureKit } from '../kit/kit-speed.ts'
import type { BenchOptions } from '../main.ts'
import { Browser, type Session } from './devtools.ts'
import { startFloorServer } from './floor-page.ts'
import { openCold, summarise } from './open.ts'

/** By what door the vectors go in; the second verifier where Python has what it needs. */
function countVectors(folder: string) {
  const node = process.execPath
  const run = (...options: string[]) => {
    const words = [join(folder, 'vi-bhyt-conformance.mjs'), ...options]
    const { stdout } = spawnSync(node, words, { encoding: 'utf8' })
    const { passed, vectors } = JSON.parse(stdout) as { passed: number; vectors: number }
    return `${passed} of ${vectors}`
  }
  const python = spawnSync('/usr/bin/python3', ['-c', 'import cbor2, cryptography']).status === 0
  return {
    library: run('--library', join(folder, 'vi-bhyt-verify.esm.js')),
    command: run('--command', `'${node}' '${join(folder, 'vi-bhyt-verify.mjs')}' --conformance`),
    secondVerifier: python
      ? run('--command', '/usr/bin/python3 tests/second-verifier/verify.py')
      : 'skipped: no python3 with cryptography and cbor2',
  }
}

/** Scans that a keyboard typed: read exactly, or with a key lost or doubled. */
async function measureKeyboards(
  verify: (text: string) => Promise<string>,
  codes: readonly string[],
  count: number,
) {
  const read = (keyboard: Keyboard, text: string) => {
    const { keys, typed } = scanOn(keyboard, text)
    return chooseReading({ keys: readKeys(keys), typed })
  }
  const intact: Record<string, string> = {}
  const damaged: Record<string, string> = {}
  for (const keyboard of KEYBOARDS) {
    let exact = 0
    let wrong = 0
    let again = 0
    let missed = 0
    for (let each = 0; each < count; each++) {
      const text = codes[each % codes.length] ?? ''
      const reading = read(keyboard, text)
      if (reading.ok && reading.value === text) exact++
      else if (reading.ok) wrong++
      const at = (each * 7919) % text.length
      const hurt =
        each % 2 === 0 ? text.slice(0, at) + text.slice(at + 1) : text.slice(0, at) + text.slice(at - 1)
      const found = read(keyboard, hurt)
      // The desk says "scan again" to what is not whole, and to what no signature holds for the first time.
      const verdict = found.ok ? await verify(found.value) : 'malformed'
      if (verdict === 'malformed' || verdict === 'bad_signature') again++
      else if (hurt === text) again++
      else if (verdict === 'valid') missed++
      else again++
    }
    intact[keyboard] = `${exact} of ${count} read, ${wrong} wrong`
    damaged[keyboard] = `${again} of ${count} "scan again", ${missed} wrong`
  }
  return { intact, damaged }
}

/**
 * In the page: types a text as a scanner does and resolves with the time from its last key to the frame with
 * its answer.
 */
const scanInPage = `
  window.scanText = (keys, typed) => new Promise((resolve) => {
    const field = document.querySelector('.scan-field input')
    const answered = new MutationObserver(() => {
      const heading = document.querySelector('.verdict h2')
      if (!heading || heading === window.lastHeading) return
      window.lastHeading = heading
      answered.disconnect()
      requestAnimationFrame(() => setTimeout(() => resolve([performance.now() - since, heading.textContent])))
    })
    answered.observe(document.querySelector('.answer-panel'), { childList: true, subtree: true })
    field.focus()
    for (const [code, shiftKey, key] of keys)
      field.dispatchEvent(new KeyboardEvent('keydown', { code, shiftKey, key, bubbles: true, cancelable: true }))
    field.value = typed
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    const since = performance.now()
    field.dispatchEvent(new KeyboardEvent('keydown', { code: 'Enter', key: 'Enter', bubbles: true, cancelable: true }))
  })`

async function scanOnce(session: Session, text: string): Promise<[ms: number, verdict: string]> {
  const keys = pressKeys(text).map(({ code, shift, key }) => [code, shift, key])
  return (await session.evaluate(`window.scanText(${JSON.stringify(keys)}, ${JSON.stringify(text)})`)) as [
    number,
    string,
  ]
}

async function openDesk(browser: Browser, url: string) {
  const { session, close } = await browser.openPage()
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: scanInPage })
  const loaded = session.waitFor('Page.loadEventFired')
  await session.send('Page.navigate', { url })
  await loaded
  await session.evaluate(`new Promise((resolve) => {
    const look = () => (document.querySelector('[data-age]') ? resolve(true) : setTimeout(look, 50))
    look()
  })`)
  return { session, close }
}

async function readHeap(session: Session): Promise<number> {
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return Number(usedSize) / 2 ** 20
}

async function measurePage(browser: Browser, url: string, { quick }: BenchOptions) {
  const { session, close } = await openDesk(browser, url)
  const codes = await Promise.all(
    Array.from({ length: quick ? 10 : 60 }, async (_, each) =>
      (await makePhone({ seed: `page ${each}` })).show(),
    ),
  )
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const times: number[] = []
  let genuine = 0
  for (const code of codes) {
    const [ms, verdict] = await scanOnce(session, code)
    times.push(ms)
    if (verdict === 'Thẻ thật') genuine++
  }
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0)

  const scans = quick ? 400 : 5000
  const part = Math.floor(scans / 10)
  const pool = codes.slice(0, 20)
  const shift: number[] = []
  let heapBefore = 0
  for (let each = 0; each < scans; each++) {
    if (each === part) heapBefore = await readHeap(session)
    shift.push((await scanOnce(session, pool[each % pool.length] ?? ''))[0])
  }
  const heapAfter = await readHeap(session)
  await close()
  const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
  return {
    lastKeyToVerdict4x: { genuine: `${genuine} of ${codes.length}`, median: at(0.5), p95: at(0.95) },
    shift: {
      scans,
      heapMiB: [heapBefore, heapAfter].map((mib) => Number(mib.toFixed(1))),
      medianFirstTenth: Math.round(median(shift.slice(0, part))),
      medianLastTenth: Math.round(median(shift.slice(-part))),
    },
  }
}

const readFirstPaint = `new Promise((resolve) => {
  const read = () => {
    const [entry] = performance.getEntriesByName('first-contentful-paint')
    entry ? resolve(entry.startTime) : setTimeout(read, 20)
  }
  read()
})`

const readField = `new Promise((resolve) => {
  const look = () => (document.activeElement?.matches('.scan-field input') ? resolve(performance.now()) : setTimeout(look, 5))
  look()
})`

/**
 * Paint of the desk over that of the floor page, and until the field takes keys; cold, offline, server
 * stopped.
 */
async function measureOpen(browser: Browser, urls: { floor: string; desk: string }, opens: number) {
  const paints: Record<'floor' | 'desk', number[]> = { floor: [], desk: [] }
  const ready: number[] = []
  for (let round = 0; round <= opens; round++) {
    for (const name of ['floor', 'desk'] as const) {
      const { session, close } = await openCold(browser, urls[name], 4)
      const paint = Number(await session.evaluate(readFirstPaint))
      const field = name === 'desk' ? Number(await session.evaluate(readField)) : undefined
      if (round > 0) {
        paints[name].push(paint)
        if (field !== undefined) ready.push(field)
      }
      await close()
    }
  }
  const [floor, desk, field] = [summarise(paints.floor), summarise(paints.desk), summarise(ready)]
  const over = (median: number) => Number((median / floor.median).toFixed(2))
  return { floor, desk, fieldReady: field, ratio: over(desk.median), ratioFieldReady: over(field.median) }
}

export async function benchDesk(options: BenchOptions) {
  const path = findBrowser()
  if (path === undefined) throw new Error('no browser: set CHROMIUM_PATH')
  const folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-bench-kit-'))
  const words = ['--disable-warning=ExperimentalWarning', 'src/cli/build-kit.ts', folder]
  const built = spawnSync(process.execPath, words, { encoding: 'utf8' })
  if (built.status !== 0) throw new Error(built.stderr)
  const kit: Kit = await import(pathToFileURL(join(folder, 'vi-bhyt-verify.esm.js')).href)
  const trustList = new Uint8Array(readFileSync(join(folder, 'trust-list.cose')))
  const roots = readFileSync(join(folder, 'roots.json'), 'utf8')
  const made = await kit.createVerifier({ roots, trustList })
  if (!made.ok) throw new Error(made.error)
  const codes = await Promise.all(
    Array.from({ length: 50 }, async (_, each) => (await makePhone({ seed: `keys ${each}` })).show()),
  )
  const figures = {
    kit: await measureKit(kit, options.quick ? 1000 : 2000),
    vectors: countVectors(folder),
    keyboards: await measureKeyboards(
      async (text) => (await made.value.verify(text)).verdict,
      codes,
      options.quick ? 100 : 1000,
    ),
  }
  const issuer = await startIssuer()
  const floor = await startFloorServer(renderQr(codes[0] ?? ''))
  const browser = await Browser.launch(path)
  try {
    const page = await measurePage(browser, `${issuer.url}quay`, options)
    const warm = await openDesk(browser, `${issuer.url}quay`)
    await warm.session.evaluate('navigator.serviceWorker.ready.then(() => true)')
    const loaded = warm.session.waitFor('Page.loadEventFired')
    await warm.session.send('Page.navigate', { url: floor.url })
    await loaded
    await warm.session.evaluate('navigator.serviceWorker.ready.then(() => true)')
    await warm.close()
    await issuer.kill()
    await floor.close()
    const urls = { floor: floor.url, desk: `${issuer.url}quay` }
    const open = await measureOpen(browser, urls, options.quick ? 3 : 15)
    return { ...figures, page, coldOpen4x: open }
  } finally {
    await browser.close()
    await issuer.dispose()
    rmSync(folder, { recursive: true, force: true })
  }
}
