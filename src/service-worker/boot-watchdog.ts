/**
 * A build that does not start must not keep the next one out. Each page that is opened counts as a start that
 * has not succeeded; the page says when it has. Pages of a static route, which the worker has not seen, say
 * that they were opened. After two failed starts a waiting build may take over. Nothing is ever wiped.
 */
const CACHE = 'vi-bhyt-starts'
const PLACE = '/failed-starts'
const PATIENCE = 2

/** One after the other, so that a success that arrives early is not overwritten. */
let turn: Promise<unknown> = Promise.resolve()

function inTurn(work: (cache: Cache) => Promise<unknown>): Promise<void> {
  turn = turn.then(async () => work(await caches.open(CACHE))).catch(() => {})
  return turn.then(() => {})
}

/** Pages whose opening is counted: the worker that hands a page out is told of it by the page as well. */
const counted = new Set<string>()

/**
 * A page was opened, by whomever it was handed out; false if that is known already. `page` is the id of its
 * client.
 */
export async function countStart(registration: ServiceWorkerRegistration, page: string): Promise<boolean> {
  if (counted.has(page)) return false
  counted.add(page)
  await inTurn(async (cache) => {
    const failed = Number((await (await cache.match(PLACE))?.text()) ?? 0)
    if (failed >= PATIENCE) registration.waiting?.postMessage({ type: 'SKIP_WAITING' })
    await cache.put(PLACE, new Response(String(failed + 1)))
  })
  return true
}

/** A page has started. */
export function forgetStarts(): Promise<void> {
  return inTurn((cache) => cache.delete(PLACE))
}
