import { type ComponentChildren, options, render } from 'preact'
import { act } from 'preact/test-utils'
import { vi } from 'vitest'
import { AppContext, type AppState } from '../../../src/app/app-state.ts'
import { accountTexts } from '../../../src/app/texts/account-texts.ts'
import { appTexts } from '../../../src/app/texts/app-texts.ts'
import { benefitsTexts } from '../../../src/app/texts/benefits-texts.ts'
import { historyTexts } from '../../../src/app/texts/history-texts.ts'

import { inboxTexts } from '../../../src/app/texts/inbox-texts.ts'

import { lookupTexts } from '../../../src/app/texts/lookup-texts.ts'
import { paymentTexts } from '../../../src/app/texts/payment-texts.ts'
import { pushTexts } from '../../../src/app/texts/push-texts.ts'
import { registrationTexts } from '../../../src/app/texts/registration-texts.ts'
import { scanTexts } from '../../../src/app/texts/scan-texts.ts'
import { serviceTexts } from '../../../src/app/texts/service-texts.ts'
import { supportTexts } from '../../../src/app/texts/support-texts.ts'
import { uiTexts } from '../../../src/app/texts/ui-texts.ts'
import type { ErrorCode } from '../../../src/core/api/error-codes.ts'
import { createTranslate } from '../../../src/i18n/translate.ts'
import viCard from '../../../src/i18n/vi/card.json'
import { NOW } from '../vectors/world.ts'
import { createMemoryCaches } from '../wallet/memory-caches.ts'

/**
 * Keys are made, and texts are sealed, on threads of their own: how long that takes is for the machine to
 * say.
 */
let working = 0
for (const name of Object.getOwnPropertyNames(Object.getPrototypeOf(crypto.subtle))) {
  const method: unknown = Reflect.get(crypto.subtle, name)
  if (name === 'constructor' || typeof method !== 'function') continue
  const counted = async (...inputs: unknown[]) => {
    working++
    try {
      return await method.apply(crypto.subtle, inputs)
    } finally {
      working--
    }
  }
  Object.defineProperty(crypto.subtle, name, { value: counted })
}

/** Turns of the event loop in which nothing happens, after which nothing more is under way. */
const QUIET_TURNS = 40
/** Every so many of them wait for a timer, too: a turn of those takes a millisecond, and the others none. */
const TIMER_TURNS = 4

/**
 * Waits for what is under way: answers, the database, keys, parts of the app, state, effects. What is still
 * busy afterwards waits for somebody else.
 */
export async function settle(): Promise<void> {
  await act(async () => {
    for (let quiet = 0; quiet < QUIET_TURNS; quiet = working > 0 ? 0 : quiet + 1) {
      // A part of the app comes through Vitest's own process: how long that takes is for the machine to say.
      if (quiet === QUIET_TURNS / 2) await vi.dynamicImportSettled()
      await new Promise((resolve) =>
        quiet % TIMER_TURNS === 0 ? setTimeout(resolve, 0) : setImmediate(resolve),
      )
    }
  })
}

const texts = [
  accountTexts,
  appTexts,
  benefitsTexts,
  historyTexts,
  inboxTexts,
  lookupTexts,
  pushTexts,
  paymentTexts,
  registrationTexts,
  scanTexts,
  serviceTexts,
  supportTexts,
  uiTexts,
]

export type Screen = Awaited<ReturnType<typeof renderScreen>>

/** A screen in a DOM, inside an app whose state is `state`: found by role and label, as a person finds it. */
export async function renderScreen(children: ComponentChildren, state: Partial<AppState> = {}) {
  await Promise.all(texts.map((area) => area.load('vi')))
  const app: AppState = {
    summary: { cards: [], sequence: 0, signedIn: false, holderKeys: 'none' },
    rescue: false,
    t: createTranslate(viCard, 'vi'),
    language: 'vi',
    online: true,
    now: NOW,
    isClockWrong: false,
    isClockDoubtful: false,
    reload: vi.fn(async () => {}),
    preview: vi.fn(),
    refresh: vi.fn(async () => ({ kind: 'unchanged', at: NOW }) as const),
    changeLanguage: vi.fn(async () => {}),
    ...state,
  }
  return { ...(await renderPart(<AppContext.Provider value={app}>{children}</AppContext.Provider>)), app }
}

/** What a test before has rendered: its timers would ask the next one's issuer. */
let before: HTMLElement | undefined

/** As `renderScreen`, without an app around it. */
export async function renderPart(children: ComponentChildren) {
  const left = before
  if (left) await act(() => render(null, left))
  const root = document.createElement('main')
  before = root
  document.body.replaceChildren(root)
  const show = (next: ComponentChildren) => act(() => render(next, root))
  await show(children)
  await settle()
  return { ...look(root), show, leave: () => act(() => render(null, root)) }
}

