import { DatabaseSync } from 'node:sqlite'
import { chromium } from '@playwright/test'
import { signIn } from '../../e2e/fixtures.ts'
import { browserSwitches, findBrowser } from '../../support/browser/find-browser.ts'
import { addHousehold } from '../../support/issuer/add-household.ts'
import { startIssuer } from '../../support/issuer/issuer-process.ts'
import { connectPush } from '../../support/push/connect-push.ts'
import { startPushDouble } from '../../support/push/push-double.ts'

/** Commits what an event at the issuer puts into an inbox. */
function tell(databaseFile: string, personId: number, event: string): void {
  const database = new DatabaseSync(databaseFile)
  database.exec('pragma busy_timeout = 10000; begin immediate')
  database
    .prepare(
      `insert into inbox_items (person_id, id, code, content, created_at, push_at)
       values (?, ?, 'email-changed', ?, unixepoch(), unixepoch())`,
    )
    .run(personId, event, JSON.stringify({ to: `${event}@example.vn` }))
  database
    .prepare('update snapshots set renew_at = 0, outdated = outdated + 1 where person_id = ?')
    .run(personId)
  database.exec('commit')
  database.close()
}

const percentile = (sorted: readonly number[], share: number) =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)

/**
 * From an event that the issuer has committed to its item in the inbox on the phone, by push alone: the
 * planner, the sender, the double, the worker's refresh and the screen, which asks for nothing by itself.
 */
export async function benchPushInbox({ quick, count }: { quick: boolean; count?: number }) {
  const events = count ?? (quick ? 10 : 50)
  const double = await startPushDouble()
  const issuer = await startIssuer()
  const executablePath = findBrowser()
  const browser = await chromium.launch({
    args: [...browserSwitches],
    ...(executablePath ? { executablePath } : {}),
  })
  const pushed: number[] = []
  const inInbox: number[] = []
  try {
    const context = await browser.newContext({ baseURL: issuer.url, locale: 'vi-VN' })
    await context.grantPermissions(['notifications', 'background-sync'])
    const phone = await connectPush(context, double)
    const page = await context.newPage()
    const person = await addHousehold(issuer.databaseFile, 'family')
    await signIn(page, person)
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    let arrived = 0
    await phone.deliverTo(page, () => {
      arrived = performance.now()
    })
    await page.goto('/tien-ich/thong-bao')
    await page.getByRole('button', { name: 'Bật thông báo' }).first().click()
    await page.getByRole('status').getByText('Đang bật.').waitFor()
    for (let event = 0; event < events; event++) {
      const name = `event-${String(event).padStart(8, '0')}`
      const start = performance.now()
      tell(issuer.databaseFile, person.personId, name)
      await page.getByText(`${name}@example.vn`).waitFor({ timeout: 60_000 })
      inInbox.push(performance.now() - start)
      pushed.push(arrived - start)
    }
    await context.close()
  } finally {
    await browser.close()
    await issuer.dispose()
    await double.stop()
  }
  const [toPush, toInbox] = [pushed, inInbox].map((times) => times.sort((a, b) => a - b))
  const sum = (times: readonly number[] = []) => ({
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    max: percentile(times, 1),
  })
  return { events, toPushMs: sum(toPush), toInboxMs: sum(toInbox), faults: double.faults.length }
}
