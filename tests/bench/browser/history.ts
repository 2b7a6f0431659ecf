/**
 * Cold open of 45 years of history, offline, at a quarter of the processor, against the card screen of the
 * same wallet: network off, server stopped, worker stopped before each open, a new page each time, in turn.
 * Both are timed in the same way: the first frame that has what one came for, the code there and the totals
 * here; a skeleton does not count.
 */
import { DatabaseSync } from 'node:sqlite'
import { gzipSync } from 'node:zlib'
import { prepareSearch, searchHistory } from '../../../src/core/snapshot/search-history.ts'
import { issueSnapshot } from '../../../src/core/snapshot/snapshot.ts'
import { expandRuns, writeHistory } from '../../../src/issuer/db/history-document.ts'
import { demoAccounts } from '../../../src/issuer/demo/demo-accounts.ts'
import { findBrowser } from '../../support/browser/find-browser.ts'
import { makeLongHistory } from '../../support/history/long-history.ts'
import { startIssuer } from '../../support/issuer/issuer-process.ts'
import { DANGEROUS_KEYS } from '../../support/vectors/keys.ts'
import type { BenchOptions } from '../main.ts'
import { Browser, type Session } from './devtools.ts'
import { openCold, provision, summarise } from './open.ts'
import { type Scrolled, scrollDown } from './scrolling.ts'

const THROTTLE = 4
const account = demoAccounts[0]

const screens = {
  card: { path: '', painted: `document.querySelector('svg.qr')` },
  history: {
    path: 'qua-trinh',
    painted: `document.querySelector('.history h2') && !document.querySelector('.skeleton')`,
  },
  visits: {
    path: 'qua-trinh/kham',
    painted: `document.querySelector('.history ol') && !document.querySelector('.skeleton')`,
  },
} as const

/** Resolves in the page with the time of the first frame for which `painted` holds. */
const watchFor = (painted: string) => `
  window.contentPainted = new Promise((resolve) => {
    const look = () => {
      if (!(${painted})) return requestAnimationFrame(look)
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
    }
    look()
  })`

async function openOnce(
  browser: Browser,
  url: string,
  { path, painted }: (typeof screens)[keyof typeof screens],
) {
  const { session, close } = await openCold(browser, `${url}${path}`, THROTTLE, watchFor(painted))
  try {
    return Number(await session.evaluate('window.contentPainted'))
  } finally {
    await close()
  }
}

/**
 * Types a word key by key; of each key, the time from the event until the frame that shows its answer has
 * been painted.
 */
const typeIntoSearch = `(async () => {
  const field = document.querySelector('input[type=search]')
  field.focus()
  const idle = () => new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve, 200)))
  await idle()
  const times = []
  const word = 'may xuat'
  for (let length = 1; length <= word.length; length++) {
    await idle()
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const start = performance.now()
    field.value = word.slice(0, length)
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await new Promise((resolve) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = resolve
      port2.postMessage(0)
    }))
    times.push(performance.now() - start)
  }
  return times
})()`

/**
 * Opens the first insurance, its rows by \`as\`, and waits for what is made at once, or, with \`whole\`, for
 * all its rows.
 */
const openRows = (as: 'timeline' | 'table', whole: boolean) => `new Promise((resolve) => {
  document.querySelector('details.insurance').open = true
  const rows = () => document.querySelectorAll('.rows > li, tbody tr:not(:has(.heading))').length
  const look = () => {
    const choice = document.querySelectorAll('input[name^=as-]')[${as === 'table' ? 1 : 0}]
    if (!choice) return setTimeout(look, 20)
    choice.click()
    settle(0)
  }
  const settle = (before) => {
    const now = rows()
    now > 0 && (!${whole} || now === before) ? resolve(now) : setTimeout(settle, 700, now)
  }
  look()
})`

const scrolled = {
  insurancesClosed: { screen: 'history', prepare: 'true' },
  timeline: { screen: 'history', prepare: openRows('timeline', true) },
  timelineBeingMade: { screen: 'history', prepare: openRows('timeline', false) },
  table: { screen: 'history', prepare: openRows('table', true) },
  tableBeingMade: { screen: 'history', prepare: openRows('table', false) },
  visits: { screen: 'visits', prepare: 'true' },
} as const

/** Something done in a page that has just been opened cold. */
async function doOn<Outcome>(
  browser: Browser,
  url: string,
  screen: keyof typeof screens,
  act: (session: Session) => Promise<Outcome>,
): Promise<Outcome> {
  const { path, painted } = screens[screen]
  const { session, close } = await openCold(browser, `${url}${path}`, THROTTLE, watchFor(painted))
  try {
    await session.evaluate('window.contentPainted')
    return await act(session)
  } finally {
    await close()
  }
}

