import { beforeEach, describe, expect, it, vi } from 'vitest'
import { integrityOf, stubBuild } from '../../support/browser/worker-build.ts'
import { createMemoryCaches } from '../../support/wallet/memory-caches.ts'

const fetched: string[] = []
type File = [path: string, integrity: string]
let lists: Record<string, File[]> = {}
let failing: RegExp | undefined
/** What stands in the place of a file, such as the error page of a proxy with status 200. */
let replaced: RegExp | undefined

const contentOf = (path: string) => `content of ${path}`
const fileOf = (path: string): File => [path, integrityOf(contentOf(`/${path}`))]

beforeEach(() => {
  fetched.length = 0
  failing = undefined
  replaced = undefined
  vi.stubGlobal('caches', createMemoryCaches())
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    fetched.push(path)
    // An answer takes its time, in which others ask.
    await new Promise((resolve) => setTimeout(resolve))
    if (failing?.test(path)) throw new TypeError('Failed to fetch')
    if (path.includes('missing')) return new Response('no', { status: 404 })
    const content =
      lists[path] !== undefined
        ? JSON.stringify(lists[path])
        : replaced?.test(path)
          ? 'Bad gateway'
          : contentOf(path)
    // As browsers do; the stub's own files have no real one.
    const isChecked = init.integrity !== undefined && init.integrity.length > 20
    if (isChecked && init.integrity !== integrityOf(content)) throw new TypeError('Failed to fetch')
    return new Response(content)
  })
})

function loadBuild({
  version = 'aaaa',
  early = [fileOf('assets/main-12345678.js'), ['trust-list.cose', 'sha256-z']],
  late = [fileOf('assets/scan-12345678.wasm')],
}: {
  version?: string
  early?: File[]
  late?: File[]
} = {}) {
  lists = { '/early-files.json': early, '/late-files.json': late }
  stubBuild({ version })
  vi.resetModules()
  return import('../../../src/service-worker/precache.ts')
}

