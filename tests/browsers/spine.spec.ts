/** What must work in every engine: from the first sign-in to the sign-out, most of it without a server. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import QRCode from 'qrcode'
import { languageNames, languages } from '../../src/i18n/languages.ts'
import { demoAccounts } from '../../src/issuer/demo/demo-accounts.ts'
import { cardWidths, findCutLines, textSizes } from '../support/browser/card-lines.ts'
import { type IssuerProcess, startIssuer } from '../support/issuer/issuer-process.ts'
import { makeCertificate } from './certificate.ts'
import type { Browser, Engine } from './engine.ts'
import { engines } from './engines.ts'
import {
  chooseLanguage,
  press,
  pressUntilSaid,
  signIn,
  waitFor,
  waitForCard,
  waitForText,
  waitUntilKept,
} from './person.ts'

const test = base.extend<object, { engine: string }>({ engine: ['', { option: true, scope: 'worker' }] })
test.describe.configure({ mode: 'serial' })

const [mother] = demoAccounts
const identityCard =
  '001185990001|012345678|Nguyễn Thị Diễm Quỳnh|08031985|Nữ|Số 12, ngõ 34, Phường Phúc Xá, Quận Ba Đình, Hà Nội|01052021'

let engine: Engine
let folder: string
let issuer: IssuerProcess
let browser: Browser

test.beforeAll(async ({ engine: name }) => {
  const found = engines.find((each) => each.name === name)
  if (!found) throw new Error(`There is no engine ${name}`)
  engine = found
  folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-browser-'))
  issuer = await startIssuer(engine.needsTls ? makeCertificate(folder) : {})
  browser = await openPhone('phone')
})

test.afterAll(async () => {
  await browser?.close()
  await issuer?.dispose()
  if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** A browser with the size of a phone; the same name is the same profile. */
async function openPhone(name: string): Promise<Browser> {
  const profile = join(folder, name)
  mkdirSync(profile, { recursive: true })
  const opened = await engine.open(profile)
  await opened.resize(390, 763)
  return opened
}

const goTo = (path: string) => browser.goto(new URL(path, issuer.url).href)

/** What the command-line verifier says about what is seen. */
async function verifyScreen() {
  const file = test.info().outputPath('screen.png')
  await waitFor(browser, 'the whole code is seen', async () => {
    const code = document.querySelector('.code')
    code?.scrollIntoView({ block: 'center', behavior: 'instant' })
    // Where it is once that has been painted: the app may still be taking the page over.
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    const { top = -1, bottom = 0 } = code?.getBoundingClientRect() ?? {}
    return top >= 0 && bottom <= innerHeight
  })
  writeFileSync(file, await browser.photograph())
  const words = ['--disable-warning=ExperimentalWarning', 'src/cli/verify.ts', file]
  // Its status says no more than its verdict.
  return JSON.parse(spawnSync(process.execPath, words, { encoding: 'utf8' }).stdout)
}

test('signs in from the front door and stays there', async () => {
  await goTo('/')
  await signIn(browser, mother)
  await waitForCard(browser)
  await waitFor(browser, 'the address is the card’s', () => location.pathname === '/')
  await browser.reload()
  await waitForCard(browser)
})

test('shows a live code and keeps the app for the time without a server', async () => {
  await pressUntilSaid(browser, /^qr tự đổi$/, /qr lúc/)
  await waitUntilKept(browser)
})

test('shows every line of the card in every language, at every size of text and width', async () => {
  for (const language of languages) {
    await goTo('/tien-ich')
    await chooseLanguage(browser, languageNames[language], language)
    await goTo('/')
    await waitForCard(browser)
    for (const width of cardWidths) {
      await browser.resize(width, 763)
      for (const percent of textSizes) {
        const cut = await browser.run(findCutLines, percent)
        expect(cut, `${language}, ${width} px, text at ${percent} %`).toEqual([])
      }
    }
  }
  await goTo('/tien-ich')
  await chooseLanguage(browser, languageNames.vi, 'vi')
})

test('opens cold on the same profile when the server is dead, with a live code that verifies', async () => {
  await issuer.kill()
  await browser.close()
  browser = await openPhone('phone')
  await goTo('/')
  await waitForCard(browser)
  await waitForText(browser, /qr lúc/)
  const verdict = await verifyScreen()
  expect(verdict).toMatchObject({ verdict: 'valid', specimen: true })
  expect(Math.abs(verdict.skewSeconds)).toBeLessThan(120)
})

test('signs in over plain HTTP on this machine', async () => {
  const reason = 'the spine itself is over plain HTTP in this engine'
  if (!engine.needsTls) process.stdout.write(`skipped, signing in over plain HTTP: ${reason}\n`)
  test.skip(!engine.needsTls, reason)
  const plain = await startIssuer()
  const other = await openPhone('plain')
  try {
    await other.goto(plain.url)
    await signIn(other, mother)
    await waitForCard(other)
  } finally {
    await other.close()
    await plain.dispose()
  }
})

test('shows the history', async () => {
  await goTo('/qua-trinh')
  await waitForText(browser, /bảo hiểm xã hội/)
  await goTo('/qua-trinh/kham')
  await waitFor(
    browser,
    'a visit is seen',
    () => document.querySelector('main details, main li, main tr') !== null,
  )
})

test('reads an identity card out of a picture', async () => {
  const picture = join(folder, 'can-cuoc.png')
  await QRCode.toFile(picture, identityCard, { scale: 8, margin: 8 })
  await goTo('/quet')
  await waitFor(browser, 'a picture can be chosen', () => document.querySelector('input[type=file]') !== null)
  await browser.chooseFile('input[type=file]:not([capture])', picture)
  await waitForText(browser, /thông tin cá nhân/)
  const read = () => [...document.querySelectorAll('input')].some(({ value }) => value === '001185990001')
  await waitFor(browser, 'the number is filled in', read)
})

test('speaks another language', async () => {
  await goTo('/tien-ich')
  await chooseLanguage(browser, languageNames.ko, 'ko')
  await goTo('/')
  await waitForCard(browser)
  await waitFor(browser, 'the card is in Korean', () => document.documentElement.lang === 'ko')
  await goTo('/tien-ich')
  await chooseLanguage(browser, languageNames.vi, 'vi')
})

test('signs out and shows nothing any more, not even after a restart', async () => {
  await goTo('/tien-ich')
  await pressUntilSaid(browser, /^đăng xuất khỏi máy này$/, /xóa và đăng xuất/)
  await press(browser, /^xóa và đăng xuất$/)
  const isSignIn = () => /đăng nhập/i.test(document.querySelector('h1')?.textContent ?? '')
  await waitFor(browser, 'the sign-in is seen', isSignIn)
  await browser.close()
  browser = await openPhone('phone')
  await goTo('/')
  await waitFor(browser, 'the sign-in is seen again', isSignIn)
  expect(await browser.run(() => document.querySelector('.bhyt') === null)).toBe(true)
})
