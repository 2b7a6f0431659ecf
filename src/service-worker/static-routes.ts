import { readyCache } from '../wallet/cards/ready-page.ts'
import { build } from './build-facts.ts'
import { filesCache } from './precache.ts'

/**
 * The Static Routing API (Chromium 123, Safari 27), as far as it is used here; TypeScript's library does not
 * know it.
 */
type Route = {
  condition: {
    urlPattern: { pathname: string; search: string }
    runningStatus?: 'not-running'
    requestMode?: 'navigate'
  }
  source: { cacheName: string }
}
type RoutingEvent = ExtendableEvent & { addRoutes?(routes: readonly Route[]): Promise<void> }

/**
 * While no worker runs, the browser itself answers an opening of the card with the ready page, and the files
 * that it begins with from this build's: a stopped worker costs a cheap phone up to a second. A running
 * one answers by itself. Addresses with a query are left to the worker: the cache would not have them, and
 * the browser would ask the network.
 */
export async function addStaticRoutes(event: RoutingEvent): Promise<void> {
  if (!event.addRoutes) return
  // All that the browser asks for about the page's first paint: manifest, icon, and the app that its script
  // loads. Always: a worker that is being started already counts as running.
  const files = [
    ...build.shell.matchAll(/(?:data-app|href)="(\/(?:assets\/[^"]+\.js|manifest\.webmanifest|icon\.svg))"/g),
  ].flatMap(([, path]) => path ?? [])
  const at = (pathname: string) => ({ pathname, search: '' })
  const routes: Route[] = [
    {
      condition: { urlPattern: at(readyCache.page), runningStatus: 'not-running', requestMode: 'navigate' },
      source: { cacheName: readyCache.name },
    },
  ]
  for (const file of files) {
    routes.push({
      condition: { urlPattern: at(file) },
      source: { cacheName: filesCache },
    })
  }
  // Where a browser takes them differently, the worker answers as before.
  await event.addRoutes(routes).catch(() => {})
}