describe('the precache', () => {
  it('needs the early files to install, and takes the late ones when it can', async () => {
    const build = await loadBuild()
    await build.installFiles()
    expect(fetched.toSorted()).toEqual(['/assets/main-12345678.js', '/early-files.json', '/trust-list.cose'])
    fetched.length = 0
    await build.completeFiles()
    expect(fetched).toEqual(['/late-files.json', '/assets/scan-12345678.wasm'])
  })

  it('does not install by halves', async () => {
    failing = /trust-list/
    const build = await loadBuild()
    await expect(build.installFiles()).rejects.toThrow()
    failing = /wasm/
    await build.installFiles()
    await build.completeFiles()
    failing = undefined
    await build.completeFiles()
    expect(fetched.filter((path) => path.endsWith('.wasm'))).toHaveLength(2)
  })

  it('takes unchanged hashed files from the previous build', async () => {
    await (await loadBuild()).installFiles()
    fetched.length = 0
    await (await loadBuild({ version: 'bbbb' })).installFiles()
    expect(fetched.toSorted()).toEqual(['/early-files.json', '/trust-list.cose'])
  })

  it('keeps no file that is not the one of the build, and gives none to a page', async () => {
    const path = '/assets/main-12345678.js'
    replaced = /main/
    const build = await loadBuild()
    await expect(build.installFiles()).rejects.toThrow()
    expect((await build.answerFile(path)).status).toBe(404)
    replaced = undefined
    await build.installFiles()
    expect(await (await build.answerFile(path)).text()).toBe(contentOf(path))
  })

  it('fetches a file anew of which the previous build has another one under the same name', async () => {
    const cache = await caches.open('vi-bhyt-files-before')
    await cache.put('/assets/main-12345678.js', new Response('Bad gateway'))
    await (await loadBuild()).installFiles()
    expect(fetched).toContain('/assets/main-12345678.js')
  })

  it('keeps the files of two builds, by the order in which they were active', async () => {
    for (const version of ['aaaa', 'bbbb', 'cccc']) {
      const early = [fileOf(`assets/main-${version}5678.js`)]
      const build = await loadBuild({ version, early })
      await build.installFiles()
      await build.dropOldBuilds(undefined)
    }
    expect((await caches.keys()).filter((name) => name.startsWith('vi-bhyt-files-'))).toEqual([
      'vi-bhyt-files-bbbb',
      'vi-bhyt-files-cccc',
    ])
    const build = await loadBuild({ version: 'cccc', early: [fileOf('assets/main-cccc5678.js')] })
    fetched.length = 0
    expect((await build.answerFile('/assets/main-bbbb5678.js')).status).toBe(200)
    expect(fetched).toEqual([])
  })

  it('keeps the files that the ready page names, however old their build', async () => {
    for (const version of ['aaaa', 'bbbb', 'cccc', 'dddd']) {
      const build = await loadBuild({ version })
      await build.installFiles()
      await build.dropOldBuilds('aaaa')
    }
    const names = (await caches.keys()).filter((name) => name.startsWith('vi-bhyt-files-'))
    expect(names).toEqual(['vi-bhyt-files-aaaa', 'vi-bhyt-files-cccc', 'vi-bhyt-files-dddd'])
  })

  it('does not count a build that never became active', async () => {
    const install = async (version: string) => {
      const build = await loadBuild({ version })
      await build.installFiles()
      return build
    }
    await (await install('aaaa')).dropOldBuilds(undefined)
    await install('bbbb')
    await (await install('cccc')).dropOldBuilds(undefined)
    const names = (await caches.keys()).filter((name) => name.startsWith('vi-bhyt-files-'))
    expect(names).toEqual(['vi-bhyt-files-aaaa', 'vi-bhyt-files-cccc'])
  })

  it('fetches the list of the late files again until it has it, and then needs no network for it', async () => {
    failing = /late-files/
    const build = await loadBuild()
    await build.installFiles()
    await build.completeFiles()
    expect(fetched).not.toContain('/assets/scan-12345678.wasm')
    failing = undefined
    await build.completeFiles()
    expect(fetched).toContain('/assets/scan-12345678.wasm')
    fetched.length = 0
    await (await caches.open(build.filesCache)).delete('/assets/scan-12345678.wasm')
    const started = await loadBuild()
    expect((await started.answerFile('/assets/scan-12345678.wasm')).status).toBe(200)
    expect(fetched).toEqual(['/assets/scan-12345678.wasm'])
  })

  it('keeps a late file as soon as a page asks for it', async () => {
    const build = await loadBuild({ late: [fileOf('assets/ko-bbbb1234.js')] })
    await build.installFiles()
    expect((await build.answerFile('/assets/ko-bbbb1234.js')).status).toBe(200)
    failing = /./
    expect((await build.answerFile('/assets/ko-bbbb1234.js')).status).toBe(200)
  })

  it('fetches a file once that is wanted from several sides at the same time', async () => {
    const build = await loadBuild()
    await build.installFiles()
    fetched.length = 0
    const late = '/assets/scan-12345678.wasm'
    const [answer] = await Promise.all([build.answerFile(late), build.completeFiles(), build.completeFiles()])
    expect(await answer.text()).toBe(contentOf(late))
    expect(fetched).toEqual(['/late-files.json', late])
  })

  it('answers 404 for a missing file, never the page', async () => {
    const build = await loadBuild()
    expect(build.isAppFile('/assets/missing-12345678.js')).toBe(true)
    expect((await build.answerFile('/assets/missing-12345678.js')).status).toBe(404)
    failing = /./
    expect((await build.answerFile('/assets/gone-12345678.js')).status).toBe(404)
  })

  it('claims only its own files', async () => {
    const build = await loadBuild()
    for (const path of [
      '/api/snapshot',
      '/dev/outbox',
      '/downloads/x.pdf',
      '/service-worker.js',
      '/unknown',
    ]) {
      expect(build.isAppFile(path), path).toBe(false)
    }
  })
})
