import { describe, expect, it } from 'vitest'
import { putFirstScript } from '../../../src/build/first-script.ts'

const page = (scripts: string) => `<html><head>${scripts}</head><body><p>Thẻ</p></body></html>`
const app = '<script type="module" crossorigin src="/assets/index-1.js"></script>'

describe('the script in the document', () => {
  it('names the app that it loads, after all that is to be seen, and nothing else loads it', () => {
    const html = putFirstScript(page(app), 'go("$&")')
    expect(html).not.toContain(app)
    expect(html).toContain('<link rel="modulepreload" crossorigin href="/assets/index-1.js">')
    expect(html).toMatch(
      /<p>Thẻ<\/p>\s*<script data-app="\/assets\/index-1\.js">go\("\$&"\)<\/script>\s*<\/body>/,
    )
  })

  it('fails the build where no app, or more than one, is loaded', () => {
    expect(() => putFirstScript(page(''), 'go()')).toThrow('one app')
    expect(() => putFirstScript(page(app + app), 'go()')).toThrow('one app')
  })

  it('fails the build where it would end before its end', () => {
    for (const script of ['"</script>"', '"</SCRIPT "', '"<!--"'])
      expect(() => putFirstScript(page(app), script)).toThrow('end within itself')
  })
})
