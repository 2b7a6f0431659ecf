/**
 * Cold open of 45 years of history, offline, at a quarter of the processor, against the card screen of the same wallet: network off,
 * server stopped, worker stopped before each open, a new page each time, in turn. Both are timed in the same way: the first frame that has
 * what one came for, the code there and the totals here; a skeleton does not count.
 */
import { DatabaseSync } from 'node:sqlite'
import { gzipSync } from 'node:zlib'
import { prepareSearch, searchHistory } from '../../src/core/snapshot/search-history.ts'
import { issueSnapshot } from '../../src/core/snapshot/snapshot.ts'
import { expandRuns, writeHistory } from '../../src/issuer/db/history-document.ts'
import { demoAccounts } from '../../src/issuer/demo/demo-accounts.ts'
import { findBrowser } from '../support/find-browser.ts'
import { startIssuer } from '../support/issuer-process.ts'
import { makeLongHistory } from '../support/long-history.ts'
import { DANGEROUS_KEYS } from '../support/vector-keys.ts'
import { Browser, type Session } from './devtools.ts'
import type { BenchOptions } from './main.ts'
import { openCold, provision, summarise } from './open.ts'

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

/** Scrolls the whole page, a screen in half a second, and tells how long frames took. */
const scrollThrough = `new Promise((resolve) => {
  const root = document.scrollingElement
  const frames = []
  let before = performance.now()
  const step = (now) => {
    frames.push(now - before)
    before = now
    const end = root.scrollHeight - innerHeight
    if (root.scrollTop >= end - 1 || frames.length > 1800) return resolve(frames.slice(1))
    root.scrollTop += innerHeight / 30
    requestAnimationFrame(step)
  }
  requestAnimationFrame(step)
})`

async function measureScrolling(session: Session) {
  const frames = (await session.evaluate(scrollThrough)) as number[]
  const sorted = frames.toSorted((left, right) => left - right)
  const late = frames.filter((frame) => frame > 25).length
  return {
    frames: frames.length,
    late,
    longestMs: Math.round(sorted.at(-1) ?? 0),
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

    const scrolled = await openCold(
      browser,
      `${issuer.url}qua-trinh`,
      THROTTLE,
      watchFor(screens.history.painted),
    )
    await scrolled.session.evaluate('window.contentPainted')
    const scrolling = await measureScrolling(scrolled.session)
    await scrolled.close()
    return {
      ratio: { history: over('history'), visits: over('visits') },
      milliseconds: painted,
      scrolling,
      data: await measureData(),
    }
  } finally {
    await browser.close()
    await issuer.dispose()
  }
}
