import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, type Engine, pressAt, toExpression, typeKeys } from './engine.ts'
import { isThere, startOwned } from './owned-process.ts'

const COMMAND = process.env['FIREFOX_PATH'] ?? 'firefox-esr'

const preferences = {
  'intl.accept_languages': 'vi-VN',
  'browser.shell.checkDefaultBrowser': false,
  'browser.aboutwelcome.enabled': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.startup.max_resumed_crashes': -1,
  'extensions.update.enabled': false,
  'app.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'http://localhost:9/',
}

/** Firefox, driven by WebDriver BiDi (W3C), which it speaks itself. */
export const firefox: Engine = {
  name: 'firefox',
  packages: ['firefox-esr'],
  needsTls: false,
  findMissing: () => (isThere(COMMAND) ? undefined : `${COMMAND} (or FIREFOX_PATH)`),
  open: openFirefox,
}

async function openFirefox(profile: string): Promise<Browser> {
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`,
  )
  writeFileSync(join(profile, 'user.js'), lines.join('\n'))
  const owned = startOwned(
    COMMAND,
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  try {
    const { send, close } = await connect(`${await readAddress(owned.child.stderr)}/session`)
    await send('session.new', { capabilities: {} })
    const { contexts } = (await send('browsingContext.getTree', {})) as { contexts: { context: string }[] }
    const context = contexts[0]?.context ?? ''
    const act = (actions: unknown) => send('input.performActions', { context, actions })
    return {
      goto: async (url) => void (await send('browsingContext.navigate', { context, url, wait: 'complete' })),
      reload: async () => void (await send('browsingContext.reload', { context, wait: 'complete' })),
      async run(ask, ...words) {
        const expression = toExpression(ask, words)
        const answer = (await send('script.evaluate', {
          expression,
          target: { context },
          awaitPromise: true,
        })) as { type: string; result?: { value: string }; exceptionDetails?: { text: string } }
        if (answer.result === undefined) throw new Error(answer.exceptionDetails?.text)
        return JSON.parse(answer.result.value)
      },
      press: async (x, y) => void (await act(pressAt(x, y))),
      type: async (text) => void (await act(typeKeys(text))),
      async chooseFile(selector, file) {
        const locator = { type: 'css', value: selector }
        const { nodes } = (await send('browsingContext.locateNodes', { context, locator })) as {
          nodes: { sharedId: string }[]
        }
        await send('input.setFiles', { context, element: { sharedId: nodes[0]?.sharedId }, files: [file] })
      },
      resize: async (width, height) =>
        void (await send('browsingContext.setViewport', {
          context,
          viewport: { width, height },
          devicePixelRatio: 2,
        })),
      async photograph() {
        const { data } = (await send('browsingContext.captureScreenshot', { context })) as { data: string }
        return Buffer.from(data, 'base64')
      },
      async close() {
        await send('browser.close', {}).catch(() => undefined)
        close()
        await owned.end()
      },
    }
  } catch (cause) {
    owned.child.kill()
    await owned.end()
    throw cause
  }
}

/** The address that Firefox writes among its warnings. */
async function readAddress(output: NodeJS.ReadableStream | null): Promise<string> {
  if (output === null) throw new Error('Firefox has no output')
  for await (const line of createInterface({ input: output })) {
    const address = /^WebDriver BiDi listening on (ws:\S+)/.exec(line)?.[1]
    if (address === undefined) continue
    // What nobody reads would stop it one day.
    output.resume()
    return address
  }
  throw new Error('Firefox ended before it could be driven')
}

/** Sends commands and waits for their answers (WebDriver BiDi, section 3). */
async function connect(address: string) {
  const socket = new WebSocket(address)
  await Promise.race([
    once(socket, 'open'),
    once(socket, 'error').then(() => Promise.reject(new Error('Firefox takes no connection'))),
  ])
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (cause: Error) => void }>()
  socket.addEventListener('message', ({ data }) => {
    const { id, type, result, error, message } = JSON.parse(String(data))
    const asked = waiting.get(id)
    waiting.delete(id)
    if (type === 'error') asked?.reject(new Error(`${error}: ${message}`))
    else asked?.resolve(result)
  })
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox has closed the connection'))
    waiting.clear()
  })
  let count = 0
  return {
    close: () => socket.close(),
    send: (method: string, params: object) =>
      new Promise((resolve, reject) => {
        count++
        waiting.set(count, { resolve, reject })
        socket.send(JSON.stringify({ id: count, method, params }))
      }),
  }
}
