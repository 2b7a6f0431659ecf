/**
 * `npm run push-double -- [ORIGIN] [--headless]`: a push service on this machine and a Chromium that takes
 * its pushes from it, open at a wallet that runs already (`npm start`; http://localhost:8080 if none is
 * named). What arrives is printed, decrypted. A line typed here is how the next push is answered: `410`, or
 * `429 60` with seconds for `Retry-After`.
 */
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { browserSwitches, findBrowser } from '../browser/find-browser.ts'
import { connectPush } from './connect-push.ts'
import { startPushDouble } from './push-double.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { headless: { type: 'boolean', default: false } },
})
const origin = positionals[0] ?? 'http://localhost:8080'
const executablePath = findBrowser()
const double = await startPushDouble()
const browser = await chromium.launch({
  headless: values.headless,
  args: [...browserSwitches],
  ...(executablePath ? { executablePath } : {}),
})
const context = await browser.newContext({ baseURL: origin, viewport: null })
await context.grantPermissions(['notifications', 'background-sync'])
const phone = await connectPush(context, double)
const page = await context.newPage()
await page.goto('/tien-ich/thong-bao')
await page.evaluate(async () => void (await navigator.serviceWorker.ready))
await phone.deliverTo(page, ({ payload, topic, urgency, ttl }) => {
  console.log(`${topic}, ${urgency}, ${ttl} s: ${payload.trim()}`)
})
console.log(`A push service at ${double.origin}, a browser at ${origin}. Switch pushes on there.`)

createInterface({ input: process.stdin }).on('line', (line) => {
  const [status = '', retryAfter] = line.trim().split(' ')
  const held = phone.readSubscription()
  if (!/^\d{3}$/.test(status) || !held) return console.log('410, or 429 60, once pushes are on')
  double.script(held.endpoint, [{ status: Number(status), ...(retryAfter && { retryAfter }) }])
  return console.log(`The next push is answered ${line.trim()}`)
})
browser.on('disconnected', async () => {
  await double.stop()
  process.exit(0)
})