function look(root: HTMLElement) {
  const all = <E extends Element>(selector: string) => [...document.body.querySelectorAll<E>(selector)]
  const wordsOf = (element: Element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim()
  /** The one field of this label. */
  const field = (label: string) => {
    const found = all<HTMLLabelElement>('label').find((each) => wordsOf(each).startsWith(label))
    const named = found?.htmlFor
      ? document.getElementById(found.htmlFor)
      : found?.querySelector('input, select')
    if (!named) throw new Error(`no field “${label}” in: ${wordsOf(root)}`)
    return named as HTMLInputElement
  }
  /** The one button or link of this name. */
  const button = (name: string) => {
    const found = all<HTMLElement>('button, a, summary').find(
      (each) => (each.getAttribute('aria-label') ?? wordsOf(each)) === name,
    )
    if (!found) throw new Error(`no button “${name}” in: ${wordsOf(root)}`)
    return found
  }
  return {
    root,
    field,
    button,
    text: () => wordsOf(document.body),
    hasButton: (name: string) => all('button, a').some((each) => wordsOf(each) === name),
    alert: () => all('[role="alert"]').map(wordsOf).join(' '),
    status: () => all('[role="status"]').map(wordsOf).filter(Boolean),
    isBusy: () => all('progress').length > 0,
    isDisabled: (name: string) => button(name).getAttribute('aria-disabled') === 'true',
    /** What is said to be wrong with a field; undefined while nothing is. */
    errorOf: (label: string) => {
      const input = field(label)
      if (input.getAttribute('aria-invalid') !== 'true') return undefined
      const about = document.getElementById(input.getAttribute('aria-describedby') ?? '')
      return about ? wordsOf(about) : ''
    },
    async fill(label: string, text: string) {
      const input = field(label)
      await act(() => {
        input.value = text
        input.dispatchEvent(new Event(input.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }))
      })
    },
    async choose(label: string) {
      await act(() => field(label).click())
      await settle()
    },
    /** Submits a form that is found by a selector, as Enter does in a field of it. */
    async submit(selector: string) {
      const form = document.querySelector<HTMLFormElement>(selector)
      if (!form) throw new Error(`no form ${selector} in: ${wordsOf(root)}`)
      await act(() => form.requestSubmit())
      await settle()
    },
    /** Presses a button; a submit button submits its form, as in a browser. */
    async press(name: string) {
      await act(() => button(name).click())
      await settle()
    },
  }
}

type Answer =
  | { status?: number; body?: unknown; bytes?: Uint8Array<ArrayBuffer> }
  | ErrorCode
  | 'never'
  | 'no network'

/**
 * An issuer for screens: answers by method and path, in their order and the last one for ever. A code is the
 * problem of that code, `never` leaves the screen waiting, and `no network` is what the browser says without
 * one.
 */
export function stubIssuer(answers: Readonly<Record<string, Answer | readonly Answer[]>>) {
  const asked: { path: string; body: unknown }[] = []
  const taken = new Map<string, number>()
  const answerTo = (call: string): Answer => {
    const planned = answers[call]
    if (planned === undefined) throw new Error(`not planned: ${call}`)
    if (!Array.isArray(planned)) return planned as Answer
    const turn = taken.get(call) ?? 0
    taken.set(call, turn + 1)
    return planned[Math.min(turn, planned.length - 1)] as Answer
  }
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    const call = `${init.method ?? 'GET'} ${path}`
    asked.push({ path: call, body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined })
    const answer = answerTo(call)
    if (answer === 'never') return new Promise<Response>(() => {})
    if (answer === 'no network') throw new TypeError('Failed to fetch')
    if (typeof answer === 'string')
      return Response.json(
        { type: 'about:blank', status: 409, code: answer },
        { status: 409, headers: { 'content-type': 'application/problem+json' } },
      )
    const { status = 200, body, bytes } = answer
    if (bytes) return new Response(bytes, { status, headers: { 'content-type': 'application/octet-stream' } })
    if (body === undefined) return new Response(null, { status: status === 200 ? 204 : status })
    return Response.json(body, { status })
  })
  return {
    asked,
    bodies: (path: string) => asked.filter((each) => each.path === path).map(({ body }) => body),
  }
}

// What a browser has and this DOM lacks.
vi.stubGlobal('isSecureContext', true)
vi.stubGlobal('caches', createMemoryCaches())
Object.defineProperty(navigator, 'locks', {
  value: { request: (_name: string, use: () => Promise<unknown>) => use() },
})

// Effects run with the rendering that asked for them, and not when the browser has time.
options.requestAnimationFrame = (callback) => setTimeout(callback)