/**
 * Beside the screens, as many plain rows that nothing has to be done for: what this machine can show at best.
 */
const layOutFloor = `document.body.innerHTML = '<ol>' + Array.from({ length: 540 }, (_, row) =>
  '<li><p>Tháng ' + row + '</p><p>Công ty cổ phần Mẫu Dệt may</p><p>Lương: 5.' + row + '.000 đ</p></li>').join('') + '</ol>'`

async function measureFloor(browser: Browser): Promise<Scrolled> {
  const { session, close } = await browser.openPage()
  try {
    await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE })
    await session.evaluate(layOutFloor)
    return await scrollDown(browser, session)
  } finally {
    await close()
  }
}

async function measureScrolling(browser: Browser, url: string) {
  const results: Record<string, Scrolled> = { floor: await measureFloor(browser) }
  for (const [name, { screen, prepare }] of Object.entries(scrolled))
    results[name] = await doOn(browser, url, screen, async (session) => {
      await session.evaluate(prepare)
      return await scrollDown(browser, session)
    })
  return results
}

async function measureKeys(browser: Browser, url: string) {
  const type = async (session: Session) => {
    const times = (await session.evaluate(typeIntoSearch)) as number[]
    return times.map((time) => Math.round(time))
  }
  return {
    participation: await doOn(browser, url, 'history', async (session) => {
      await session.evaluate(openRows('timeline', true))
      return await type(session)
    }),
    visits: await doOn(browser, url, 'visits', type),
  }
}

/** What one key in the search field costs, and what there is to fetch; without a browser. */
async function measureData() {
  const { participation: runs, benefits, visits } = makeLongHistory()
  const participation = expandRuns(runs)
  const start = performance.now()
  const index = prepareSearch({ participation, benefits, visits })
  const prepared = performance.now()
  const rounds = 50
  for (let round = 0; round < rounds; round++) searchHistory(index, 'may xuat khau 2010')
  const searchMs = (performance.now() - prepared) / rounds
  const signed = await issueSnapshot(
    {
      minorVersion: 1,
      sequence: 1,
      issuedAt: 0,
      personId: 'nobody',
      holder: { fullName: 'Mẫu', dateOfBirth: '1960' as never, sex: 'male', bhxhCode: '0000000000' },
      desksVerify: false,
      cards: [],
      participation,
      benefits,
      visits,
      totalsToken: new Uint8Array([0]),
    },
    DANGEROUS_KEYS.snapshot,
  )
  return {
    rows: participation.length + benefits.length + visits.length,
    snapshotBytes: signed.length,
    packedBytes: gzipSync(signed).length,
    prepareSearchMs: Number((prepared - start).toFixed(1)),
    searchMs: Number(searchMs.toFixed(2)),
  }
}

function giveLongHistory(databaseFile: string): void {
  const database = new DatabaseSync(databaseFile)
  database
    .prepare(
      'update histories set document = ? where person_id = (select id from people where bhxh_code = ?)',
    )
    .run(writeHistory(makeLongHistory()), account.login)
  database.close()
}

export async function benchHistory(options: BenchOptions) {
  const browserPath = findBrowser()
  if (browserPath === undefined) throw new Error('no browser: set CHROMIUM_PATH')
  const opens = options.quick ? 3 : 15
  const issuer = await startIssuer()
  const browser = await Browser.launch(browserPath)
  try {
    giveLongHistory(issuer.databaseFile)
    const { session, close } = await browser.openPage()
    await provision(session, issuer.url, account)
    await close()
    await issuer.kill()

    const samples = { card: [] as number[], history: [] as number[], visits: [] as number[] }
    for (let round = 0; round < opens + 1; round++)
      for (const name of ['card', 'history', 'visits'] as const) {
        const paint = await openOnce(browser, issuer.url, screens[name])
        if (round > 0) samples[name].push(paint)
      }
    const painted = {
      card: summarise(samples.card),
      history: summarise(samples.history),
      visits: summarise(samples.visits),
    }
    const over = (name: 'history' | 'visits') =>
      Number((painted[name].median / painted.card.median).toFixed(2))

    return {
      ratio: { history: over('history'), visits: over('visits') },
      milliseconds: painted,
      scrolling: await measureScrolling(browser, issuer.url),
      keyToFrameMs: await measureKeys(browser, issuer.url),
      data: await measureData(),
    }
  } finally {
    await browser.close()
    await issuer.dispose()
  }
}
