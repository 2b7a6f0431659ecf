/**
 * The raw DevTools protocol, just enough to open pages and read their timings: a test framework would inject
 * scripts of its own into every page and so measure itself.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { browserSwitches } from '../../support/browser/find-browser.ts'

type Message = {
  id?: number
  sessionId?: string
  method?: string
  params?: Params
  result?: Params
  error?: { message: string }
}
export type Params = Record<string, unknown>

export class Session {
  readonly #browser: Browser
  readonly id: string | undefined

  constructor(browser: Browser, id?: string) {
    this.#browser = browser
    this.id = id
  }

  send(method: string, params: Params = {}): Promise<Params> {
    return this.#browser.send(method, params, this.id)
  }

  /** The first event of this name from now on that `fits`. */
  waitFor(method: string, fits: (params: Params) => boolean = () => true): Promise<Params> {
    return this.#browser.waitFor(method, this.id, fits)
  }

  /** The value of a JavaScript expression in the page, promises awaited. */
  async evaluate(expression: string): Promise<unknown> {
    const answer = await this.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })
    if (answer['exceptionDetails'])
      throw new Error(`page: ${JSON.stringify(answer['exceptionDetails']).slice(0, 600)}`)
    const result = answer['result']
    return typeof result === 'object' && result !== null && 'value' in result ? result.value : undefined
  }
}

type Waiter = {
  method: string
  sessionId: string | undefined
  fits: (params: Params) => boolean
  resolve: (params: Params) => void
}

export class Browser {
  readonly #socket: WebSocket
  readonly #process: ChildProcess
  readonly #profile: string
  readonly #pending = new Map<number, { resolve: (params: Params) => void; reject: (error: Error) => void }>()
  #waiters: Waiter[] = []
  #lastId = 0

  private constructor(socket: WebSocket, process: ChildProcess, profile: string) {
    this.#socket = socket
    this.#process = process
    this.#profile = profile
    socket.addEventListener('message', (event) => this.#receive(JSON.parse(String(event.data))))
  }

  /** Starts a headless Chromium with a profile of its own. */
  static async launch(path: string): Promise<Browser> {
    const profile = mkdtempSync(join(tmpdir(), 'vi-bhyt-bench-'))
    const switches = [
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      ...browserSwitches,
    ]
    const child = spawn(path, [...switches, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] })
    const address = await new Promise<string>((resolve, reject) => {
      let text = ''
      child.stderr?.on('data', (chunk) => {
        text += String(chunk)
        const found = /DevTools listening on (ws:\S+)/.exec(text)
        if (found?.[1]) resolve(found[1])
      })
      child.once('exit', () => reject(new Error(`the browser ended: ${text.slice(-400)}`)))
    })
    const socket = new WebSocket(address)
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true })
      socket.addEventListener('error', reject, { once: true })
    })
    return new Browser(socket, child, profile)
  }

  get processId(): number {
    return this.#process.pid ?? 0
  }

  send(method: string, params: Params = {}, sessionId?: string): Promise<Params> {
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject })
      this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }))
    })
  }

  waitFor(method: string, sessionId: string | undefined, fits: (params: Params) => boolean): Promise<Params> {
    return new Promise((resolve) => this.#waiters.push({ method, sessionId, fits, resolve }))
  }

  /** A new page, attached. */
  async openPage(url = 'about:blank'): Promise<{ session: Session; close: () => Promise<void> }> {
    const { targetId } = await this.send('Target.createTarget', { url })
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true })
    const session = new Session(this, String(sessionId))
    await session.send('Page.enable')
    return { session, close: async () => void (await this.send('Target.closeTarget', { targetId })) }
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve))
    this.#process.kill('SIGTERM')
    await ended
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }

  #receive(message: Message) {
    const pending = message.id === undefined ? undefined : this.#pending.get(message.id)
    if (message.id !== undefined && pending) {
      this.#pending.delete(message.id)
      if (message.error) pending.reject(new Error(message.error.message))
      else pending.resolve(message.result ?? {})
      return
    }
    const params = message.params ?? {}
    const fitting = this.#waiters.filter(
      (waiter) =>
        waiter.method === message.method && waiter.sessionId === message.sessionId && waiter.fits(params),
    )
    this.#waiters = this.#waiters.filter((waiter) => !fitting.includes(waiter))
    for (const waiter of fitting) waiter.resolve(params)
  }
}
