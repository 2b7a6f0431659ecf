import { describe, expect, it, vi } from 'vitest'
import { stubBuild } from '../../support/browser/worker-build.ts'

const shell = `<!doctype html>
  <link rel="manifest" href="/manifest.webmanifest">
  <link rel="icon" href="/icon.svg">
  <link rel="stylesheet" href="/assets/main-12345678.css">
  <script data-app="/assets/main-12345678.js">start()</script>
  <script nomodule src="/too-old.js"></script>`

async function loadRoutes() {
  stubBuild({ version: 'aaaa', shell })
  vi.resetModules()
  return import('../../../src/service-worker/static-routes.ts')
}

type Route = { condition: Record<string, unknown>; source: { cacheName: string } }

/** The routes that a browser is given which takes them, or answers with `answer`. */
async function readRoutes(answer: () => Promise<void> = async () => {}): Promise<readonly Route[]> {
  const { addStaticRoutes } = await loadRoutes()
  let given: readonly Route[] = []
  const addRoutes = (routes: readonly Route[]) => {
    given = routes
    return answer()
  }
  await addStaticRoutes({ addRoutes } as unknown as Parameters<typeof addStaticRoutes>[0])
  return given
}

describe('the static routes', () => {
  it('answer an opening of the card from the ready page, while no worker runs', async () => {
    const [card] = await readRoutes()
    expect(card).toEqual({
      condition: {
        urlPattern: { pathname: '/', search: '' },
        runningStatus: 'not-running',
        requestMode: 'navigate',
      },
      source: { cacheName: 'vi-bhyt-ready' },
    })
  })

  it("answer the app that the page's script loads, the manifest and the icon from this build's files", async () => {
    const [, ...files] = await readRoutes()
    expect(files.map(({ condition }) => condition)).toEqual(
      ['/manifest.webmanifest', '/icon.svg', '/assets/main-12345678.js'].map((pathname) => ({
        urlPattern: { pathname, search: '' },
      })),
    )
    expect(new Set(files.map(({ source }) => source.cacheName))).toEqual(new Set(['vi-bhyt-files-aaaa']))
  })

  it('name an address without a query in all of them: the cache has no other', async () => {
    for (const { condition } of await readRoutes())
      expect(condition['urlPattern']).toMatchObject({ search: '' })
  })

  it('are done without where the browser has none, or takes them differently', async () => {
    const { addStaticRoutes } = await loadRoutes()
    await expect(
      addStaticRoutes({} as unknown as Parameters<typeof addStaticRoutes>[0]),
    ).resolves.toBeUndefined()
    await expect(readRoutes(() => Promise.reject(new TypeError('condition')))).resolves.toHaveLength(4)
  })
})
