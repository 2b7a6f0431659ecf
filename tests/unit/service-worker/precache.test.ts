import { beforeEach, describe, expect, it, vi } from 'vitest'
import { stubBuild, type testBuild } from '../../support/browser/worker-build.ts'
import { createMemoryCaches } from '../../support/wallet/memory-caches.ts'

const fetched: string[] = []
let late: typeof testBuild.early = []
let failing: RegExp | undefined

beforeEach(() => {
  fetched.length = 0
  failing = undefined
  vi.stubGlobal('caches', createMemoryCaches())
  vi.stubGlobal('fetch', async (path: string) => {
    fetched.push(path)
    if (failing?.test(path)) throw new TypeError('Failed to fetch')
    if (path.includes('missing')) return new Response('no', { status: 404 })
    return path === '/late-files.json' ? Response.json(late) : new Response(`content of ${path}`)
  })
})

function loadBuild(
  build: Parameters<typeof stubBuild>[0] = {},
  lateFiles: typeof testBuild.early = [['assets/scan-12345678.wasm', '']],
) {
  late = lateFiles
  stubBuild(build)
  vi.resetModules()
  return import('../../../src/service-worker/precache.ts')
}

describe('the precache', () => {
  it('needs the early files to install, and takes the late ones when it can', async () => {
    const build = await loadBuild()
    await build.installFiles()
    expect(fetched.toSorted()).toEqual(['/assets/main-12345678.js', '/late-files.json', '/trust-list.cose'])
    await build.completeFiles()
    expect(fetched).toContain('/assets/scan-12345678.wasm')
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
    expect(fetched).toEqual(['/trust-list.cose', '/late-files.json'])
  })

  it('keeps the files of two builds, by the order in which they were active', async () => {
    for (const version of ['aaaa', 'bbbb', 'cccc']) {
      const early: typeof testBuild.early = [[`assets/main-${version}5678.js`, '']]
      const build = await loadBuild({ version, early })
      await build.installFiles()
      await build.dropOldBuilds()
    }
    expect((await caches.keys()).filter((name) => name.startsWith('vi-bhyt-files-'))).toEqual([
      'vi-bhyt-files-bbbb',
      'vi-bhyt-files-cccc',
    ])
    const build = await loadBuild({ version: 'cccc', early: [['assets/main-cccc5678.js', '']] })
    fetched.length = 0
    expect((await build.answerFile('/assets/main-bbbb5678.js')).status).toBe(200)
    expect(fetched).toEqual([])
  })

  it('does not count a build that never became active', async () => {
    const install = async (version: string) => {
      const build = await loadBuild({ version })
      await build.installFiles()
      return build
    }
    await (await install('aaaa')).dropOldBuilds()
    await install('bbbb')
    await (await install('cccc')).dropOldBuilds()
    const names = (await caches.keys()).filter((name) => name.startsWith('vi-bhyt-files-'))
    expect(names).toEqual(['vi-bhyt-files-aaaa', 'vi-bhyt-files-cccc'])
  })

  it('keeps a late file as soon as a page asks for it', async () => {
    const build = await loadBuild({}, [['assets/ko-bbbb1234.js', '']])
    await build.installFiles()
    expect((await build.answerFile('/assets/ko-bbbb1234.js')).status).toBe(200)
    failing = /./
    expect((await build.answerFile('/assets/ko-bbbb1234.js')).status).toBe(200)
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
