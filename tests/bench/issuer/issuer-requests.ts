import type { BareAnswer, BareAnswers } from './issuer-bare.ts'
import type { LoadRequest } from './issuer-load.ts'
import { type Holder, makeRequest, type Site } from './issuer-site.ts'

export const routes = ['snapshot', 'notModified', 'renewal'] as const
export type Route = (typeof routes)[number]

const issuerPaths = {
  snapshot: 'GET /api/snapshot',
  notModified: 'GET /api/snapshot',
  renewal: 'POST /api/credentials',
} as const
const barePaths = {
  snapshot: 'GET /snapshot',
  notModified: 'GET /not-modified',
  renewal: 'POST /renewal',
} as const

/** What Chromium sends with a `fetch` of a service worker to its own origin. */
const browserHeaders = {
  'sec-ch-ua-platform': '"Android"',
  'User-Agent':
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36',
  'sec-ch-ua': '"Chromium";v="156", "Not_A Brand";v="24"',
  'sec-ch-ua-mobile': '?1',
  Accept: '*/*',
  'Sec-Fetch-Site': 'same-origin',
  'Sec-Fetch-Mode': 'cors',
  'Sec-Fetch-Dest': 'empty',
  'Accept-Encoding': 'gzip, deflate, br, zstd',
  'Accept-Language': 'vi-VN,vi;q=0.9,en;q=0.8',
} as const

/** Nonces last five minutes, so proofs are made anew now and then. */
const PROOF_LIFE = 180_000

const written = new WeakMap<Site, Map<string, { at: number; requests: LoadRequest[] }>>()

/** One request for each holder. With `bare` the same requests for the bare route. */
export async function writeRequests(route: Route, site: Site, bare: boolean): Promise<LoadRequest[]> {
  const known = written.get(site) ?? new Map<string, { at: number; requests: LoadRequest[] }>()
  written.set(site, known)
  const name = `${route} ${bare}`
  const held = known.get(name)
  if (held !== undefined && performance.now() - held.at < PROOF_LIFE) return held.requests
  const requests = await makeRequests(route, site, bare)
  known.set(name, { at: performance.now(), requests })
  return requests
}

async function makeRequests(route: Route, site: Site, bare: boolean): Promise<LoadRequest[]> {
  const [method = '', path = ''] = (bare ? barePaths : issuerPaths)[route].split(' ')
  return Promise.all(
    site.holders.map(async (holder) => {
      const { headers, body } = await describeRequest(route, site, holder)
      return { method, path, headers: { ...browserHeaders, ...headers }, body }
    }),
  )
}

async function describeRequest(route: Route, { port }: Site, holder: Holder) {
  const { cookie: Cookie, etag } = holder
  if (route === 'snapshot') return { headers: { Cookie }, body: '' }
  if (route === 'notModified') return { headers: { Cookie, 'If-None-Match': etag }, body: '' }
  const body = await makeRequest(port, holder)
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    Cookie,
  }
  return { headers, body }
}

/** What the issuer answers to the first holder, for the bare routes to repeat. */
export async function captureAnswers(site: Site): Promise<BareAnswers> {
  const [holder] = site.holders
  if (holder === undefined) throw new Error('nobody is signed in')
  const capture = async (route: Route): Promise<BareAnswer> => {
    const { headers, body } = await describeRequest(route, site, holder)
    const [method = '', path = ''] = issuerPaths[route].split(' ')
    const answer = await fetch(`http://127.0.0.1:${site.port}${path}`, {
      method,
      headers,
      ...(body !== '' && { body }),
    })
    // These the server writes by itself.
    const own = ['connection', 'content-length', 'date', 'keep-alive']
    return {
      headers: Object.fromEntries([...answer.headers].filter(([name]) => !own.includes(name))),
      body: Buffer.from(await answer.arrayBuffer()).toString('base64'),
    }
  }
  return {
    snapshot: await capture('snapshot'),
    notModified: await capture('notModified'),
    renewal: await capture('renewal'),
  }
}
