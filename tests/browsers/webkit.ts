import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { findFreePort } from '../support/find-free-port.ts'
import { type Browser, type Engine, pressAt, toExpression, typeKeys } from './engine.ts'
import { isThere, startOwned } from './owned-process.ts'

const DRIVER = 'WebKitWebDriver'
/** The distribution's own, since only that one knows the distribution's GObject bindings. */
const PYTHON = '/usr/bin/python3'
const BROWSER = fileURLToPath(new URL('webkit-browser.py', import.meta.url))
/** How WebDriver calls an element (section 12.2). */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

const BINDINGS = 'import gi; gi.require_version("WebKit2", "4.1"); gi.require_version("Gtk", "3.0")'

/** WebKitGTK, the engine of Safari, driven by WebDriver (W3C) on a screen that nobody sees. */
export const webkit: Engine = {
  name: 'webkit',
  packages: ['webkit2gtk-driver', 'gir1.2-webkit2-4.1', 'gir1.2-gtk-3.0', 'python3-gi', 'xvfb', 'openssl'],
  needsTls: true,
  findMissing() {
    if (!isThere(DRIVER, ['--help'])) return DRIVER
    if (!isThere('Xvfb', ['-help'])) return 'Xvfb'
    if (!isThere(PYTHON, ['-c', BINDINGS])) return 'python3-gi with gir1.2-webkit2-4.1'
    return isThere('openssl', ['version']) ? undefined : 'openssl'
  },
  open: openWebkit,
}

async function openWebkit(profile: string): Promise<Browser> {
  const screen = startOwned('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x2400x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const [display] = await once(screen.child.stdio[3] ?? process.stdin, 'data')
  const port = await findFreePort()
  const driver = startOwned(DRIVER, [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      DISPLAY: `:${String(display).trim()}`,
      GDK_BACKEND: 'x11',
      GDK_SCALE: '2',
      LIBGL_ALWAYS_SOFTWARE: '1',
    },
  })
  const end = async () => {
    for (const each of [driver, screen]) {
      each.child.kill()
      await each.end()
    }
  }
  try {
    const ask = (method: string, path: string, body?: object) => askDriver(port, method, path, body)
    await untilReady(() => ask('GET', '/status'))
    const { sessionId } = (await ask('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          acceptInsecureCerts: true,
          'webkitgtk:browserOptions': { binary: PYTHON, args: [BROWSER, profile] },
        },
      },
    })) as { sessionId: string }
    const at = `/session/${sessionId}`
    const act = (actions: unknown) => ask('POST', `${at}/actions`, { actions })
    const run: Browser['run'] = async (question, ...words) => {
      const script = `const done = arguments[arguments.length - 1]
        ${toExpression(question, words)}.then((value) => done({ value }), (error) => done({ error: String(error) }))`
      const { value, error } = (await ask('POST', `${at}/execute/async`, { script, args: [] })) as {
        value?: string
        error?: string
      }
      if (value === undefined) throw new Error(error)
      return JSON.parse(value)
    }
    return {
      goto: async (url) => {
        const go = () => ask('POST', `${at}/url`, { url })
        // The driver answers with an error without a message when a load of the page's own comes in between.
        await go().catch(go)
      },
      reload: async () => void (await ask('POST', `${at}/refresh`, {})),
      run,
      press: async (x, y) => void (await act(pressAt(x, y))),
      type: async (text) => void (await act(typeKeys(text))),
      async chooseFile(selector, file) {
        const using = { using: 'css selector', value: selector }
        const found = (await ask('POST', `${at}/element`, using)) as Record<string, string>
        await ask('POST', `${at}/element/${found[ELEMENT]}/value`, { text: file })
      },
      async resize(width, height) {
        await ask('POST', `${at}/window/rect`, { width, height })
        await untilReady(async () => {
          if ((await run(() => innerWidth)) !== width)
            throw new Error(`The window does not become ${width} wide`)
        })
      },
      photograph: async () => Buffer.from(String(await ask('GET', `${at}/screenshot`)), 'base64'),
      async close() {
        await ask('DELETE', at).catch(() => undefined)
        await end()
      },
    }
  } catch (cause) {
    await end()
    throw cause
  }
}

async function askDriver(port: number, method: string, path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  })
  const { value } = (await answer.json()) as { value: unknown }
  if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`)
  return value
}

/** Tries until it succeeds; rejects with the last error after ten seconds. */
async function untilReady(attempt: () => Promise<unknown>): Promise<void> {
  const end = Date.now() + 10_000
  for (;;) {
    try {
      await attempt()
      return
    } catch (cause) {
      if (Date.now() > end) throw cause
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
