import { pageMarks, readyCache, readyHeader } from '../wallet/cards/ready-page.ts'
import { build } from './build-facts.ts'
import { loadCardChunk, loadTextsChunk } from './chunks/chunks.ts'
import { pageHeaders } from './page.ts'

const headers = { ...pageHeaders, [readyHeader]: build.version }

/**
 * Before anything can be asked of a static route: its cache answers, with the empty shell if with nothing
 * better.
 */
export async function keepShell({ replace }: { replace: boolean }): Promise<void> {
  const cache = await caches.open(readyCache.name)
  const put = (place: string) => cache.put(place, new Response(build.shell, { headers }))
  if (replace || !(await cache.match(readyCache.shell))) await put(readyCache.shell)
  const standing = await cache.match(readyCache.page)
  // The empty page of another build names files that go with it, and a static route answers with it.
  if (standing && !(replace && (await standing.text()).includes(pageMarks.carried))) return
  await cache.put(readyCache.page, new Response(build.shell, { headers: pageHeaders }))
}

/** The ready page; undefined where one that shows nothing by itself stands in its place. */
export async function findReadyPage(): Promise<Response | undefined> {
  const page = await (await caches.open(readyCache.name)).match(readyCache.page)
  return page?.headers.has(readyHeader) ? page : undefined
}

/** The build whose files the ready page names, if there is one. */
export async function readReadyBuild(): Promise<string | undefined> {
  return (await findReadyPage())?.headers.get(readyHeader) ?? undefined
}

/**
 * Renders the ready page anew from the wallet as it is. @throws AppError of the database;
 * `QuotaExceededError`; NetworkError if the browser has not kept the renderer
 */
export async function renewReadyPage(ifEmpty: 'shell' | 'keep'): Promise<void> {
  await keepShell({ replace: false })
  await loadCardChunk()?.renewReadyPage({ loadTexts: loadTextsChunk, ifEmpty })
}
