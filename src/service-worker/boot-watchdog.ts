/**
 * A build that does not start must not keep the next one out. Each page that the worker hands out counts as a start that has
 * not succeeded; the page says when it has. After two failed starts a waiting build may take over. Nothing is ever wiped.
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

/** A page was handed out. */
export function countStart(registration: ServiceWorkerRegistration): Promise<void> {
  return inTurn(async (cache) => {
    const failed = Number((await (await cache.match(PLACE))?.text()) ?? 0)
    if (failed >= PATIENCE) registration.waiting?.postMessage({ type: 'SKIP_WAITING' })
    await cache.put(PLACE, new Response(String(failed + 1)))
  })
}

/** A page has started. */
export function forgetStarts(): Promise<void> {
  return inTurn((cache) => cache.delete(PLACE))
}
