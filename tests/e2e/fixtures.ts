import { DatabaseSync } from 'node:sqlite'
import { type BrowserContext, test as base, type ConsoleMessage, expect, type Page } from '@playwright/test'
import type { DemoAccount } from '../../src/issuer/demo/demo-accounts.ts'
import { addHousehold, type HouseholdName, type OwnAccount } from '../support/issuer/add-household.ts'
import { type IssuerProcess, startIssuer } from '../support/issuer/issuer-process.ts'
import { type FaultyNetwork, startFaultyNetwork } from '../support/wallet/failing-network.ts'
import { holdOffline } from './hold-offline.ts'
import { forgetGivenCodes } from './officer-code.ts'
import { confirmBrowser } from './person.ts'

/**
 * What a test may do with an issuer that other tests use after it: nothing that changes it for anybody else.
 */
export type SharedIssuer = Pick<IssuerProcess, 'url' | 'databaseFile'>

type Fixtures = {
  /** The real issuer, of this worker; each test signs in with accounts of its own. */
  issuer: SharedIssuer
  /** Puts a household like one of the demo's into its registry, for this test alone; gives its account. */
  openAccount: (household: HouseholdName) => Promise<OwnAccount>
  /** Such an account of the mother with two children. */
  mother: OwnAccount
  /** A phone number that nobody has. */
  newPhone: string
  /** Console errors and uncaught exceptions that a test expects, as parts of their text. */
  expectedErrors: string[]
}

/**
 * The service asked while the test has taken the network away: a device that says it has none may be wrong,
 * so the app asks. A file of the app that is missing without a network is no question, and fails the test.
 */
function isVainQuestion(message: ConsoleMessage): boolean {
  const { url } = message.location()
  return (
    message.text().includes('ERR_INTERNET_DISCONNECTED') &&
    new URL(url, 'http://none').pathname.startsWith('/api/')
  )
}

/** Any console error or uncaught exception in any page fails the test, unless it is expected. */
async function watchErrors(context: BrowserContext, errors: string[]) {
  const watch = (page: Page) => {
    page.on('console', (message) => {
      if (message.type() === 'error' && !isVainQuestion(message)) {
        errors.push(`${message.text()} ${message.location().url}`)
      }
    })
    page.on('pageerror', (error) => errors.push(error.message))
  }
  context.pages().forEach(watch)
  context.on('page', watch)
}

async function useIssuer(use: (issuer: IssuerProcess) => Promise<void>) {
  const issuer = await startIssuer()
  await use(issuer)
  await issuer.dispose()
}

/** All tests come from one address and use the same officers; what one has used up is nothing to the next. */
function forgetUses({ databaseFile }: SharedIssuer) {
  const database = new DatabaseSync(databaseFile)
  database.exec(`pragma busy_timeout = 5000;
    delete from use_counts;
    update officer_authenticators set used_step = 0;`)
  database.close()
  forgetGivenCodes()
}

let phones = 0

export const test = base.extend<Fixtures, { sharedIssuer: IssuerProcess }>({
  sharedIssuer: [({ playwright: _ }, use) => useIssuer(use), { scope: 'worker' }],
  issuer: async ({ sharedIssuer }, use) => {
    forgetUses(sharedIssuer)
    await use(sharedIssuer)
  },
  openAccount: ({ issuer }, use) => use((household) => addHousehold(issuer.databaseFile, household)),
  mother: async ({ openAccount }, use) => use(await openAccount('family')),
  newPhone: ({ playwright: _ }, use) => use(`0000${200_000 + phones++}`),
  baseURL: async ({ issuer }, use) => use(issuer.url),
  context: async ({ context }, use) => {
    holdOffline(context)
    await use(context)
  },
  expectedErrors: async ({ context }, use) => {
    const errors: string[] = []
    const expected: string[] = []
    await watchErrors(context, errors)
    await use(expected)
    expect(errors.filter((error) => !expected.some((part) => error.includes(part)))).toEqual([])
  },
  page: async ({ page, expectedErrors }, use) => {
    expect(expectedErrors).toEqual([])
    await use(page)
  },
})

