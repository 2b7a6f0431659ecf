/** What a person does and sees in a browser of whichever engine. Everything waits for what it needs. */
import { expect } from '@playwright/test'
import type { Browser } from './engine.ts'

const limit = { timeout: 60_000 }

/** Asks the page until it says yes; while it is loading, it says nothing. */
export async function waitFor<Words extends readonly unknown[]>(
  browser: Browser,
  what: string,
  ask: (...words: Words) => boolean | Promise<boolean>,
  ...words: Words
): Promise<void> {
  await expect.poll(() => browser.run(ask, ...words).catch(String), { message: what, ...limit }).toBe(true)
}

/** Waits until a text is seen, in whatever it stands. */
export async function waitForText(browser: Browser, text: RegExp): Promise<void> {
  const ask = (source: string) => new RegExp(source, 'i').test(document.body.textContent ?? '')
  await waitFor(browser, `the page says ${text}`, ask, text.source)
}

/** Waits until the card and its code are seen, and what follows their first frame is in its place. */
export async function waitForCard(browser: Browser): Promise<void> {
  const ask = () =>
    document.querySelectorAll('.bhyt').length > 1 &&
    [...document.querySelectorAll('.bhyt')].some((part) => part.checkVisibility()) &&
    document.querySelector('.code svg') !== null &&
    document.querySelector('template.later') === null
  await waitFor(browser, 'the card is seen', ask)
}

/** Presses what has the name, as a finger would: where it is, once it is seen and nothing lies over it. */
export async function press(browser: Browser, name: RegExp): Promise<void> {
  const find = (source: string) => {
    const pattern = new RegExp(source, 'i')
    const named = (element: Element) =>
      pattern.test((element.getAttribute('aria-label') ?? element.textContent ?? '').trim())
    const found = [...document.querySelectorAll('button, a, summary, label, select')].filter(
      (element) => named(element) && element.checkVisibility() && !element.closest('[inert]'),
    )
    for (const element of found) {
      element.scrollIntoView({ block: 'center', behavior: 'instant' })
      const { left, top, width, height } = element.getBoundingClientRect()
      const [x, y] = [Math.round(left + width / 2), Math.round(top + height / 2)]
      if (element.contains(document.elementFromPoint(x, y))) return { x, y }
    }
    return null
  }
  let place: { x: number; y: number } | null = null
  const look = async () => {
    place = await browser.run(find, name.source).catch(() => null)
    return place !== null
  }
  await expect.poll(look, { message: `${name} can be pressed`, ...limit }).toBe(true)
  const { x, y } = place ?? { x: 0, y: 0 }
  await browser.press(x, y)
}

/**
 * Does something, and again after five seconds where nothing has come of it: a page just painted may not have
 * been awake for it.
 */
async function actUntil<Words extends readonly unknown[]>(
  browser: Browser,
  act: () => Promise<unknown>,
  ask: (...words: Words) => boolean,
  ...words: Words
): Promise<void> {
  const attempt = async () => {
    await act()
    await expect.poll(() => browser.run(ask, ...words).catch(String), { timeout: 5_000 }).toBe(true)
  }
  await expect(attempt).toPass(limit)
}

/** Presses until the page says something. */
export async function pressUntilSaid(browser: Browser, name: RegExp, text: RegExp): Promise<void> {
  const isSaid = (source: string) => new RegExp(source, 'i').test(document.body.textContent ?? '')
  await actUntil(browser, () => press(browser, name), isSaid, text.source)
}

/** Types into the field that a label names. */
export async function fill(browser: Browser, label: RegExp, text: string): Promise<void> {
  await press(browser, label)
  await browser.type(text)
}

/** Signs in on the form that is on the screen, with the code that the account's phone is sent. */
export async function signIn(browser: Browser, account: { login: string; password: string }): Promise<void> {
  await fill(browser, /^mã số bhxh/, account.login)
  await fill(browser, /^mật khẩu$/, account.password)
  await press(browser, /^đăng nhập$/)
  await press(browser, /^gửi mã cho tôi$/)
  await waitForText(browser, /mã xác nhận đã gửi đến/)
  const readCode = async () => {
    const messages: { body: string }[] = await (await fetch('/dev/outbox')).json()
    return messages.map(({ body }) => /^(\d{6}) la ma dang nhap/.exec(body)?.[1]).find(Boolean) ?? ''
  }
  await fill(browser, /^mã xác nhận \(6 số\)$/, await browser.run(readCode))
  await press(browser, /^đăng nhập ở máy này$/)
}

/**
 * Chooses a language by its own name. What a pop-up list is made of belongs to the browser, so it is chosen
 * for the person.
 */
export async function chooseLanguage(browser: Browser, name: string, tag: string): Promise<void> {
  const choose = (label: string) => {
    const select = document.querySelector<HTMLSelectElement>('select')
    const option = [...(select?.options ?? [])].find((each) => each.label === label)
    if (!select || !option) return false
    select.value = option.value
    return select.dispatchEvent(new Event('change', { bubbles: true }))
  }
  await actUntil(
    browser,
    () => waitFor(browser, `${name} can be chosen`, choose, name),
    (lang) => document.documentElement.lang === lang,
    tag,
  )
}

/** Waits until the service worker answers for the page and has kept all that the scanner needs. */
export async function waitUntilKept(browser: Browser): Promise<void> {
  await waitFor(browser, 'the worker has kept the app', async () => {
    if (!navigator.serviceWorker.controller) return false
    const names = await caches.keys()
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    const paths = kept.flat().map(({ url }) => url)
    return ['.wasm', 'scan-worker', 'scan-camera', 'scan-screens', 'addresses.txt'].every((part) =>
      paths.some((path) => path.includes(part)),
    )
  })
}
