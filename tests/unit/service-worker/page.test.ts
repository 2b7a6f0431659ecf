import { beforeEach, describe, expect, it, vi } from 'vitest'
import { stubBuild, testBuild } from '../../support/browser/worker-build.ts'

beforeEach(() => {
  stubBuild()
  vi.resetModules()
})

/** All styles are there at once: only the ready page puts some off. */
const shell = testBuild.shell.replace('<!--later-->', '').replace('<!--/later-->', '')

const load = () => import('../../../src/service-worker/page.ts')

describe('the pages that the worker hands out', () => {
  it('carry the security headers of the server', async () => {
    const { buildPage, buildPreRenderedPage } = await load()
    for (const page of [buildPage(), buildPreRenderedPage(Promise.resolve(undefined))]) {
      expect(page.headers.get('Content-Security-Policy')).toContain("style-src 'self' 'sha256-test'")
      expect(page.headers.get('Content-Security-Policy')).toContain("script-src 'self' 'sha256-script';")
      expect(page.headers.get('Content-Security-Policy')).toContain("require-trusted-types-for 'script'")
      expect(page.headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(page.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin')
      expect(page.headers.get('Referrer-Policy')).toBe('no-referrer')
    }
  })

  it('hold the content where the template says, in its language', async () => {
    const { buildPreRenderedPage } = await load()
    const page = buildPreRenderedPage(Promise.resolve({ html: '<p>$& $1</p>', language: 'en' }))
    expect(await page.text()).toBe(
      shell.replace('<div id="app"><!--pre-rendered-->', () => '<div id="app" lang="en"><p>$& $1</p>'),
    )
  })

  it('bring the style sheets of the content, which is not shown without them', async () => {
    const { buildPreRenderedPage } = await load()
    const content = Promise.resolve({ html: '<p></p>', language: 'vi' })
    const page = await buildPreRenderedPage(content, ['assets/history.css']).text()
    expect(page).toContain(
      '<link rel="stylesheet" href="/assets/history.css"><div id="app" lang="vi"><p></p>',
    )
    expect(
      await buildPreRenderedPage(Promise.resolve(undefined), ['assets/history.css']).text(),
    ).not.toContain('assets/history.css')
  })

  it('are the plain shell without content, whatever happens', async () => {
    const { buildPage, buildPreRenderedPage } = await load()
    const empty = shell.replace('<!--pre-rendered-->', '')
    expect(await buildPreRenderedPage(Promise.resolve(undefined)).text()).toBe(empty)
    expect(await buildPreRenderedPage(Promise.reject(new Error('x'))).text()).toBe(empty)
    expect(await buildPage().text()).toBe(empty)
  })
})