export type Alone = {
  /** A process of its own, for a test that kills it, restarts it or changes what others would see there. */
  ownIssuer: IssuerProcess
}

/** Makes a test one of those. */
export const alone: Parameters<typeof test.extend<Alone>>[0] = {
  ownIssuer: ({ playwright: _ }, use) => useIssuer(use),
  issuer: ({ ownIssuer }, use) => use(ownIssuer),
}

export const testAlone = test.extend<Alone>(alone)

export type Interruptible = {
  /**
   * What the issuer is seen through: to a browser, one behind a network that is down is as dead as one that
   * was killed.
   */
  network: FaultyNetwork
}

/** Makes a test one whose network fails as it says. */
export const interruptible: Parameters<typeof test.extend<Interruptible>>[0] = {
  network: async ({ issuer }, use) => {
    const network = await startFaultyNetwork(issuer.url)
    await use(network)
    await network.close()
  },
  baseURL: ({ network }, use) => use(network.url),
}

export const testInterrupted = test.extend<Interruptible>(interruptible)

/**
 * For a test that neither goes offline nor asks the service worker for anything: without one the app does the
 * same in the page, and a new phone has not to install it, which costs as much as signing in.
 */
export const withoutWorker = { serviceWorkers: 'block' } as const

/** Such a test. */
export const testWithoutWorker = test.extend(withoutWorker)

/**
 * For a test that needs nothing of what a phone fetches after the app itself: those files cost as much as all
 * else that a phone does to sign in. They stay away as from one that has only just come.
 */
export const testWithoutLateFiles = test.extend({
  context: async ({ context }, use) => {
    await context.route('**/late-files.json', (route) => route.abort())
    await use(context)
  },
})

export { expect }

/** Signs in on a new browser, as a person does, with the code from the message, and waits for the card. */
export async function signIn(page: Page, account: DemoAccount) {
  await page.goto('/dang-nhap')
  const skip = page.getByRole('button', { name: /để sau|bỏ qua/i })
  if (await skip.isVisible().catch(() => false)) await skip.click()
  await page.getByLabel(/mã số bhxh/i).fill(account.login)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(account.password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await confirmBrowser(page)
  const heading = page.getByRole('heading', { name: /thẻ bảo hiểm y tế/i })
  // Looks at every frame; an assertion alone looks once a second in the end.
  await heading.waitFor()
  await expect(heading).toBeVisible()
}

/**
 * Resolves when what the first frame of the card does without is in its place (`src/card-view/later.tsx`).
 */
export async function waitForLater(page: Page) {
  await expect(page.locator('template.later')).toHaveCount(0)
}

/** Resolves when the service worker controls the page and has its precache. */
export async function waitForWorker(page: Page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller === null) {
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      )
    }
  })
}

/** Waits until the browser also keeps the files that a build may take over without. */
export async function waitForAllFiles(page: Page) {
  await waitForWorker(page)
  const isComplete = () =>
    page.evaluate(async () => {
      const late = (await (await caches.match('/late-files.json'))?.json()) as [path: string][] | undefined
      const kept = await Promise.all((late ?? []).map(([path]) => caches.match(`/${path}`)))
      return kept.length > 0 && kept.every(Boolean)
    })
  // One after the other, some 60 of them.
  await expect.poll(isComplete, { timeout: 180_000 }).toBe(true)
}

/**
 * Asks the worker to refresh; resolves with the outcome's kind and code, or 'killed' when no answer comes.
 */
export function refresh(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    const channel = new MessageChannel()
    return new Promise<string>((resolve) => {
      channel.port1.onmessage = ({ data }) =>
        resolve([data.outcome.kind, data.outcome.code].filter(Boolean).join(' '))
      active?.postMessage({ type: 'REFRESH', force: true }, [channel.port2])
      // For what hangs, not for what is slow.
      setTimeout(() => resolve('killed'), 120_000)
    })
  })
}
